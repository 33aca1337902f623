"""How are the places of a text, and all counts, written into few bytes?

Places are written as the steps from one to the next, two bytes each, least significant first; a
step that is longer is written as several, of which all but the last are 65535. The counts are
written as they stand in the table, compressed.
"""

import sys
import zlib
from array import array
from collections.abc import Collection
from itertools import accumulate, pairwise

from comments.rules.features import Features
from comments.rules.linear import FULL, Counts

LONG = 0xFFFF
KINDS = 3


def packed(seen: Features) -> bytes:
    """Return the places as bytes; about two for each."""
    kinds = [_steps(kind) for kind in (seen.grams, seen.words, seen.shape)]
    head = array("H", map(len, kinds))
    return b"".join(_ordered(one).tobytes() for one in (head, *kinds))


def unpacked(raw: bytes) -> Features:
    """Return the places again. Raises ValueError for what `packed` did not make."""
    numbers = array("H")
    numbers.frombytes(raw)
    numbers = _ordered(numbers)
    sizes = list(numbers[:KINDS])
    if len(sizes) != KINDS or len(numbers) != KINDS + sum(sizes):
        raise ValueError("no packed places")
    ends = list(accumulate(sizes, initial=KINDS))
    kinds = [_places(numbers[start:end]) for start, end in pairwise(ends)]
    return Features(*kinds)


def _steps(places: Collection[int]) -> "array[int]":
    steps = array("H")
    last = 0
    for one in sorted(places):
        step, last = one - last, one
        while step >= LONG:
            steps.append(LONG)
            step -= LONG
        steps.append(step)
    return steps


def _places(steps: "array[int]") -> frozenset[int]:
    reached = zip(accumulate(steps), steps, strict=True)
    return frozenset([place for place, step in reached if step != LONG])


def packed_counts(counts: Counts) -> bytes:
    """Return all counts as bytes."""
    return zlib.compress(_ordered(counts.places[:]).tobytes(), 1)


def unpacked_counts(raw: bytes, *, accepted: int, rejected: int) -> Counts:
    """Return the counts again. Raises ValueError for what `packed_counts` did not make."""
    try:
        whole = zlib.decompressobj().decompress(raw, FULL + 1)
    except zlib.error as trouble:
        raise ValueError("no packed counts") from trouble
    if len(whole) != FULL:
        raise ValueError("counts of another size")
    places = array("Q")
    places.frombytes(whole)
    return Counts(accepted, rejected, _ordered(places))


def _ordered(numbers: "array[int]") -> "array[int]":
    """Turn the bytes round where the machine writes the most significant one first."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
