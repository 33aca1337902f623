"""Where in the queue does a reply stand?"""

from datetime import datetime
from typing import Any

from articles.queries.reach import reach
from cms.kernel import clock
from comments.models import Comment
from comments.rules.turn import turn_at


def place(*, comment: Comment, risk: float, at: datetime) -> dict[str, Any]:
    """Return the columns by which the queue is put in order; one look-up.

    Of the comment, which need not be stored yet, its key, story, time and open reports count.
    """
    story = reach(comment.article_id, at)
    return {
        "risk": risk,
        "doubt": abs(risk - 0.5),
        "category_id": story.category_id,
        "turn_at": turn_at(
            key=comment.key,
            written_at=comment.created_at,
            risk=risk,
            reach=story.per_hour,
            reports=comment.report_weight,
        ),
    }


def follow_category(article_id: int) -> None:
    """Let the replies to a story stand where readers see it now."""
    category_id = reach(article_id, clock.now()).category_id
    same = Comment.objects.filter(article_id=article_id)
    same.exclude(category_id=category_id).update(category_id=category_id)
