"""How likely is a text to be rejected, by what moderators decided on texts like it?

For every place of the table (rules.features) it is counted in how many rejected and in how many
accepted texts it stood. The weight of a place is how far the odds of rejection among those texts
are from the odds among all, drawn towards nothing where few texts were seen. This is naive Bayes, a
linear model whose weights follow from counts (Manning et al., Introduction to Information
Retrieval, chapter 13), with strong weights made stronger (`POWER`) and sums divided by the root of
the text's length, as Rennie et al. (2003) propose for text.

The weights of a text are added up in three ways, and the curve (rules.calibration) finds out how
much each of them says in this newsroom: all of them (`broad`, best while few decisions were made,
and where nearly every word tells); only how far they are beyond chance (`sure`: less their own
standard error, best where most words say nothing); and the shape alone.

Counts are whole numbers, and adding them knows no order. So every process that has seen the same
decisions scores to the last bit alike, whatever their order, and what is taken out again was never
there. docs/adr/0016 tells what was tried beside it.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import copysign, fsum, log, sqrt
from typing import NamedTuple

from comments.rules.features import BITS, Features, Part

BROAD_PRIOR, SURE_PRIOR = 2.0, 0.25  # texts of the common odds that are added to those of a place
MARGIN = 1.0  # standard errors by which a sure weight is less
POWER = 1.5
WORD_VALUE = 4.0  # a word or pair counts so much more than a group of characters
_REJECTED = 1 << 32  # both counts of a place in one number: rejected above, accepted below
_ACCEPTED = 1
_LOW = _REJECTED - 1
FULL = 8 << BITS  # bytes of all counts


class Score(NamedTuple):
    """How much speaks for rejection (above 0) or against it, added up in three ways."""

    broad: float
    sure: float
    shape: float


class _Common:
    """What is added to the counts of a place: `prior` texts of the odds among all."""

    def __init__(self, accepted: int, rejected: int, prior: float) -> None:
        both = accepted + rejected + 2
        self.rejected = prior * (rejected + 1) / both
        self.accepted = prior * (accepted + 1) / both
        self.odds = log(self.rejected / self.accepted)


class Weights(dict[int, float]):
    """The broad weight of a place by its two counts, and the sure one beside it.

    Both are worked out once for each pair of counts, when the broad one is first asked for.
    """

    def __init__(self, accepted: int, rejected: int) -> None:
        super().__init__()
        self._broad = _Common(accepted, rejected, BROAD_PRIOR)
        self._sure = _Common(accepted, rejected, SURE_PRIOR)
        self.sure: dict[int, float] = {}

    def __missing__(self, counts: int) -> float:
        rejected, accepted = counts >> 32, counts & _LOW
        common = self._sure
        own, other = rejected + common.rejected, accepted + common.accepted
        far = log(own / other) - common.odds
        beyond = abs(far) - MARGIN * sqrt((own + other) / (own * other))
        self.sure[counts] = copysign(beyond**POWER, far) if beyond > 0 else 0.0
        common = self._broad
        far = log((rejected + common.rejected) / (accepted + common.accepted)) - common.odds
        self[counts] = weight = copysign(abs(far) ** POWER, far)
        return weight

    def added(self, grams: Sequence[int], words: Sequence[int], shape: Sequence[int]) -> Score:
        """Return the sums of weights for the counts of places of the three kinds."""
        kinds = grams, words, shape
        broad = [fsum(map(self.__getitem__, kind)) for kind in kinds]
        sure = [fsum(map(self.sure.__getitem__, kind)) for kind in kinds]
        return Score(_joined(*broad), _joined(*sure), sure[2])


def _joined(grams: float, words: float, shape: float) -> float:
    return grams + WORD_VALUE * words + shape


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
        self.forget_weights()

    def is_possible_at(self, seen: Features) -> bool:
        """Return whether no count of a text's places is below nothing, or above that of all."""
        accepted, rejected, places = self.accepted, self.rejected, self.places
        if accepted < 0 or rejected < 0:
            return False
        counted = [places[one] for one in _all(seen)]
        return all(n >> 32 <= rejected and n & _LOW <= accepted for n in counted)

    def score(self, seen: Features) -> Score:
        """Return how much speaks for rejection or against it."""
        return scaled(seen, self.weights().added(*self._at(seen)))

    def weights(self) -> Weights:
        """Return the weights that follow from the counts."""
        if self._weights is None:
            self._weights = Weights(self.accepted, self.rejected)
        return self._weights

    def forget_weights(self) -> None:
        """Let the weights be worked out anew, as they are after each decision."""
        self._weights = None

    def score_without(self, seen: Features, *, rejected: bool, weights: Weights) -> Score:
        """Return the score as if the decision on this very text had not been made.

        `weights` are those of one text less (`weights_without`).
        """
        own = _REJECTED if rejected else _ACCEPTED
        return scaled(seen, weights.added(*[[n - own for n in kind] for kind in self._at(seen)]))

    def weight_of(self, part: Part, counted: Sequence[set[int]]) -> Score:
        """Return the sums of a part's weights but of what is in `counted`, and add it there.

        `counted` are the places of groups, words and shape that earlier parts of the text had.
        """
        kinds = []
        for own, known in zip((part.grams, part.words, part.shape), counted, strict=True):
            new = set(own) - known
            known.update(new)
            kinds.append([self.places[place] for place in new])
        return self.weights().added(*kinds)

    def weights_without(self, *, rejected: bool) -> Weights:
        """Return the weights with one text less of a kind."""
        return Weights(self.accepted - (not rejected), self.rejected - rejected)

    def _at(self, seen: Features) -> Iterator[list[int]]:
        counts = self.places.__getitem__
        return (list(map(counts, kind)) for kind in (seen.grams, seen.words, seen.shape))


def _all(seen: Features) -> Iterable[int]:
    """Return each place once: words and groups may meet at one."""
    return seen.grams | seen.words | seen.shape


def scaled(seen: Features, sums: Score) -> Score:
    """Return sums of weights divided by the length of the text's vector."""
    root = root_of_size(seen)
    of_shape = sqrt(len(seen.shape) or 1)
    return Score(sums.broad / root, sums.sure / root, sums.shape / of_shape)


def root_of_size(seen: Features) -> float:
    """Return the length of the vector of all places of a text."""
    size = len(seen.grams) + WORD_VALUE**2 * len(seen.words) + len(seen.shape)
    return sqrt(size or 1)
