"""What has been learned from decisions, and what does it say of a text?

What is learned is the counts (rules.linear), the counts of each category, and the curve that makes
a chance of a score (rules.calibration). The curve goes through the last lessons, each scored as if
it had not been learned; it is drawn anew at certain numbers of lessons only, always through the
same ones. So all of it follows from which lessons there are, in the order of their numbers, and
from nothing else: a lesson that is taken out was never there.
"""

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from comments.rules.calibration import Calibration, Known, fit
from comments.rules.features import Features, features
from comments.rules.linear import Counts, Weights

WINDOW = 256  # lessons that the curve goes through
SMALLEST_STEP, LARGEST_STEP = 16, 128
CATEGORY_PRIOR = 10.0  # decisions in a category before its own odds outweigh the common ones
ENOUGH = 25  # lessons of both kinds before anything is said


@dataclass(frozen=True, slots=True)
class Lesson:
    """One decision that teaches: `number` orders them."""

    number: int
    seen: Features
    rejected: bool
    category: str = ""


@dataclass(slots=True)
class Learned:
    """The counts over all texts and of each category (accepted, rejected), and the curve."""

    counts: Counts = field(default_factory=Counts)
    categories: dict[str, tuple[int, int]] = field(default_factory=dict)
    curve: Calibration = field(default_factory=Calibration)

    @property
    def lessons(self) -> int:
        """Return from how many decisions it was learned."""
        return self.counts.accepted + self.counts.rejected

    @property
    def is_enough(self) -> bool:
        """Return whether there are enough decisions of both kinds to say anything."""
        return min(self.counts.accepted, self.counts.rejected) >= ENOUGH

    def add(self, lesson: Lesson, *, times: int = 1) -> None:
        """Learn a lesson; `times` -1 takes it out. The curve stays as it is."""
        self.counts.add(lesson.seen, rejected=lesson.rejected, times=times)
        if lesson.category:
            accepted, rejected = self.categories.get(lesson.category, (0, 0))
            step = (0, times) if lesson.rejected else (times, 0)
            self.categories[lesson.category] = (accepted + step[0], rejected + step[1])

    def is_possible_at(self, lesson: Lesson) -> bool:
        """Return whether the counts that a lesson touches are such as lessons can make."""
        in_category = self.categories.get(lesson.category, (0, 0))
        return min(in_category) >= 0 and self.counts.is_possible_at(lesson.seen)

    def chance(self, seen: Features, category: str = "") -> float:
        """Return the chance of rejection, 0 to 1; one half before anything was learned."""
        if not self.lessons:
            return 0.5
        return self.curve.chance(self.counts.score(seen), self.odds_of(category))

    def odds_of(self, category: str) -> float:
        """Return how far the log odds in a category are from those of all; 0 for an unknown one."""
        return self._odds(self.categories.get(category, (0, 0)))

    def _odds(self, counted: tuple[int, int]) -> float:
        both = self.lessons + 2
        rejected = (self.counts.rejected + 1) / both
        accepted = (self.counts.accepted + 1) / both
        prior = CATEGORY_PRIOR
        own = (counted[1] + prior * rejected) / (counted[0] + prior * accepted)
        return math.log(own / (rejected / accepted))

    def without(self, later: Sequence[Lesson]) -> "Learned":
        """Return what was learned before some lessons, as another."""
        before = Learned(copy(self.counts), dict(self.categories), self.curve)
        for lesson in later:
            before.add(lesson, times=-1)
        return before

    def drawn(self, last: Sequence[Lesson]) -> Calibration:
        """Return the curve through lessons that were learned, each scored as if it had not been."""
        weights = {
            kind: self.counts.weights_without(rejected=kind)
            for kind in {lesson.rejected for lesson in last}
        }
        return fit([self._known(lesson, weights) for lesson in last])

    def _known(self, lesson: Lesson, weights: dict[bool, Weights]) -> Known:
        kind = lesson.rejected
        score = self.counts.score_without(lesson.seen, rejected=kind, weights=weights[kind])
        accepted, rejected = self.categories.get(lesson.category, (0, 0))
        counted = (accepted - (not kind), rejected - kind) if lesson.category else (0, 0)
        return Known(score, self._odds(counted), kind)


def edge(lessons: int) -> int:
    """Return after how many of so many lessons the curve was drawn last."""
    step = SMALLEST_STEP
    while step < LARGEST_STEP and lessons >= 16 * step:
        step *= 2
    return lessons - lessons % step


class Pupil:
    """Learns in memory, lesson by lesson: for trials, and what the stored model is held against."""

    def __init__(self) -> None:
        self.learned = Learned()
        self.lessons: list[Lesson] = []

    def chance(self, text: str, category: str = "") -> float:
        """Return the chance of rejection."""
        return self.learned.chance(features(text), category)

    def learn(self, text: str, *, rejected: bool, category: str = "") -> None:
        """Learn from one decision."""
        lesson = Lesson(len(self.lessons) + 1, features(text), rejected, category)
        self.learned.add(lesson)
        self.lessons.append(lesson)
        if edge(len(self.lessons)) == len(self.lessons):
            self.learned.curve = self.learned.drawn(self.lessons[-WINDOW:])
