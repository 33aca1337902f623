"""What waits for a moderator, and what did moderators do?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models.editions import Edition
from comments.models import Comment, Decision, State

ORDERINGS: dict[str, tuple[str, ...]] = {
    "risk": ("turn_at", "id"),
    "oldest": ("created_at", "id"),
    "newest": ("-created_at", "-id"),
    "reports": ("-open_reports", "id"),
    "uncertain": ("doubt", "id"),
}


def queue(
    *, status: str = State.PENDING, article: str = "", category: str = "", at: datetime
) -> QuerySet[Comment, Comment]:
    """Return replies in a state, of one story or of the live stories of a category."""
    found = Comment.objects.filter(state=status).select_related("parent")
    editions = Edition.objects.filter(article_id=OuterRef("article_id"))
    if article:
        found = found.filter(Exists(editions.filter(slug=article)))
    if category:
        live = editions.live(at)
        found = found.filter(Exists(live.filter(category__slug=category)))
    return found


def stories(article_ids: Iterable[int], at: datetime) -> dict[int, dict[str, Any]]:
    """Return slug, language and headline of the stories that are live, by article."""
    rows = Edition.objects.live(at).filter(article_id__in=set(article_ids))
    facts = rows.values("article_id", "slug", "language", "headline")
    return {row["article_id"]: dict(row) for row in facts}


def decisions() -> QuerySet[Decision, Decision]:
    """Return the log with the names it speaks of."""
    return Decision.objects.select_related("comment", "by")
