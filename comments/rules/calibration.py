"""Which chance of rejection, 0 to 1, does a score stand for?

A logistic curve through scores of texts whose decision is known (Platt 1999), with one more input:
how the text's category differs from the others. The targets are drawn in a little, as Platt says,
so that a curve through few texts is never certain.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

STEPS = 12  # of Newton's method; it is still long before
FLATTEST = 0.02  # the curve never falls: what scores higher is never less likely
CERTAIN = 1e-4  # nothing is said to be more certain than that
_PRIOR = ((0.2, 1.0), (0.5, 4.0), (0.0, 0.01))  # where each number is drawn to, and how strongly


@dataclass(frozen=True, slots=True)
class Known:
    """A text with its score, the log odds of its category, and whether it was rejected."""

    score: float
    category: float
    rejected: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much a score and the log odds of the category say, and what is said of nothing."""

    slope: float = _PRIOR[0][0]
    category: float = _PRIOR[1][0]
    base: float = 0.0

    def chance(self, score: float, category: float = 0.0) -> float:
        """Return the chance of rejection."""
        odds = self.slope * score + self.category * category + self.base
        return min(max(sigmoid(odds), CERTAIN), 1 - CERTAIN)


def fit(known: Sequence[Known]) -> Calibration:
    """Return the curve through what is known; the one to begin with while it is of one kind."""
    rejected = sum(one.rejected for one in known)
    accepted = len(known) - rejected
    if not rejected or not accepted:
        return Calibration()
    high, low = (rejected + 1) / (rejected + 2), 1 / (accepted + 2)
    rows = [((one.score, one.category, 1.0), high if one.rejected else low) for one in known]
    numbers = [mean for mean, _strength in _PRIOR]
    for _step in range(STEPS):
        numbers = [n + d for n, d in zip(numbers, _newton(rows, numbers), strict=True)]
    return Calibration(max(numbers[0], FLATTEST), min(max(numbers[1], 0.0), 2.0), numbers[2])


def sigmoid(odds: float) -> float:
    """Return the chance that log odds stand for."""
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


Row = tuple[tuple[float, float, float], float]


def _newton(rows: Sequence[Row], numbers: Sequence[float]) -> list[float]:
    """Return one step towards the most likely numbers."""
    slope = [strength * (mean - n) for (mean, strength), n in zip(_PRIOR, numbers, strict=True)]
    bend = [[_PRIOR[i][1] if i == j else 0.0 for j in range(3)] for i in range(3)]
    for inputs, target in rows:
        said = sigmoid(sum(n * x for n, x in zip(numbers, inputs, strict=True)))
        weight = said * (1 - said)
        for i in range(3):
            slope[i] += (target - said) * inputs[i]
            for j in range(3):
                bend[i][j] += weight * inputs[i] * inputs[j]
    return _solved(bend, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return x of the three equations matrix x = right, by Cramer's rule."""
    whole = _determinant(matrix)
    return [
        _determinant([[*row[:i], right[n], *row[i + 1 :]] for n, row in enumerate(matrix)]) / whole
        for i in range(3)
    ]


def _determinant(m: list[list[float]]) -> float:
    (a, b, c), (d, e, f), (g, h, i) = m
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
