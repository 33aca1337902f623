"""What may this user do to that story? The rows that rules.who_may asks for."""

from datetime import datetime
from typing import Any

from articles.models import Article, Byline
from articles.queries.desk import stands, with_standing
from articles.rules.standing import Code
from articles.rules.who_may import Asked, Move, Reason, Rights, refusal


def rights_of(user: Any) -> Rights:
    """Return what the user may do whatever the story; Django keeps the answer with the user."""
    return Rights(
        write=user.has_perm("articles.change_article"),
        publish=user.has_perm("articles.publish_article"),
        withdraw=user.has_perm("articles.withdraw_article"),
        delete=user.has_perm("articles.delete_article"),
    )


def why_not(user: Any, move: Move, story: Any, at: datetime) -> Reason:
    """Return why the user may not do so to a story; "" when he may.

    None but the writer's own stories are looked into: two queries at most (one where the story
    came from `with_standing`), and none for those who publish.
    """
    rights = rights_of(user)
    if rights.publish or not rights.write:
        return refusal(move, rights, Asked("draft", own=True))
    return refusal(move, rights, Asked(_code(story, at), is_own(user, story)))


def _code(story: Any, at: datetime) -> Code:
    known = hasattr(story, "desk_live_from")
    told = story if known else with_standing(Article.objects.filter(pk=story.pk), at).get()
    return stands(told, at).code


def is_own(user: Any, story: Any) -> bool:
    """Return whether the user made the story or stands in its byline."""
    if story.created_by_id == user.pk:
        return True
    return bool(Byline.objects.filter(article=story.pk, author__user=user.pk).exists())
