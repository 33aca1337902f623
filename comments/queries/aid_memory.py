"""What has been learned up to now, in the memory of this process?

The steps are the truth; the checkpoint is a shortcut, and this memory another. Each look asks for
the newest step, and counts on from where the memory stands. Counts are whole numbers and the curve
follows from which lessons are live, so every process that knows the same steps says the same to
the last bit. A step that is not the one we knew (a transaction was rolled back, a database brought
in) lets everything be read anew.
"""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from comments.models import Checkpoint, Step
from comments.models import Lesson as Row
from comments.rules.features import BITS, Features
from comments.rules.learning import WINDOW, Learned, Lesson, edge
from comments.rules.packing import packed_counts, unpacked, unpacked_counts

MADE_WITH = f"1-{BITS}"  # changes with places or their meaning: then `retrain_aid --read-anew`
MOST_STEPS = 1000  # read at once; who lags behind by more takes the checkpoint

UNDRAWN = -1
STEP = (
    "number", "stamp", "sign", "lesson", "lesson__made_with", "lesson__seen", "lesson__rejected",
    "lesson__category",
)  # fmt: skip

log = logging.getLogger("newsroom.aid")


class Damaged(Exception):
    """What was learned cannot be read: the checkpoint is missing, or is not what was written."""


class Outdated(Damaged):
    """What was learned is of other places than the aid looks at now."""


@dataclass(slots=True)
class Memory:
    """What is learned, up to which step, and the last lesson that the curve knows."""

    number: int = 0
    stamp: str = ""
    learned: Learned = field(default_factory=Learned)
    drawn_after: int = 0
    last_drawn: int = 0


class Taken(NamedTuple):
    """A step with what its lesson says: the columns of STEP."""

    number: int = 0
    stamp: str = ""
    sign: int = 0
    lesson: int | None = None
    made_with: str = MADE_WITH
    seen: bytes = b""
    rejected: bool = False
    category: str = ""


_memory = Memory()
_damage: tuple[tuple[int, str], type[Damaged]] | None = None  # at which step, and what it is
_one_at_a_time = RLock()


def recalled(*, with_curve: bool = True) -> Memory:
    """Return what is learned up to the newest step; one statement while nothing was learned since.

    Nobody may change what is returned. The curve is drawn when somebody asks for it. Raises
    Damaged.
    """
    global _memory, _damage  # noqa: PLW0603 - the memory of this process
    with _one_at_a_time:  # the look too: else a slow thread would take us back
        newest = newest_step()
        if _damage and newest == _damage[0]:
            raise _damage[1]
        try:
            if newest != (_memory.number, _memory.stamp):
                _memory = _counted_on(_memory, newest) or _from_checkpoint(newest)
            if with_curve and edge(_memory.learned.lessons) != _memory.drawn_after:
                _draw(_memory)
        except Damaged as damage:
            _memory, _damage = Memory(), (newest, type(damage))
            log.exception("The learned aid cannot be read, and says nothing: run retrain_aid")
            raise
        return _memory


def newest_step() -> tuple[int, str]:
    """Return number and stamp of the newest step; (0, "") before the first."""
    return Step.objects.order_by("-number").values_list("number", "stamp").first() or (0, "")


def forget() -> None:
    """Begin with nothing in memory, as a new process does."""
    global _memory, _damage
    with _one_at_a_time:
        _memory, _damage = Memory(), None


def _counted_on(memory: Memory, newest: tuple[int, str]) -> Memory | None:
    """Return the memory with the steps since; None where it must be read anew."""
    if not 0 < newest[0] - memory.number <= MOST_STEPS:
        return None
    found = Step.objects.filter(number__gte=memory.number, number__lte=newest[0])
    steps = [Taken(*row) for row in found.order_by("number").values_list(*STEP)]
    if memory.number:
        known = steps.pop(0) if steps else Taken()
        if (known.number, known.stamp) != (memory.number, memory.stamp):
            return None
    is_whole = len(steps) == newest[0] - memory.number and all(step.lesson for step in steps)
    return _with(memory, steps) if is_whole else None


def _with(memory: Memory, steps: Sequence[Taken]) -> Memory:
    """Return the memory counted on; another one, since somebody may be reading the old one."""
    learned = memory.learned.without([])
    touched = False
    for step in steps:
        assert step.lesson is not None  # noqa: S101 - the caller looked
        lesson = Lesson(
            step.lesson, _places(step.made_with, bytes(step.seen)), step.rejected, step.category
        )
        count_lesson(learned, lesson, times=step.sign)
        touched = touched or step.lesson <= memory.last_drawn
    last, drawn_after = steps[-1], UNDRAWN if touched else memory.drawn_after
    return Memory(last.number, last.stamp, learned, drawn_after, memory.last_drawn)


def count_lesson(learned: Learned, lesson: Lesson, *, times: int) -> None:
    """Count a lesson, or take it out. Raises Damaged for one that was never counted."""
    try:
        learned.add(lesson, times=times)
    except OverflowError as trouble:
        raise Damaged from trouble
    if not learned.is_possible_at(lesson):
        raise Damaged


def _draw(memory: Memory) -> None:
    """Draw the curve anew, through the lessons before the edge.

    Raises Damaged where they cannot be the ones that were counted: then steps were lost, or all
    was put anew meanwhile, which the next look reads.
    """
    count = memory.learned.lessons
    later = count - edge(count)
    rows = list(live_at(memory.number).order_by("-id")[: later + WINDOW])
    lessons = [lesson_of(row) for row in reversed(rows)]
    tail, window = lessons[len(lessons) - later :], lessons[: len(lessons) - later]
    try:
        memory.learned.curve = memory.learned.without(tail).drawn(window)
    except (ArithmeticError, ValueError) as trouble:  # counts below nothing, and their logarithms
        raise Damaged from trouble
    memory.drawn_after = edge(count)
    memory.last_drawn = window[-1].number if window else 0


def live_at(number: int) -> QuerySet[Row, Row]:
    """Return the lessons that held at a step: others may have decided since we asked for it.

    The first step about a lesson after that one tells what it was before: the other.
    """
    since = Step.objects.filter(lesson=OuterRef("pk"), number__gt=number).order_by("number")
    rows = Row.objects.annotate(next=Subquery(since.values("sign")[:1]))
    return rows.filter(Q(next=None, live=True) | Q(next=-1))


def lesson_of(row: Row) -> Lesson:
    """Return a stored lesson as it is learned. Raises Damaged, and of it Outdated."""
    return Lesson(row.pk, _places(row.made_with, bytes(row.seen)), row.rejected, row.category)


def _places(made_with: str, seen: bytes) -> Features:
    if made_with != MADE_WITH:
        raise Outdated
    try:
        return unpacked(seen)
    except ValueError as trouble:
        raise Damaged from trouble


def _from_checkpoint(newest: tuple[int, str]) -> Memory:
    row = Checkpoint.objects.first()
    if row is None:
        found = Memory() if newest == (0, "") else _counted_on(Memory(), newest)
    else:
        found = Memory(row.number, row.stamp, opened(row), drawn_after=UNDRAWN)
        if (row.number, row.stamp) != newest:
            found = _counted_on(found, newest)
    if found is None:
        raise Damaged
    return found


def sealed(learned: Learned, *, number: int, stamp: str) -> Checkpoint:
    """Return what was learned as a row, with its checksum."""
    row = Checkpoint(
        pk=1,
        number=number,
        stamp=stamp,
        made_with=MADE_WITH,
        accepted=learned.counts.accepted,
        rejected=learned.counts.rejected,
        categories={name: list(counted) for name, counted in learned.categories.items()},
        counts=packed_counts(learned.counts),
    )
    row.checksum = _checksum(row)
    return row


def opened(row: Checkpoint) -> Learned:
    """Return what was learned. Raises Damaged, and of it Outdated."""
    if row.checksum != _checksum(row):
        raise Damaged
    if row.made_with != MADE_WITH:
        raise Outdated
    try:
        counts = unpacked_counts(bytes(row.counts), accepted=row.accepted, rejected=row.rejected)
    except ValueError as trouble:
        raise Damaged from trouble
    categories = {name: (first, second) for name, (first, second) in row.categories.items()}
    return Learned(counts, categories)


def _checksum(row: Checkpoint) -> str:
    facts = [row.number, row.stamp, row.made_with, row.accepted, row.rejected, row.categories]
    head = json.dumps(facts, sort_keys=True).encode()
    return hashlib.sha256(head + bytes(row.counts)).hexdigest()
