"""In which order do the parts of a body stand when two people changed it?

A body is one sequence of keys: each section's heading, then its blocks. What only one side moved
stands where it was moved to; where both moved something, their order (it is saved already) wins.
"""

from collections.abc import Callable, Iterable, Sequence

from articles.rules.difference import Key, longest_rising


def merged_order(
    base: Sequence[Key],
    mine: Sequence[Key],
    theirs: Sequence[Key],
    *,
    stays: Callable[[Key], bool],
    opens: Callable[[Key], bool] = lambda _key: False,
) -> list[Key]:
    """Return the keys that stay, in order; each stays beside what it was written after.

    `opens` says which keys open a section: a section that comes in does not take over the blocks
    that the other side put at the end of the section before it.
    """
    old = set(base)
    carried = _moved(base, mine) - _moved(base, theirs)
    order = [key for key in theirs if key in old and stays(key) and key not in carried]
    _put(order, [k for k in mine if k in old and stays(k)], opens)
    _put(order, [key for key in theirs if stays(key)], opens)
    _put(order, [key for key in mine if stays(key)], opens)
    return order


def _moved(before: Sequence[Key], after: Sequence[Key]) -> set[Key]:
    """Return which of those that stand in both have moved: as few as possible."""
    ranks: dict[Key, int] = {key: rank for rank, key in enumerate(before)}
    both = [key for key in after if key in ranks]
    kept = longest_rising(both, ranks)
    return set(both) - kept


def _put(order: list[Key], side: Sequence[Key], opens: Callable[[Key], bool]) -> None:
    """Put what is not in the order yet after what it stands behind on its side."""
    placed, known = set(order), set(side)
    former: Key | None = None
    for key in side:
        if key not in placed:
            place = 0 if former is None else order.index(former) + 1
            if opens(key):
                place += _strangers(order[place:], known, opens)
            order.insert(place, key)
            placed.add(key)
        former = key


def _strangers(rest: Iterable[Key], known: set[Key], opens: Callable[[Key], bool]) -> int:
    """Return how many blocks that the side does not know end the section here."""
    count = 0
    for key in rest:
        if key in known or opens(key):
            break
        count += 1
    return count
