"""How likely is a text to be rejected, by what moderators decided on texts like it?

For every place of the table (rules.features) it is counted in how many rejected and in how many
accepted texts it stood. The weight of a place is how far the odds of rejection among those texts
are from the odds among all, drawn towards nothing where few texts were seen; a text's score is the
weighted sum. This is naive Bayes, a linear model whose weights follow from counts (Manning et al.,
Introduction to Information Retrieval, chapter 13), with strong weights made stronger (`POWER`) and
the sum divided by the root of the text's length, as Rennie et al. (2003) propose for text.

Counts are whole numbers, and adding them knows no order. So every process that has seen the same
decisions scores to the last bit alike, whatever their order, and what is taken out again was never
there. docs/adr/0016 tells what was tried beside it.
"""

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from comments.rules.features import BITS, Features, Part

PRIOR = 2.0  # texts that a place must be seen in before its own odds outweigh the common ones
POWER = 1.5
WORD_VALUE = 2.0  # a word or pair counts so much more than a group of characters
_REJECTED = 1 << 32  # both counts of a place in one number: rejected above, accepted below
_ACCEPTED = 1
_LOW = _REJECTED - 1
FULL = 8 << BITS  # bytes of all counts


class Weights(dict[int, float]):
    """The weight of a place by its two counts, worked out once for each pair of counts."""

    def __init__(self, accepted: int, rejected: int) -> None:
        super().__init__()
        both = accepted + rejected + 2
        self._rejected = PRIOR * (rejected + 1) / both
        self._accepted = PRIOR * (accepted + 1) / both
        self._base = math.log(self._rejected / self._accepted)

    def __missing__(self, counts: int) -> float:
        odds = (counts >> 32) + self._rejected, (counts & _LOW) + self._accepted
        far = math.log(odds[0] / odds[1]) - self._base
        self[counts] = weight = math.copysign(abs(far) ** POWER, far)
        return weight


def _nothing() -> "array[int]":
    return array("Q", bytes(FULL))


@dataclass(slots=True)
class Counts:
    """How many texts were accepted and rejected, and at each place."""

    accepted: int = 0
    rejected: int = 0
    places: "array[int]" = field(default_factory=_nothing)
    _weights: Weights | None = None

    def __copy__(self) -> "Counts":
        """Return other counts of the same numbers."""
        return Counts(self.accepted, self.rejected, self.places[:])

    def add(self, seen: Features, *, rejected: bool, times: int = 1) -> None:
        """Count a decision; `times` -1 takes it out again."""
        step = times * (_REJECTED if rejected else _ACCEPTED)
        places = self.places
        for one in _all(seen):
            places[one] += step
        self.rejected += times if rejected else 0
        self.accepted += 0 if rejected else times
        self._weights = None

    def score(self, seen: Features) -> float:
        """Return how much speaks for rejection (above 0) or against it."""
        weigh = self.weights().__getitem__
        counts = self.places.__getitem__
        return _scaled(
            seen,
            math.fsum(map(weigh, map(counts, seen.grams))),
            math.fsum(map(weigh, map(counts, seen.words))),
            math.fsum(map(weigh, map(counts, seen.shape))),
        )

    def weights(self) -> Weights:
        """Return the weights that follow from the counts."""
        if self._weights is None:
            self._weights = Weights(self.accepted, self.rejected)
        return self._weights

    def score_without(self, seen: Features, *, rejected: bool, weights: Weights) -> float:
        """Return the score as if the decision on this very text had not been made.

        `weights` are those of one text less (`weights_without`).
        """
        own = _REJECTED if rejected else _ACCEPTED
        sums = [
            math.fsum(weights[self.places[one] - own] for one in kind)
            for kind in (seen.grams, seen.words, seen.shape)
        ]
        return _scaled(seen, *sums)

    def weight_of(self, part: Part, counted: Sequence[set[int]]) -> float:
        """Return the sum of a part's weights but of what is in `counted`, and add it there.

        `counted` are the places of groups, words and shape that earlier parts of the text had.
        """
        weights = self.weights()
        total = 0.0
        kinds = ((part.grams, 1.0), (part.words, WORD_VALUE), (part.shape, 1.0))
        for (own, value), known in zip(kinds, counted, strict=True):
            new = set(own) - known
            known.update(new)
            total += value * math.fsum(weights[self.places[place]] for place in new)
        return total

    def weights_without(self, *, rejected: bool) -> Weights:
        """Return the weights with one text less of a kind."""
        return Weights(self.accepted - (not rejected), self.rejected - rejected)


def _all(seen: Features) -> Iterable[int]:
    """Return each place once: words and groups may meet at one."""
    return seen.grams | seen.words | seen.shape


def _scaled(seen: Features, grams: float, words: float, shape: float) -> float:
    return (grams + WORD_VALUE * words + shape) / root_of_size(seen)


def root_of_size(seen: Features) -> float:
    """Return by what the sum of a text's weights is divided: the length of its vector."""
    size = len(seen.grams) + WORD_VALUE**2 * len(seen.words) + len(seen.shape)
    return math.sqrt(size or 1)
