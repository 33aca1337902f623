"""What changes around a reply when its state changes?

All counts of replies change here and nowhere else (manage.py recount --check proves it). Whoever
calls holds the thread (`held_thread`), so the rows above and below stand still meanwhile.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q

from articles.actions.discussion import count_comments
from cms.kernel.prepared import first, rows, run
from cms.kernel.raw import aware
from comments.models import Comment, State
from comments.queries.items import fragment_of
from comments.rules import tree
from comments.rules.states import BURYING, GAPS, is_shown, weight
from comments.rules.states import State as States

_HOLD = """
SELECT id FROM comments_comment WHERE id IN (
    SELECT id FROM comments_comment WHERE key = %s
    UNION SELECT root_id FROM comments_comment WHERE key = %s
) ORDER BY id FOR NO KEY UPDATE
"""
_BURY = """
UPDATE comments_comment SET buried = buried + %s WHERE article_id = %s AND path > %s AND path < %s
"""
_ABOVE = """
SELECT id, state FROM comments_comment WHERE article_id = %s AND path IN ({marks})
ORDER BY path DESC
"""
_COUNT_ABOVE = """
UPDATE comments_comment SET visible_descendants = visible_descendants + %s,
    reply_count = reply_count + CASE WHEN id = %s THEN %s ELSE 0 END
WHERE id IN ({marks})
"""
_NEWS_IN_THREAD = """
UPDATE comments_comment SET last_activity_at = %s WHERE id = %s AND last_activity_at < %s
"""
# By the paths of the thread: by its root, SQLite would look at all that is published anywhere.
_LATEST = """
SELECT MAX(published_at) FROM comments_comment
WHERE article_id = %s AND path >= %s AND path < %s AND state = %s AND buried = 0 AND id <> %s
"""


def held_thread(comment: Comment) -> None:
    """Hold the thread of a reply, and its own row, until the transaction ends.

    The root's row stands for the whole; on SQLite the transaction itself holds everything. Rows
    that only refer to it (a vote, a row of the log) may be written meanwhile, so that nobody who
    holds the log waits for a thread.
    """
    if not connection.features.has_select_for_update:
        return
    both = {comment.root_id or comment.pk, comment.pk}
    thread = Comment.objects.select_for_update(no_key=True).filter(pk__in=both)
    list(thread.order_by("pk").values_list("pk"))


def hold_thread_of(key: str) -> None:
    """Hold the thread of the reply of that name, if there is one, as `held_thread` does."""
    if connection.features.has_select_for_update:
        rows(_HOLD, [key, key])


def arrived(comment: Comment) -> None:
    """Count a reply that has just been stored, and write its path and number: what `count` does.

    Nothing stands below it and nobody has seen it, so its own row is written once.
    """
    own: dict[str, Any] = {"path": comment.path}
    if comment.state == State.PUBLISHED:
        own["fragment"] = fragment_of(comment)
        buried, gaps = _count_above(comment, change=1, direct=1)
        own |= _news_in_thread(comment, 1)
        number = count_comments(article_id=comment.article_id, change=0 if buried else 1)
        own |= {"change": number, "first_change": number} if not buried else {}
        if gaps:
            _stamp(gaps, number)
    Comment.objects.filter(pk=comment.pk).update(**own)


def count(comment: Comment, *, was: str) -> dict[str, Any]:
    """Carry the change from the state `was` to the present one into every count.

    Returns what is to be written into its own row.
    """
    before, after = States(was), States(comment.state)
    seen = States.PUBLISHED in {before, after}
    _bury(comment, (after in BURYING) - (before in BURYING))
    below = comment.visible_descendants
    change = weight(after, below) - weight(before, below)
    direct = (after is States.PUBLISHED) - (before is States.PUBLISHED)
    buried, gaps = _count_above(comment, change=change, direct=direct)
    own = _news_in_thread(comment, change)
    if seen:
        own["fragment"] = fragment_of(comment)
    if change or seen:
        number = count_comments(article_id=comment.article_id, change=0 if buried else change)
        own |= _numbered(comment, number)
        _stamp(gaps, number, below=comment if before in BURYING else None)
    return own


def said_anew(comment: Comment) -> None:
    """Note that a published reply reads otherwise now, with no count changed."""
    number = count_comments(article_id=comment.article_id, change=0)
    own = {"fragment": fragment_of(comment), **_numbered(comment, number)}
    Comment.objects.filter(pk=comment.pk).update(**own)


def _bury(comment: Comment, change: int) -> None:
    if change:
        run(_BURY, [change, comment.article_id, *tree.below(comment.path)])


def _numbered(comment: Comment, number: int) -> dict[str, Any]:
    """Return by which number readers know what happened to it, if they ever saw it."""
    there = is_shown(
        States(comment.state),
        buried=comment.buried,
        visible_descendants=comment.visible_descendants,
    )
    if not there and not comment.first_change:
        return {}
    return {"change": number, "first_change": comment.first_change or number}


def _stamp(gaps: Collection[int], number: int, *, below: Comment | None = None) -> None:
    """Number what readers saw happen at the gaps above, and in a thread that comes back."""
    changed = Q(pk__in=gaps)
    if below:
        first, last = tree.below(below.path)
        changed |= Q(article_id=below.article_id, path__gt=first, path__lt=last)
    elif not gaps:
        return
    found = Comment.objects.filter(changed)
    found.filter(shown=True, first_change=0).update(first_change=number)
    found.filter(first_change__gt=0).update(change=number)


def _count_above(comment: Comment, *, change: int, direct: int) -> tuple[bool, list[int]]:
    """Add to the ancestors up to the first buried one, and `direct` to what it answers.

    Returns whether there is one, and which of the others are gaps: those come and go with what
    stands below them.
    """
    paths = tree.ancestors(comment.path)
    if not paths:
        return False, []
    above = rows(_ABOVE.format(marks=_marks(paths)), [comment.article_id, *paths])
    reached = []
    for pk, state in above:
        reached.append(pk)
        if state in BURYING:
            break
    if change:
        values = [change, comment.parent_id, direct, *reached]
        run(_COUNT_ABOVE.format(marks=_marks(reached)), values)
    return (
        any(state in BURYING for _pk, state in above),
        [pk for pk, state in above if change and state in GAPS],
    )


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _news_in_thread(comment: Comment, change: int) -> dict[str, Any]:
    """Keep when something was last added to the thread that readers see.

    Returns what is to be written into its own row, where that is the thread's root.
    """
    if not change:
        return {}
    root_id = comment.root_id or comment.pk
    if change == 1 and comment.published_at:  # one more: nothing else can be later news
        if root_id == comment.pk:
            return {"last_activity_at": max(comment.last_activity_at, comment.published_at)}
        at = connection.ops.adapt_datetimefield_value(comment.published_at)
        run(_NEWS_IN_THREAD, [at, root_id, at])
        return {}
    last = _latest(comment.article_id, comment.path, besides=comment)
    if root_id == comment.pk:
        return {"last_activity_at": last or comment.created_at}
    Comment.objects.filter(pk=root_id).update(last_activity_at=last or F("created_at"))
    return {}


def find_activity(root_id: int) -> None:
    """Look through a thread for when something that readers see was last added."""
    root = Comment.objects.filter(pk=root_id)
    for article_id, path in root.values_list("article_id", "path"):
        root.update(last_activity_at=_latest(article_id, path) or F("created_at"))


def _latest(article_id: int, path: str, *, besides: Comment | None = None) -> datetime | None:
    """Return it for the thread in which the path lies.

    Of one reply what is in memory counts, since its row is written after this.
    """
    first_path, last_path = tree.thread(path)
    published = State.PUBLISHED.value
    number = besides.pk if besides else 0
    found = first(_LATEST, [article_id, first_path, last_path, published, number])
    latest = aware(found[0]) if found else None
    if besides is None or besides.state != State.PUBLISHED or besides.buried:
        return latest
    return max(filter(None, [latest, besides.published_at]), default=None)
