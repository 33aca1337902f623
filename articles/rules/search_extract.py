"""Which words of a story show that it was found? Extracts with `<mark>`, safe as HTML.

All else is escaped. Marks stand around whole words in the order of the text as it is stored, so
right-to-left text needs nothing more.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import chain
from typing import NamedTuple

from articles.rules.search_query import Group
from articles.rules.search_terms import Placed, folded_word, placed, word_from

LENGTH = 220  # characters of an extract
BEFORE = 60  # of these before the first word that was found
NEAR = LENGTH - BEFORE - 20  # behind that word, in which another one may begin
FIRST = 3  # places of each phrase that an extract is chosen by
GAP = "…"


@lru_cache(maxsize=4096)
def headline(text: str, base: str, groups: tuple[Group, ...]) -> str:
    """Return a whole headline as HTML, with what was found marked."""
    where = _placed(text, base)
    return _marked(text, 0, len(text), where, _places(text, where, groups))


@lru_cache(maxsize=4096)
def _placed(text: str, base: str) -> Placed:
    return placed(text, base)


def extract(text: str, where: Placed, groups: Sequence[Group]) -> str:
    """Return the part of a text, as HTML, in which most of what was looked for stands together.

    `where` its words stand is known. Without any of what was looked for: its beginning.
    """
    places = _places(text, where, groups)
    best = _best(places)
    start, end = _start(text, best), _end(text, best + LENGTH)
    told = _marked(text, start, end, where, places).strip()
    return f"{GAP if start else ''}{told}{GAP if end < len(text) else ''}"


class Place(NamedTuple):
    """Where a phrase of a text begins, which of its words that is, and how many more it has."""

    start: int
    number: int
    more: int


def _places(text: str, where: Placed, groups: Sequence[Group]) -> list[list[Place]]:
    """Return the places of each group, in order."""
    found = []
    for group in groups:
        more = len(group.terms) - 1
        numbers = _begun(text, where, group) if group.beginning else _standing(where, group)
        found.append([Place(where.start(number), number, more) for number in numbers])
    return found


def _standing(where: Placed, group: Group) -> list[int]:
    """Return the numbers of the words with which a phrase begins."""
    letters = f" {' '.join(group.terms)} "
    return [number for _spot, number in _spots(where.terms, letters)]


def _best(places: Sequence[Sequence[Place]]) -> int:
    """Return where the extract begins in which most of the groups are met; the first of these."""
    first = FIRST if len(places) > 1 else 1
    spots = sorted([(one.start, i) for i, mine in enumerate(places) for one in mine[:first]])
    best, most = 0, 0
    for place, (spot, _which) in enumerate(spots):
        met = {which for other, which in spots[place:] if other <= spot + NEAR}
        if len(met) > most:
            best, most = max(0, spot - BEFORE), len(met)
            if most == len(places):
                break
    return best


def _marked(
    text: str, start: int, end: int, where: Placed, places: Sequence[Sequence[Place]]
) -> str:
    """Return a part of a text as HTML, with what stands in it of the groups marked."""
    spans = []
    for one in chain.from_iterable(places):
        if start <= one.start < end:
            last = where.start(one.number + one.more) if one.more else one.start
            if (ends := word_from(text, last).end()) <= end:
                spans.append((one.start, ends))
    parts: list[str] = []
    for first, last in _merged(spans):
        parts += [_plain(text[start:first]), "<mark>", _plain(text[first:last]), "</mark>"]
        start = last
    return "".join([*parts, _plain(text[start:end])])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where marks begin and end; those that touch are one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _begun(text: str, where: Placed, group: Group) -> list[int]:
    """Return the numbers of the words that may be what somebody began to type.

    They have the first letter of it, but where a stemmer takes it away.
    """
    near = list(_like(text, where, group, f" {group.beginning[0]}"))
    return near or list(_like(text, where, group, " "))


def _like(text: str, where: Placed, group: Group, letters: str) -> Iterator[int]:
    for spot, number in _spots(where.terms, letters):
        term = where.terms[spot + 1 : where.terms.find(" ", spot + 1)]
        if term and (
            term == group.terms[0]
            or term.startswith(group.beginning)
            or _is_spelt_so(text, where.start(number), group.beginning)
        ):
            yield number


def _is_spelt_so(text: str, start: int, beginning: str) -> bool:
    return folded_word(word_from(text, start)[0]).startswith(beginning)


def _spots(terms: str, letters: str) -> Iterator[tuple[int, int]]:
    """Yield where the letters, a space and what follows, stand, and the number of the word."""
    number, seen = 0, 0
    spot = terms.find(letters)
    while spot >= 0:
        number += terms.count(" ", seen, spot)
        seen = spot
        yield spot, number
        spot = terms.find(letters, spot + 1)


def _plain(text: str) -> str:
    return escape(text.replace("\n", " "), quote=False)


def _start(text: str, at: int) -> int:
    """Return where a word begins, a little before or at the place."""
    if at <= 0:
        return 0
    return max(text.rfind(" ", at - 30, at), text.rfind("\n", at - 30, at), at - 1) + 1


def _end(text: str, at: int) -> int:
    """Return where a word ends, at the place or a little behind it."""
    if at >= len(text):
        return len(text)
    ends = (text.find(" ", at, at + 30), text.find("\n", at, at + 30))
    return min((spot for spot in ends if spot >= 0), default=at)
