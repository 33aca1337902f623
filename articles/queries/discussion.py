"""How do replies to a story stand?"""

from dataclasses import dataclass
from datetime import datetime

from articles.models.counters import Discussion
from articles.models.editions import Edition
from articles.models.reply_rules import ReplyRules
from articles.rules.reply_rules import InForce, Layer, in_force


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds at the moment, whether replies are taken, and how many are shown."""

    policy: str
    repliers: str
    open: bool
    closes_at: datetime | None
    comment_count: int
    category_id: int | None = None


def own_rules(article_id: int) -> Discussion:
    """Return what the story itself demands of replies: empty where it says nothing."""
    return Discussion.objects.filter(pk=article_id).first() or Discussion(article_id=article_id)


def standing(article_id: int, at: datetime) -> Standing:
    """Return how replies to the story stand at the moment, exact by the clock; three statements."""
    row = own_rules(article_id)
    live = Edition.objects.live(at).filter(article_id=article_id)
    category, published_at = live.values_list("category_id", "published_at").first() or (None, None)
    found = in_force(
        layers(row, category),
        published_at=published_at,
        at=at,
    )
    return Standing(
        policy=found.policy,
        repliers=found.repliers,
        open=found.open,
        closes_at=found.closes_at,
        comment_count=row.comment_count,
        category_id=category,
    )


def layers(story: Discussion, category_id: int | None) -> list[Layer]:
    """Return what the site, the category and the story demand; one statement."""
    rows = {row.category_id: row for row in ReplyRules.objects.for_category(category_id)}
    site = rows.get(None) or ReplyRules()
    own = Layer(
        policy=story.policy or site.unless_said,
        repliers=story.repliers,
        closes_at=story.closes_at,
    )
    found = [own, layer_of(site), Layer(policy=site.emergency)]
    if category_id in rows and category_id is not None:
        found.append(layer_of(rows[category_id]))
    return found


def layer_of(row: ReplyRules) -> Layer:
    """Return what a row of rules demands, but for what only the site's says."""
    return Layer(
        policy=row.policy,
        repliers=row.repliers,
        premoderated_after_days=row.premoderated_after_days,
        closes_after_days=row.closes_after_days,
    )


def in_force_of(
    *,
    own: tuple[str, str, datetime | None],
    site: tuple[str, str, int | None, int | None, str, str] | None,
    category: tuple[str, str, int | None, int | None] | None,
    published_at: datetime | None,
    at: datetime,
) -> InForce:
    """Return what holds, from columns as one statement brings them.

    `own` is (policy, repliers, closes_at) of the story; `site` and `category` are (policy,
    repliers, premoderated_after_days, closes_after_days), the site's with (unless_said, emergency).
    """
    default = ReplyRules()
    unless_said, emergency = site[4:] if site else (default.unless_said, default.emergency)
    found = [Layer(own[0] or unless_said, own[1], closes_at=own[2]), Layer(emergency)]
    found += [Layer(*row[:4]) for row in (site, category) if row]
    return in_force(found, published_at=published_at, at=at)
