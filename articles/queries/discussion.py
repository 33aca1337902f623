"""How do replies to a story stand?"""

from dataclasses import dataclass
from datetime import datetime

from articles.models.counters import CommentPolicy, Discussion


@dataclass(frozen=True, slots=True)
class Standing:
    """The policy in force, whether replies are taken at the moment, and how many are shown."""

    policy: str
    open: bool
    closes_at: datetime | None
    comment_count: int


def standing(article_id: int, at: datetime) -> Standing:
    """Return how replies to the story stand at the moment, exact by the clock."""
    row = Discussion.objects.filter(pk=article_id).first() or Discussion(article_id=article_id)
    return Standing(
        policy=row.policy,
        open=is_open(row.policy, row.closes_at, at),
        closes_at=row.closes_at,
        comment_count=row.comment_count,
    )


def is_open(policy: str, closes_at: datetime | None, at: datetime) -> bool:
    """Return whether replies are taken at the moment."""
    return policy != CommentPolicy.CLOSED and (closes_at is None or at < closes_at)
