"""Which items of two sequences stand in both, in the same order?"""

from collections import defaultdict
from collections.abc import Hashable, Sequence

LARGEST = 4 * 10**8  # cells: twenty thousand items on either side, 50 MB while it runs

Pair = tuple[int, int]


def aligned(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair] | None:
    """Return the positions of a longest common subsequence, rising; None when it is too large.

    Rows of the usual table are kept as the bits of one number each, so twenty thousand words take
    a fraction of a second: Hyyrö 2004, "Bit-parallel LCS-length computation revisited".
    """
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    if len(old) * len(new) > LARGEST:
        return None
    ends = zip(
        range(len(before) - last, len(before)), range(len(after) - last, len(after)), strict=True
    )
    middle = [(i + first, j + first) for i, j in _walked(_rows(old, new), len(new))]
    return [*((i, i) for i in range(first)), *middle, *ends]


def _common(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """Return how many items are the same at the start."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))


def _rows(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[int]:
    """Return the table's rows: a bit is 0 where the subsequence grows by that item of `after`."""
    places: defaultdict[Hashable, int] = defaultdict(int)
    for place, item in enumerate(after):
        places[item] |= 1 << place
    row = everything = (1 << len(after)) - 1
    rows = [row]
    for item in before:
        shared = row & places.get(item, 0)
        row = ((row + shared) | (row - shared)) & everything
        rows.append(row)
    return rows


def _walked(rows: Sequence[int], width: int) -> list[Pair]:
    """Return the pairs on a way back through the table, in rising order."""
    pairs: list[Pair] = []
    i, j = len(rows) - 1, width
    while i and j:
        bit = 1 << (j - 1)
        if rows[i] & bit:
            j -= 1
            continue
        i -= 1
        if rows[i] & bit:
            j -= 1
            pairs.append((i, j))
    return pairs[::-1]
