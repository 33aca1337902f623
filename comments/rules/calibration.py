"""Which chance of rejection, 0 to 1, does a score stand for?

A logistic curve through scores of texts whose decision is known (Platt 1999). A score is several
numbers (rules.linear.Score); how much each of them says is found here, beside how the text's
category differs from the others. The targets are drawn in a little, as Platt says, so that a curve
through few texts is never certain.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

STEPS = 25  # of Newton's method at most; it stands still long before
STILL = 1e-9
FLATTEST = 0.02  # the curve never falls: what scores higher is never less likely
CERTAIN = 1e-4  # nothing is said to be more certain than that
SCORE_STRENGTH = 0.3  # how strongly the numbers of a score are drawn to saying equally much
CATEGORY, CATEGORY_STRENGTH = 0.5, 4.0
BASE_STRENGTH = 0.01
_FAR = 30.0  # log odds


@dataclass(frozen=True, slots=True)
class Known:
    """A text with its score, the log odds of its category, and whether it was rejected."""

    score: Sequence[float]
    category: float
    rejected: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much each number of a score and the odds of the category say, and what nothing says."""

    slopes: Sequence[float] = (0.1, 0.1, 0.0)
    category: float = CATEGORY
    base: float = 0.0

    def chance(self, score: Sequence[float], category: float = 0.0) -> float:
        """Return the chance of rejection."""
        odds = self.odds(score) + self.category * category + self.base
        return min(max(sigmoid(odds), CERTAIN), 1 - CERTAIN)

    def odds(self, score: Sequence[float]) -> float:
        """Return the log odds that a score adds."""
        return math.fsum(slope * n for slope, n in zip(self.slopes, score, strict=True))


def fit(known: Sequence[Known]) -> Calibration:
    """Return the curve through what is known; the one to begin with while it is of one kind."""
    rejected = sum(one.rejected for one in known)
    accepted = len(known) - rejected
    if not rejected or not accepted:
        return Calibration()
    high, low = (rejected + 1) / (rejected + 2), 1 / (accepted + 2)
    size = len(known[0].score)
    scales = [_spread([one.score[n] for one in known]) for n in range(size)]
    rows = [
        (
            [*(n / scale for n, scale in zip(one.score, scales, strict=True)), one.category, 1.0],
            high if one.rejected else low,
        )
        for one in known
    ]
    *slopes, category, base = _rising(rows, size)
    slopes = [slope / scale for slope, scale in zip(slopes, scales, strict=True)]
    return Calibration((max(slopes[0], FLATTEST), *slopes[1:]), min(category, 2.0), base)


def sigmoid(odds: float) -> float:
    """Return the chance that log odds stand for."""
    return 1 / (1 + math.exp(-min(max(odds, -_FAR), _FAR)))


Row = tuple[list[float], float]  # inputs (a score, the category, 1) and target
Prior = tuple[float, float]  # where a number is drawn to, and how strongly


def _spread(numbers: Sequence[float]) -> float:
    mean = math.fsum(numbers) / len(numbers)
    return math.sqrt(math.fsum((n - mean) ** 2 for n in numbers) / len(numbers)) or 1.0


def _rising(rows: Sequence[Row], size: int) -> list[float]:
    """Return the likeliest numbers of which none but the last, the base, is below 0."""
    priors = [(1 / size, SCORE_STRENGTH)] * size
    priors += [(CATEGORY, CATEGORY_STRENGTH), (0.0, BASE_STRENGTH)]
    kept = list(range(size + 2))
    while True:
        chosen = [([inputs[n] for n in kept], target) for inputs, target in rows]
        found = _likeliest(chosen, [priors[n] for n in kept])
        rising = [n for n, number in zip(kept, found, strict=True) if number >= 0 or n == size + 1]
        if rising == kept:
            numbers = dict(zip(kept, found, strict=True))
            return [numbers.get(n, 0.0) for n in range(size + 2)]
        kept = rising


def _likeliest(rows: Sequence[Row], priors: Sequence[Prior]) -> list[float]:
    """Return the most likely numbers, by Newton's method; a step too far is halved."""
    numbers = [mean for mean, _strength in priors]
    likely = _likelihood(rows, priors, numbers)
    for _step in range(STEPS):
        step = _newton(rows, priors, numbers)
        reached = [n + d for n, d in zip(numbers, step, strict=True)]
        while (better := _likelihood(rows, priors, reached)) < likely:
            step = [d / 2 for d in step]
            if max(map(abs, step)) < STILL:
                return numbers
            reached = [n + d for n, d in zip(numbers, step, strict=True)]
        numbers, likely = reached, better
        if max(map(abs, step)) < STILL:
            break
    return numbers


def _likelihood(rows: Sequence[Row], priors: Sequence[Prior], numbers: Sequence[float]) -> float:
    """Return the logarithm of how likely the targets and the numbers are, but for a constant."""
    drawn = (s * (mean - n) ** 2 for (mean, s), n in zip(priors, numbers, strict=True))
    return -math.fsum(drawn) / 2 + math.fsum(
        target * odds - max(odds, 0.0) - math.log1p(math.exp(-abs(odds)))
        for inputs, target in rows
        for odds in [sum(n * x for n, x in zip(numbers, inputs, strict=True))]
    )


def _newton(rows: Sequence[Row], priors: Sequence[Prior], numbers: Sequence[float]) -> list[float]:
    """Return one step towards the most likely numbers."""
    size = len(numbers)
    slope = [strength * (mean - n) for (mean, strength), n in zip(priors, numbers, strict=True)]
    bend = [[priors[i][1] if i == j else 0.0 for j in range(size)] for i in range(size)]
    for inputs, target in rows:
        said = sigmoid(sum(n * x for n, x in zip(numbers, inputs, strict=True)))
        slip, weight = target - said, said * (1 - said)
        for i, one in enumerate(inputs):
            slope[i] += slip * one
            heavy = weight * one
            row = bend[i]
            for j in range(i, size):
                row[j] += heavy * inputs[j]
    for i in range(size):
        for j in range(i):
            bend[i][j] = bend[j][i]
    return _solved(bend, slope)


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Return x of matrix x = right by elimination; the matrix is symmetric and bends upward."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        for j in range(i + 1, size):
            share = rows[j][i] / rows[i][i]
            rows[j] = [n - share * first for n, first in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(rows[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (rows[i][size] - rest) / rows[i][i]
    return found
