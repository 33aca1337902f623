"""How good is the learned aid on a file of decisions, and what does each part of it bring?

    .venv/bin/python -m tests.benchmarks.aid FILE.csv [--test OTHER.csv] \
        --text COLUMN --label COLUMN --positive VALUE

Prints what scoring costs, then AUC over the second half of the file (one pass, said before learned,
mean of some shuffles), or over the other file after the whole of this one: for the aid as it is,
with one way of adding up alone, without each part of a text, and for a logistic regression that
learns by gradients; each also with one label in ten wrong. Last, what dressed-up texts cost. With
`--dated COLUMN` instead what it is worth to remember all, or the last decisions only: AUC over the
second half of the rows that have a date, in their order.
"""

import argparse
import csv
import math
import random
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from comments.rules import linear, quality
from comments.rules.features import Features, features
from comments.rules.learning import WINDOW, Learned, Lesson, edge
from comments.rules.linear import Counts
from tests.benchmarks.scoring import costs
from tests.comments import sayings

Row = tuple[str, bool]
SHUFFLES = 5
WRONG = 0.1
REMEMBERED = (2000, 1000, 500)  # decisions


class Model(Protocol):
    """Says how likely a text is to be rejected, and learns."""

    def score(self, seen: Features) -> float:
        """Return a number that is higher for what is rejected."""

    def add(self, seen: Features, *, rejected: bool) -> None:
        """Learn one decision."""


class Aid:
    """The aid as it is."""

    def __init__(self) -> None:
        self.learned = Learned()
        self.lessons: list[Lesson] = []
        self.count = 0

    def score(self, seen: Features) -> float:
        """Return the chance."""
        return self.learned.chance(seen)

    def add(self, seen: Features, *, rejected: bool) -> None:
        """Learn, and draw the curve where it is due."""
        self.count += 1
        self.lessons.append(Lesson(self.count, seen, rejected))
        self.learned.add(self.lessons[-1])
        if edge(self.count) == self.count:
            self.learned.curve = self.learned.drawn(self.lessons[-WINDOW:])


class Forgetful(Aid):
    """The aid when it remembers the last decisions only."""

    def __init__(self, remembered: int) -> None:
        super().__init__()
        self.remembered = remembered

    def add(self, seen: Features, *, rejected: bool) -> None:
        """Learn, and take the oldest lesson back."""
        super().add(seen, rejected=rejected)
        if len(self.lessons) > self.remembered:
            self.learned.add(self.lessons.pop(0), times=-1)


class Alone:
    """One way of adding up, without the others and without a curve."""

    def __init__(self, way: str) -> None:
        self.way = way
        self.counts = Counts()

    def score(self, seen: Features) -> float:
        """Return the sum."""
        return float(getattr(self.counts.score(seen), self.way))

    def add(self, seen: Features, *, rejected: bool) -> None:
        """Count."""
        self.counts.add(seen, rejected=rejected)


class Gradients:
    """Logistic regression by AdaGrad (Duchi et al. 2011), to compare with."""

    def __init__(self, rate: float = 0.5) -> None:
        self.rate = rate
        self.weights: dict[int, float] = {}
        self.squares: dict[int, float] = {}

    def score(self, seen: Features) -> float:
        """Return the log odds."""
        return sum(value * self.weights.get(place, 0.0) for place, value in _values(seen))

    def add(self, seen: Features, *, rejected: bool) -> None:
        """Take one step."""
        slip = 1 / (1 + math.exp(-self.score(seen))) - rejected
        for place, value in _values(seen):
            slope = slip * value
            self.squares[place] = self.squares.get(place, 1e-5) + slope * slope
            step = self.rate * slope / math.sqrt(self.squares[place])
            self.weights[place] = self.weights.get(place, 0.0) - step


def _values(seen: Features) -> Iterable[tuple[int, float]]:
    unit = 1 / linear.root_of_size(seen)
    for places, value in ((seen.grams, 1.0), (seen.words, linear.WORD_VALUE), (seen.shape, 1.0)):
        yield from ((place, value * unit) for place in places)


MODELS: dict[str, Callable[[], Model]] = {
    "as it is": Aid,
    "broad weights alone": lambda: Alone("broad"),
    "sure weights alone": lambda: Alone("sure"),
    "by gradients (AdaGrad)": Gradients,
}
LESS: dict[str, Callable[[Features], Features]] = {
    "without groups of characters": lambda seen: Features(frozenset(), seen.words, seen.shape),
    "without words and pairs": lambda seen: Features(seen.grams, frozenset(), seen.shape),
    "without the shape": lambda seen: Features(seen.grams, seen.words, frozenset()),
}
DRESSED: tuple[Callable[[str], str], ...] = (
    sayings.looking_alike,
    sayings.spaced_out,
    sayings.with_digits,
    sayings.with_zero_width,
)


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    for name in ("text", "label", "positive"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--dated", default="", metavar="COLUMN")
    asked = parser.parse_args()
    rows = read(asked.file, asked)
    if asked.dated:
        _fading(rows)
    else:
        _everything(rows, read(asked.test, asked) if asked.test else [])


def _everything(rows: Sequence[Row], tests: Sequence[Row]) -> None:
    for cost in costs(rows):
        print(f"{cost.name:<32} {cost.ms:.3f} ms")
    print(f"{'AUC':<32}  labels as they are, one in ten wrong")
    for name, model in MODELS.items():
        print(f"{name:<32} {_auc(rows, tests, model):.4f}  {_auc(rows, tests, model, WRONG):.4f}")
    for name, change in LESS.items():
        print(f"{name:<32} {_auc(rows, tests, Aid, change=change):.4f}")
    for dress in DRESSED:
        print(f"{'dressed: ' + dress.__name__:<32} {_auc(rows, tests, Aid, dress=dress):.4f}")


def read(path: Path, asked: argparse.Namespace) -> list[Row]:
    """Return texts with whether they are unwanted."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        lines = list(csv.DictReader(file))
    if asked.dated:
        lines = sorted(filter(by := itemgetter(asked.dated), lines), key=by)
    return [(line[asked.text], line[asked.label] == asked.positive) for line in lines]


def _fading(rows: Sequence[Row]) -> None:
    for remembered in (len(rows), *REMEMBERED):
        pupil, said = Forgetful(remembered), []
        for text, bad in rows:
            seen = features(text)
            said.append((pupil.score(seen), bad))
            pupil.add(seen, rejected=bad)
        found = quality.auc(said[len(rows) // 2 :]) or 0.0
        print(f"remembering {remembered:<8} {found:.4f} over {len(rows) - len(rows) // 2}")


def _auc(
    rows: Sequence[Row],
    tests: Sequence[Row],
    model: Callable[[], Model],
    wrong: float = 0.0,
    *,
    change: Callable[[Features], Features] = lambda seen: seen,
    dress: Callable[[str], str] = str,
) -> float:
    """Return the mean of some shuffles; `dress` changes what is judged, not what is learned."""
    found = []
    for seed in range(1, 2 if tests else SHUFFLES + 1):
        chance = random.Random(seed)  # noqa: S311 - a trial
        mixed = list(rows)
        chance.shuffle(mixed)
        pupil, said = model(), []
        for number, (text, bad) in enumerate(mixed):
            if not tests and number >= len(mixed) // 2:
                said.append((pupil.score(change(features(dress(text)))), bad))
            pupil.add(change(features(text)), rejected=bad != (chance.random() < wrong))
        said += [(pupil.score(change(features(dress(text)))), bad) for text, bad in tests]
        found.append(quality.auc(said) or 0.0)
    return sum(found) / len(found)


if __name__ == "__main__":
    main()
