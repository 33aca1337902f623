"""What does the learned aid cost, how good is it, and what does each part of it bring?

    .venv/bin/python -m tests.benchmarks.aid FILE.csv --text COLUMN --label COLUMN --positive VALUE

Prints milliseconds of processor time, then AUC over the second half of the file (one pass, said
before learned, mean of some shuffles) for the aid as it is, without each of its parts, and beside a
logistic regression that learns by gradients; last, what wrong labels and dressed-up texts cost.
"""

import argparse
import csv
import math
import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from comments.rules import linear, quality
from comments.rules.features import Features, features
from comments.rules.linear import Counts
from tests.comments import sayings

Row = tuple[str, bool]
SHUFFLES = 5
LONG = 5000  # characters


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


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    for name in ("text", "label", "positive"):
        parser.add_argument(f"--{name}", required=True)
    rows = read(parser.parse_args())
    _costs(rows)
    _parts(rows)
    _attacks(rows)


def read(asked: argparse.Namespace) -> list[Row]:
    """Return texts with whether they are unwanted."""
    with asked.file.open(newline="", encoding="utf-8-sig") as file:
        lines = list(csv.DictReader(file))
    return [(line[asked.text], line[asked.label] == asked.positive) for line in lines]


def _costs(rows: list[Row]) -> None:
    counts = Counts()
    for text, bad in rows:
        counts.add(features(text), rejected=bad)
    long = [" ".join(text for text, _bad in rows[n : n + 60])[:LONG] for n in range(0, 600, 20)]
    short = [text for text, _bad in rows]
    for name, texts in (("a comment", short), (f"{LONG} characters", long)):
        seen = [features(text) for text in texts]
        print(f"score of {name:<16} {_ms(lambda t: counts.score(features(t)), texts):.3f} ms")
        print(f"learn    {name:<16} {_ms(lambda s: counts.add(s, rejected=True), seen):.3f} ms")


def _ms(work: Callable[[Any], object], items: list[Any]) -> float:
    """Return milliseconds of processor time for each, the best of three rounds."""
    best = math.inf
    for _round in range(3):
        began = time.process_time()
        for item in items:
            work(item)
        best = min(best, time.process_time() - began)
    return 1000 * best / len(items)


def _parts(rows: list[Row]) -> None:
    variants: dict[str, Callable[[Features], Features]] = {
        "as it is": lambda seen: seen,
        "no groups": lambda seen: Features(frozenset(), seen.words, seen.shape),
        "no words": lambda seen: Features(seen.grams, frozenset(), seen.shape),
        "no shape": lambda seen: Features(seen.grams, seen.words, frozenset()),
    }
    for name, change in variants.items():
        print(f"{name:<32} {_auc(rows, Counts, change):.4f}")
    print(f"{'plain naive Bayes':<32} {_with_power(rows, 1.0):.4f}")
    print(f"{'by gradients (AdaGrad)':<32} {_auc(rows, Gradients):.4f}")
    for name, model in (("as it is", Counts), ("by gradients", Gradients)):
        print(f"{name + ', 10 % wrong labels':<32} {_auc(rows, model, wrong=0.1):.4f}")


def _with_power(rows: list[Row], power: float) -> float:
    kept, linear.POWER = linear.POWER, power  # type: ignore[misc]
    try:
        return _auc(rows, Counts)
    finally:
        linear.POWER = kept  # type: ignore[misc]


def _auc(
    rows: list[Row],
    model: Callable[[], Any],
    change: Callable[[Features], Features] = lambda seen: seen,
    wrong: float = 0.0,
) -> float:
    found = []
    for seed in range(1, SHUFFLES + 1):
        chance = random.Random(seed)  # noqa: S311 - a trial
        mixed = list(rows)
        chance.shuffle(mixed)
        pupil, said = model(), []
        for text, bad in mixed:
            seen = change(features(text))
            said.append((pupil.score(seen), bad))
            pupil.add(seen, rejected=bad != (chance.random() < wrong))
        found.append(quality.auc(said[len(said) // 2 :]) or 0.0)
    return sum(found) / len(found)


def _attacks(rows: list[Row]) -> None:
    mixed = list(rows)
    random.Random(1).shuffle(mixed)  # noqa: S311 - a trial
    counts = Counts()
    half = len(mixed) // 2
    for text, bad in mixed[:half]:
        counts.add(features(text), rejected=bad)
    for dress in (
        str,
        sayings.looking_alike,
        sayings.spaced_out,
        sayings.with_digits,
        sayings.with_zero_width,
    ):
        said = [(counts.score(features(dress(text))), bad) for text, bad in mixed[half:]]
        print(f"{'dressed: ' + dress.__name__:<32} {quality.auc(said) or 0:.4f}")


if __name__ == "__main__":
    main()
