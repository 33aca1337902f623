"""How is the learned aid made anew from its lessons?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comments.actions.learn import hold_steps, put
from comments.models import Lesson
from comments.queries.aid_memory import Damaged, lesson_of
from comments.rules.features import features
from comments.rules.learning import Learned
from comments.rules.packing import packed


@dataclass(frozen=True, slots=True)
class Retrained:
    """How many lessons were learned, and how many could not be read."""

    learned: int
    unreadable: int


@transaction.atomic
def retrain(*, since: datetime | None = None, read_anew: bool = False) -> Retrained:
    """Learn all lessons that hold, in place of all there was; decisions wait meanwhile.

    With `since`, older lessons are left out for good. With `read_anew` the places are found anew
    in the texts that still stand as they were decided on: after a change of rules.features.
    """
    hold_steps()
    if since:
        Lesson.objects.filter(live=True, decision__at__lt=since).update(live=False)
    learned = Learned()
    unreadable = 0
    rows = Lesson.objects.filter(live=True).select_related("comment", "decision").order_by("id")
    for row in rows.iterator(chunk_size=500):
        if read_anew:
            _read(row)
        try:
            learned.add(lesson_of(row))
        except Damaged:
            unreadable += 1
            Lesson.objects.filter(pk=row.pk).update(live=False)
    put(learned)
    return Retrained(learned.lessons, unreadable)


def _read(row: Lesson) -> None:
    if row.comment.text and row.comment.revision == row.decision.revision:
        row.seen = packed(features(row.comment.text))
        Lesson.objects.filter(pk=row.pk).update(seen=row.seen)
