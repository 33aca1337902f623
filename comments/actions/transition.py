"""What changes around a reply when its state changes?

All counts of replies change here and nowhere else (manage.py recount --check proves it). Whoever
calls holds the thread (`held_thread`), so the rows above and below stand still meanwhile.
"""

from django.db.models import F, Max, Q
from django.db.models.functions import Greatest

from articles.actions.discussion import count_comments
from comments.models import Comment, State
from comments.rules import tree
from comments.rules.states import BURYING, weight
from comments.rules.states import State as States


def held_thread(comment: Comment) -> None:
    """Hold the thread of a reply against other writers until the transaction ends.

    Its root's row stands for the whole; on SQLite the transaction itself holds everything.
    """
    thread = Comment.objects.select_for_update().filter(pk=comment.root_id or comment.pk)
    list(thread.values_list("pk"))


def count(comment: Comment, *, was: str) -> None:
    """Carry the change from the state `was` to the present one into every count."""
    before, after = States(was), States(comment.state)
    _bury(comment, (after in BURYING) - (before in BURYING))
    _count_direct(comment, (after is States.PUBLISHED) - (before is States.PUBLISHED))
    below = comment.visible_descendants
    change = weight(after, below) - weight(before, below)
    if change:
        _count_above(comment, change)


def _bury(comment: Comment, change: int) -> None:
    if change:
        thread = Comment.objects.filter(article_id=comment.article_id)
        thread.below(comment.path).update(buried=F("buried") + change)


def _count_direct(comment: Comment, change: int) -> None:
    if change and comment.parent_id:
        Comment.objects.filter(pk=comment.parent_id).update(reply_count=F("reply_count") + change)


def _count_above(comment: Comment, change: int) -> None:
    """Add to the ancestors up to the first buried one, and to the story if none is."""
    above = list(
        Comment.objects.filter(article_id=comment.article_id, path__in=tree.ancestors(comment.path))
        .order_by("-path")
        .values_list("pk", "state")
    )
    reached = []
    for pk, state in above:
        reached.append(pk)
        if state in BURYING:
            break
    Comment.objects.filter(pk__in=reached).update(
        visible_descendants=F("visible_descendants") + change
    )
    _touch_root(comment, change)
    if not any(state in BURYING for _pk, state in above):
        count_comments(article_id=comment.article_id, change=change)


def _touch_root(comment: Comment, change: int) -> None:
    """Keep when something was last added to the thread that readers see."""
    root_id = comment.root_id or comment.pk
    root = Comment.objects.filter(pk=root_id)
    if change == 1 and comment.published_at:  # one more: nothing else can be later news
        last = Greatest(F("last_activity_at"), comment.published_at)
        root.update(last_activity_at=last)
        return
    in_thread = Comment.objects.filter(Q(root_id=root_id) | Q(pk=root_id))
    visible = in_thread.filter(state=State.PUBLISHED, buried=0)
    latest = visible.aggregate(at=Max("published_at"))["at"]
    root.update(last_activity_at=latest or F("created_at"))
