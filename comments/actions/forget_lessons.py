"""How is taken out of the learned aid what it must not know, with its rows?"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from comments.actions.learn import hold_steps, note_step, put
from comments.models import Lesson
from comments.queries.aid_memory import Damaged, count_lesson, lesson_of, recalled
from comments.rules.learning import Learned


@transaction.atomic
def forget_comments(*, comments: Collection[int]) -> int:
    """Take out what was learned from replies (by number) that are wiped; return how much."""
    lessons = Lesson.objects.filter(comment__in=comments)
    return _forget(lessons) if lessons.exists() else 0


@transaction.atomic
def forget_moderator(*, by: AbstractBaseUser, since: datetime | None = None) -> int:
    """Take out what one person's decisions taught since a moment, or ever; return how many.

    What these had overturned holds again. The log stays as it is.
    """
    lessons = Lesson.objects.filter(decision__by_id=by.pk)
    return _forget(lessons.filter(decision__at__gte=since) if since else lessons)


def _forget(lessons: QuerySet[Lesson, Lesson]) -> int:
    """Delete lessons, and let every memory be read anew from a checkpoint without them."""
    hold_steps()
    gone = {row.pk: row for row in lessons.select_related("replaces")}
    if not gone:
        return 0
    try:
        learned = recalled().learned.without([])
        _count(learned, [row for row in gone.values() if row.live], times=-1)
        _count(learned, _mended(gone), times=1)
    except Damaged:  # it stays so until retrain_aid reads the lessons that are left
        Lesson.objects.filter(pk__in=gone).delete()
        note_step(None, sign=0)
        return len(gone)
    Lesson.objects.filter(pk__in=gone).delete()
    put(learned)
    return len(gone)


def _count(learned: Learned, rows: Iterable[Lesson], *, times: int) -> None:
    for row in rows:
        count_lesson(learned, lesson_of(row), times=times)


def _mended(gone: dict[int, Lesson]) -> list[Lesson]:
    """Join the chains of what replaces what; return the lessons that hold again."""
    for later in Lesson.objects.filter(replaces__in=gone).exclude(pk__in=gone):
        assert later.replaces_id  # noqa: S101 - it was looked for
        Lesson.objects.filter(pk=later.pk).update(replaces=_before(gone[later.replaces_id], gone))
    again = [_before(row, gone) for row in gone.values() if row.live]
    held = [row for row in again if row]
    Lesson.objects.filter(pk__in=[row.pk for row in held]).update(live=True)
    return held


def _before(row: Lesson, gone: dict[int, Lesson]) -> Lesson | None:
    """Return the lesson that a forgotten one had replaced, further back where that goes too."""
    before = row.replaces
    while before is not None and before.pk in gone:
        before = gone[before.pk].replaces
    return before
