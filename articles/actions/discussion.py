"""What changes beside a story without a new edition: its replies' policy and their number?"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from articles.actions import popularity
from articles.models.counters import CommentPolicy, Discussion, Repliers
from cms.kernel import clock
from cms.kernel.errors import Invalid, at_field
from cms.kernel.prepared import first
from cms.kernel.stale import stale

# The ORM cannot say RETURNING of an update.
_CHANGE = """
UPDATE articles_discussion SET
    comment_count = CASE WHEN comment_count + %s > 0 THEN comment_count - %s ELSE 0 END,
    change = change + 1, touched = touched + 1, changed_at = %s
WHERE article_id = %s RETURNING change
"""


def count_comments(*, article_id: int, change: int) -> int:
    """Add `change` (may be 0 or negative) to the number of replies that readers see.

    Returns the number of this change in the discussion (Discussion.change). To be called in the
    transaction of the transition that causes it; the row is held until that ends, so whoever
    calls has already written, or holds, every reply that it will write.
    """
    stale(f"comments-{article_id}")
    number = _numbered(article_id, change)
    if number is None:
        Discussion.objects.create(pk=article_id, comment_count=max(change, 0), change=1, touched=1)
    if change > 0:
        popularity.count_event(article_id=article_id, metric="comments", n=change, at=clock.now())
    elif change < 0:
        popularity.take_back_latest(article_id=article_id, metric="comments", n=-change)
    return number or 1


def _numbered(article_id: int, change: int) -> int | None:
    """Write the change and return its number, in one statement; None where there is no row."""
    at = connection.ops.adapt_datetimefield_value(clock.now())
    row = first(_CHANGE, [change, -change, at, article_id])
    return int(row[0]) if row else None


def touch(*, article_id: int) -> None:
    """Note that an answer about the discussion differs, though nothing was said: a vote."""
    Discussion.objects.filter(pk=article_id).update(touched=F("touched") + 1)


@transaction.atomic
def set_discussion(
    *, article_id: int, policy: str, closes_at: datetime | None = None, repliers: str = ""
) -> Discussion:
    """Open, close or time the replies to a story; readers see it at once.

    An empty policy is what the newsroom says (ReplyRules). Raises Invalid for one not known.
    """
    if policy not in {"", *CommentPolicy.values}:
        raise Invalid([at_field("/policy", "unknown", "policy")])
    if repliers not in {"", *Repliers.values}:
        raise Invalid([at_field("/repliers", "unknown", "repliers")])
    stale(f"comments-{article_id}")
    row, _created = Discussion.objects.update_or_create(
        pk=article_id,
        defaults={
            "policy": policy,
            "repliers": repliers,
            "closes_at": closes_at,
            "changed_at": clock.now(),
        },
    )
    return row


@transaction.atomic
def change_discussion(*, article_id: int, **facts: Any) -> Discussion:
    """Change what is named of `policy`, `repliers` and `closes_at`, and leave the others.

    Raises Invalid as `set_discussion` does.
    """
    row = Discussion.objects.select_for_update().filter(pk=article_id).first() or Discussion()
    own = {name: getattr(row, name) for name in ("policy", "repliers", "closes_at")}
    return set_discussion(article_id=article_id, **own | facts)
