"""How is the learned aid made anew from its lessons?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from comments.actions.learn import SAYS_NOTHING, TEACHES, hold_steps, put
from comments.models import DecidedBy, Decision, Lesson
from comments.queries.aid import category_of
from comments.queries.aid_memory import MADE_WITH, Damaged, lesson_of
from comments.rules.features import features
from comments.rules.learning import Learned
from comments.rules.packing import packed
from comments.rules.states import Move

AT_ONCE = 500  # rows


class ToBeReadAnew(Exception):
    """The lessons are of other places than the aid looks at now."""


@dataclass(frozen=True, slots=True)
class Retrained:
    """How many lessons were learned, how many of them from the log, and how many are left out."""

    learned: int
    unreadable: int
    from_log: int = 0


@transaction.atomic
def retrain(
    *,
    since: datetime | None = None,
    read_anew: bool = False,
    log_until: datetime | None = None,
) -> Retrained:
    """Learn all lessons that hold, in place of all there was; decisions wait meanwhile.

    With `since`, older lessons are left out for good. With `log_until`, what moderators decided
    before that moment without a lesson, when there was no aid, becomes one where the words still
    stand. With `read_anew` the places are found anew in the texts that still stand as they were
    decided on: after a change of rules.features. Then lessons whose texts are gone are left out.
    Raises ToBeReadAnew where that is needed and was not asked for.
    """
    hold_steps()
    if read_anew:
        _read_anew()
    elif Lesson.objects.filter(live=True).exclude(made_with=MADE_WITH).exists():
        raise ToBeReadAnew
    from_log = _learn_log(log_until) if log_until else 0
    if since:
        Lesson.objects.filter(live=True, decision__at__lt=since).update(live=False)
    learned = Learned()
    unreadable = []
    for row in Lesson.objects.filter(live=True).order_by("id").iterator(chunk_size=AT_ONCE):
        try:
            learned.add(lesson_of(row))
        except Damaged:
            unreadable.append(row.pk)
    for pk in unreadable:
        Lesson.objects.filter(pk=pk).update(live=False)
    put(learned)
    return Retrained(learned.lessons, len(unreadable), from_log)


def _read_anew() -> None:
    numbers = list(Lesson.objects.order_by("id").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        some = Lesson.objects.filter(pk__in=numbers[start : start + AT_ONCE])
        stand = [row for row in some.select_related("decision__comment") if _stands(row.decision)]
        for row in stand:
            row.made_with, row.seen = MADE_WITH, packed(features(row.decision.comment.text))
        Lesson.objects.bulk_update(stand, ["made_with", "seen"])


def _stands(decision: Decision) -> bool:
    """Return whether the reply has the words that were decided on."""
    comment = decision.comment
    return bool(comment.text) and comment.revision == decision.revision


def _learn_log(until: datetime) -> int:
    """Make lessons of what was decided without one, still holds, and no later one overturned."""
    later = _teaching().filter(comment=OuterRef("comment"), revision=OuterRef("revision"))
    untaught = _teaching().filter(~Exists(later.filter(id__gt=OuterRef("id"))), lesson=None)
    found = list(untaught.filter(at__lt=until).order_by("id").values_list("pk", flat=True))
    starts = range(0, len(found), AT_ONCE)
    return sum(_learn_decisions(found[start : start + AT_ONCE]) for start in starts)


def _learn_decisions(numbers: Sequence[int]) -> int:
    decisions = Decision.objects.filter(pk__in=numbers).select_related("comment").order_by("id")
    lessons = [
        Lesson(
            decision=decision,
            comment=decision.comment,
            rejected=TEACHES[Move(decision.what)],
            category=category_of(decision.comment.category_id),
            made_with=MADE_WITH,
            seen=packed(features(decision.comment.text)),
        )
        for decision in decisions
        if _stands(decision)
    ]
    return len(Lesson.objects.bulk_create(lessons))


def _teaching() -> QuerySet[Decision, Decision]:
    """Return the decisions of people, not undone, that say something of the words."""
    decisions = Decision.objects.filter(by_kind=DecidedBy.USER, what__in=TEACHES, undone_by=None)
    return decisions.exclude(reason__in=SAYS_NOTHING)
