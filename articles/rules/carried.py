"""Which paragraphs went from one passage to another as they were?

A quote or photo that is put into the middle of a text cuts its passage in two: nothing was
rewritten then, although one passage is shorter and another one is new.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.rules.alignment import aligned


@dataclass(frozen=True, slots=True)
class Passing:
    """The paragraphs of a passage that are its own, before and after; which left and which came."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    left: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


Paragraphs = tuple[Sequence[str], Sequence[str]]  # of one passage, before and after


def paragraphs(plain: str) -> tuple[str, ...]:
    """Return the paragraphs of plain text (rules.clean.as_plain)."""
    return tuple(part for part in plain.split("\n\n") if part)


def carried(passages: Sequence[Paragraphs]) -> list[Passing]:
    """Return for each passage what is its own, and what it gave to others or got from them."""
    kept = [aligned(before, after) or [] for before, after in passages]
    lost = [
        _without(old, {i for i, _ in same}) for (old, _), same in zip(passages, kept, strict=True)
    ]
    gained = [
        _without(new, {j for _, j in same}) for (_, new), same in zip(passages, kept, strict=True)
    ]
    common = _counted(lost) & _counted(gained)
    given, taken = common.copy(), common.copy()
    return [
        _passing(old, new, _claimed(lost[n], given), _claimed(gained[n], taken))
        for n, (old, new) in enumerate(passages)
    ]


Placed = list[tuple[int, str]]


def _without(texts: Sequence[str], places: set[int]) -> Placed:
    return [(place, text) for place, text in enumerate(texts) if place not in places]


def _counted(passages: Sequence[Placed]) -> Counter[str]:
    return Counter(text for passage in passages for _place, text in passage)


def _claimed(placed: Placed, common: Counter[str]) -> set[int]:
    """Return which of the paragraphs are among those that went over, each of them once."""
    claimed = set()
    for place, text in placed:
        if common[text] > 0:
            common[text] -= 1
            claimed.add(place)
    return claimed


def _passing(old: Sequence[str], new: Sequence[str], left: set[int], came: set[int]) -> Passing:
    return Passing(
        before=tuple(text for _place, text in _without(old, left)),
        after=tuple(text for _place, text in _without(new, came)),
        left=tuple(old[place] for place in sorted(left)),
        came=tuple(new[place] for place in sorted(came)),
    )
