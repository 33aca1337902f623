"""Do letters still have their reason, and what do they tell?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from articles.models.editions import Edition
from comments.models import Comment, Decision, Kind, Letter, NoLetters, State, Subscription


@dataclass(frozen=True, slots=True)
class Told:
    """The live story that a letter tells of."""

    slug: str
    language: str
    headline: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """What holds for some letters now.

    Live stories by article, public ids of the replies that readers see, numbers of the replies
    whose authors wish to hear, hashes of addresses that want no letters, decisions that stand.
    """

    stories: dict[int, Told]
    shown: frozenset[str]
    wished: frozenset[int]
    unwanted: frozenset[str]
    decisions: Mapping[int, Decision] = field(default_factory=dict)

    def holds(self, letter: Letter) -> bool:
        """Return whether the letter may go out."""
        if letter.address_hash in self.unwanted or letter.comment.article_id not in self.stories:
            return False
        if letter.kind in {Kind.WARNING, Kind.RECEIPT}:
            return True
        if letter.kind in {Kind.NOTICE, Kind.REJECTED}:
            stands = letter.facts["decision"] in self.decisions
            gone = letter.kind == Kind.NOTICE or letter.comment.state == State.REJECTED
            return stands and gone
        if letter.kind == Kind.CONFIRM:
            return letter.comment.state in {State.PENDING, State.PUBLISHED}
        about = {letter.comment.key, letter.facts.get("about", "")}
        return letter.comment_id in self.wished and about <= self.shown

    def story(self, letter: Letter) -> Told:
        """Return the story of a letter that may go out."""
        return self.stories[letter.comment.article_id]


def reasons(letters: Collection[Letter], at: datetime) -> Reasons:
    """Find out what holds for the letters (with their comments loaded).

    Four statements, and one where a letter tells of a decision.
    """
    live = Edition.objects.live(at).filter(
        article_id__in={one.comment.article_id for one in letters}
    )
    facts = live.values_list("article_id", "slug", "language", "headline")
    keys = {key for one in letters for key in (one.comment.key, one.facts.get("about", ""))}
    visible = Comment.objects.filter(key__in=keys, shown=True, state=State.PUBLISHED)
    wishes = Subscription.objects.filter(
        comment_id__in={one.comment_id for one in letters},
        confirmed_at__isnull=False,
        ended_at=None,
    )
    unwanted = NoLetters.objects.filter(address_hash__in={one.address_hash for one in letters})
    return Reasons(
        stories={pk: Told(*rest) for pk, *rest in facts},
        shown=frozenset(visible.values_list("key", flat=True)),
        wished=frozenset(wishes.values_list("comment_id", flat=True)),
        unwanted=frozenset(unwanted.values_list("address_hash", flat=True)),
        decisions=_standing([one.facts["decision"] for one in letters if "decision" in one.facts]),
    )


def _standing(decisions: Collection[int]) -> dict[int, Decision]:
    """Return those that nobody has taken back, with their replies."""
    if not decisions:
        return {}
    rows = Decision.objects.filter(pk__in=decisions, undone_by=None).select_related("comment")
    return {row.pk: row for row in rows}


def told(key: str, at: datetime) -> tuple[Comment | None, Told | None]:
    """Return the reply that a link names and its story, as far as they are (still) there."""
    comment = Comment.objects.filter(key=key).first()
    if comment is None:
        return None, None
    live = Edition.objects.live(at).filter(article_id=comment.article_id)
    facts = live.values_list("slug", "language", "headline").first()
    return comment, Told(*facts) if facts else None
