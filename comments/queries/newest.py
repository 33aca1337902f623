"""What was said last under a story?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models.editions import Edition
from comments.models import Comment, State
from comments.queries.story import Story


@dataclass(frozen=True, slots=True)
class Newest:
    """The headline of a live story, and its newest replies as rows, the newest first."""

    headline: str
    replies: list[dict[str, Any]]


def newest(story: Story, *, count: int, at: datetime) -> Newest:
    """Return the newest replies that readers see, roots and answers alike; two statements."""
    headline = Edition.objects.live(at).filter(article_id=story.article_id)
    rows = Comment.objects.filter(article_id=story.article_id, state=State.PUBLISHED, buried=0)
    columns = ("key", "html", "author_name", "published_at", "edited_at")
    return Newest(
        headline=headline.values_list("headline", flat=True).first() or "",
        replies=list(rows.order_by("-published_at", "-id").values(*columns)[:count]),
    )
