"""What changes around a reply when its state changes?

All counts of replies change here and nowhere else (manage.py recount --check proves it). Whoever
calls holds the thread (`held_thread`), so the rows above and below stand still meanwhile.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import F, Max, Q
from django.db.models.functions import Greatest

from articles.actions.discussion import count_comments
from comments.models import Comment, State
from comments.queries.items import fragment_of, fragments
from comments.rules import tree
from comments.rules.states import BURYING, GAPS, weight
from comments.rules.states import State as States


def held_thread(comment: Comment) -> None:
    """Hold the thread of a reply against other writers until the transaction ends.

    Its root's row stands for the whole; on SQLite the transaction itself holds everything. Rows
    that only refer to it (a vote, a row of the log) may be written meanwhile, so that nobody who
    holds the log waits for a thread.
    """
    if not connection.features.has_select_for_update:
        return
    thread = Comment.objects.select_for_update(no_key=True).filter(pk=comment.root_id or comment.pk)
    list(thread.values_list("pk"))


def arrived(comment: Comment) -> None:
    """Count a reply that has just been stored, and write its path and number: what `count` does.

    Nothing stands below it and nobody has seen it, so its own row is written once.
    """
    own: dict[str, Any] = {"path": comment.path}
    if comment.state == State.PUBLISHED:
        own["fragment"] = fragment_of(comment)
        _count_direct(comment, 1)
        buried, gaps = _count_above(comment, 1)
        number = count_comments(article_id=comment.article_id, change=0 if buried else 1)
        own |= {"change": number, "first_change": number} if not buried else {}
        if gaps:
            _stamp(comment, number, also=gaps)
    Comment.objects.filter(pk=comment.pk).update(**own)


def count(comment: Comment, *, was: str) -> None:
    """Carry the change from the state `was` to the present one into every count."""
    before, after = States(was), States(comment.state)
    _bury(comment, (after in BURYING) - (before in BURYING))
    _count_direct(comment, (after is States.PUBLISHED) - (before is States.PUBLISHED))
    below = comment.visible_descendants
    change = weight(after, below) - weight(before, below)
    buried, gaps = _count_above(comment, change)
    if States.PUBLISHED in {before, after}:
        _write_down(comment)
    if change or States.PUBLISHED in {before, after}:
        number = count_comments(article_id=comment.article_id, change=0 if buried else change)
        _stamp(comment, number, also=gaps, thread=before in BURYING)


def _bury(comment: Comment, change: int) -> None:
    if change:
        thread = Comment.objects.filter(article_id=comment.article_id)
        thread.below(comment.path).update(buried=F("buried") + change)


def _count_direct(comment: Comment, change: int) -> None:
    if change and comment.parent_id:
        Comment.objects.filter(pk=comment.parent_id).update(reply_count=F("reply_count") + change)


def said_anew(comment: Comment) -> None:
    """Note that a published reply reads otherwise now, with no count changed."""
    _write_down(comment)
    number = count_comments(article_id=comment.article_id, change=0)
    _stamp(comment, number)


def _write_down(comment: Comment) -> None:
    """Keep what readers get of it, now that it can be seen, or its gap (rules.fragment)."""
    for pk, fragment in fragments([comment.pk]).items():
        Comment.objects.filter(pk=pk).update(fragment=fragment)


def _stamp(
    comment: Comment, number: int, *, also: Collection[int] = (), thread: bool = False
) -> None:
    """Number what readers saw happen: here, at the gaps above, and in a thread that comes back."""
    changed = Q(pk=comment.pk) | Q(pk__in=also)
    if thread:
        first, last = tree.below(comment.path)
        changed |= Q(article_id=comment.article_id, path__gt=first, path__lt=last)
    rows = Comment.objects.filter(changed)
    rows.filter(shown=True, first_change=0).update(first_change=number)
    rows.filter(first_change__gt=0).update(change=number)


def _count_above(comment: Comment, change: int) -> tuple[bool, list[int]]:
    """Add to the ancestors up to the first buried one.

    Returns whether there is one, and which of the others are gaps: those come and go with what
    stands below them.
    """
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
    if change:
        Comment.objects.filter(pk__in=reached).update(
            visible_descendants=F("visible_descendants") + change
        )
        _touch_root(comment, change)
    return (
        any(state in BURYING for _pk, state in above),
        [pk for pk, state in above if change and state in GAPS],
    )


def _touch_root(comment: Comment, change: int) -> None:
    """Keep when something was last added to the thread that readers see."""
    root_id = comment.root_id or comment.pk
    root = Comment.objects.filter(pk=root_id)
    if change == 1 and comment.published_at:  # one more: nothing else can be later news
        if root_id == comment.pk and comment.last_activity_at >= comment.published_at:
            return  # it is a thread of its own, and says so
        last = Greatest(F("last_activity_at"), comment.published_at)
        root.update(last_activity_at=last)
        return
    find_activity(root_id)


def find_activity(root_id: int) -> None:
    """Look through a thread for when something that readers see was last added."""
    root = Comment.objects.filter(pk=root_id)
    in_thread = Comment.objects.filter(Q(root_id=root_id) | Q(pk=root_id))
    visible = in_thread.filter(state=State.PUBLISHED, buried=0)
    latest = visible.aggregate(at=Max("published_at"))["at"]
    root.update(last_activity_at=latest or F("created_at"))
