"""Which people and organisations does a page name, where, and as what."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.rules.page.roles import OF, organisation_of, role_after, role_before, role_beside
from articles.rules.page.sentences import Token, phrase, tokens
from articles.rules.page.vocabulary import (
    NAME_STOPS,
    ORGANISATION_NOUNS,
    PARTICLES,
    ROLE_NOUNS,
    SAYING,
    SENTENCE_STARTERS,
    TITLES,
)

Place = tuple[int, int]
_FULL = 2
_LONGEST_NAME = 5
_CONNECTORS = OF | {"and", "the", "on", "&", "und", "et", "y", "та", "и"}
_LOOK_BACK = 10


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """A full name on the page, with the role that stands beside it there."""

    at: Place
    name: str
    role: str = ""
    speaks: bool = False
    joined_to: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationNamed:
    """An organisation's name; `noun` is what it may be called later ("ministry")."""

    at: Place
    name: str
    noun: str
    within: str = ""

    @property
    def full(self) -> str:
        """The name with the country or body it belongs to, as printed."""
        return f"{self.name} of {self.within}" if self.within else self.name


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a text, each list in reading order.

    `surnames` are the last
    words of all names, with whether the word stands by itself.
    """

    people: tuple[PersonNamed, ...] = ()
    organisations: tuple[OrganisationNamed, ...] = ()
    surnames: tuple[tuple[Place, str, bool], ...] = ()


def fold(name: str) -> str:
    """Return a name for comparison: no case, no accents, words parted by one space."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    kept = (letter for letter in bare if not unicodedata.combining(letter))
    return " ".join("".join(one if one.isalnum() else " " for one in kept).split())


def names_in(texts: Iterable[tuple[int, str]]) -> Names:
    """Return the names of numbered texts."""
    people: list[PersonNamed] = []
    organisations: list[OrganisationNamed] = []
    surnames: list[tuple[Place, str, bool]] = []
    for number, text in texts:
        found = tokens(text)
        houses = list(_organisations(number, text, found))
        organisations += houses
        for first, last in _runs(text, found):
            named = _person(number, text, found, first, last)
            if named:
                people.append(named)
            tail = found[last - 1]
            surnames.append(((number, tail.start), tail.word, last - first == 1))
    return Names(tuple(people), tuple(organisations), tuple(surnames))


def _runs(text: str, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield runs of capital words, particles between them included, as slices of `found`."""
    first = 0
    while first < len(found):
        if not found[first].capital:
            first += 1
            continue
        last = first + 1
        while last < len(found) and _goes_on(text, found, last):
            last += 1
        while not found[last - 1].capital:
            last -= 1
        yield first, last
        first = last


def _goes_on(text: str, found: Sequence[Token], at: int) -> bool:
    before, token = found[at - 1], found[at]
    gap = text[before.end : token.start].strip()
    initial = len(before.word) == 1 and gap == "."
    title = before.low in TITLES and gap == "."
    if before.owns or (gap and not initial and not title) or token.low in NAME_STOPS:
        return False
    return token.capital or token.low in PARTICLES


def _person(
    number: int, text: str, found: Sequence[Token], first: int, last: int
) -> PersonNamed | None:
    start = _name_begins(found, first, last)
    run = found[start:last]
    capital = [token for token in run if token.capital]
    if len(capital) < _FULL or len(run) > _LONGEST_NAME:
        return None
    if any(token.low in ORGANISATION_NOUNS for token in run):
        return None
    before = found[max(0, start - _LOOK_BACK) : start]
    behind = found[last].low if last < len(found) else ""
    joined = start and found[start - 1].end == run[0].start
    return PersonNamed(
        at=(number, run[0].start),
        name=_printed(text, run),
        role=role_before(_same_sentence(text, before, run[0]))
        or role_after(text, run[-1].end)
        or role_beside(text, run[0].start),
        speaks=behind in SAYING or bool(before and before[-1].low in SAYING),
        joined_to=found[start - 1].word if joined else "",
    )


def _name_begins(found: Sequence[Token], first: int, last: int) -> int:
    """Skip what is no name at the head of a run: "After", "President", "of Kazakhstan"."""
    start = first
    for index in range(first, last - 1):
        if found[index].low in ROLE_NOUNS | TITLES:
            start = index + 1
    while start < last - 1 and found[start].low in SENTENCE_STARTERS:
        start += 1
    held = start == first and first and found[first - 1].low in OF | {"the"}
    if (
        held
        and last - start > _FULL
        and role_before(found[max(0, start - _LOOK_BACK) : last - _FULL])
    ):
        start = last - _FULL
        while found[start - 1].low in PARTICLES:
            start -= 1
    return start


def _printed(text: str, run: Sequence[Token]) -> str:
    return " ".join(text[run[0].start : run[-1].end].split())


def _same_sentence(text: str, before: Sequence[Token], name: Token) -> list[Token]:
    kept: list[Token] = []
    after = name.start
    for token in reversed(before):
        gap = text[token.end : after]
        if gap.strip(" '\u2019s") and not (gap.strip() == "." and token.low in TITLES):
            break
        kept.insert(0, token)
        after = token.start
    return [token for token in kept if token.low not in TITLES]


def _organisations(number: int, text: str, found: Sequence[Token]) -> Iterator[OrganisationNamed]:
    index = 0
    while index < len(found):
        token = found[index]
        if not (token.capital and token.low in ORGANISATION_NOUNS):
            index += 1
            continue
        first = _leading(text, found, index)
        last = _trailing(text, found, index)
        if last - first > 1:
            yield _named(number, found[first:last], token.low)
        index = last


def _leading(text: str, found: Sequence[Token], index: int) -> int:
    first = index
    while (
        first
        and found[first - 1].capital
        and not text[found[first - 1].end : found[first].start].strip()
    ):
        if found[first - 1].low in SENTENCE_STARTERS | {"the"} or found[first - 1].owns:
            break
        first -= 1
    return first


def _trailing(text: str, found: Sequence[Token], index: int) -> int:
    last = end = index + 1
    while end < len(found) and not text[found[end - 1].end : found[end].start].strip():
        if found[end].capital:
            last = end + 1
        elif found[end].low not in _CONNECTORS:
            break
        end += 1
    return last


def _named(number: int, found: Sequence[Token], noun: str) -> OrganisationNamed:
    """A second "of" names the country or body: Ministry of Health | of Norway."""
    ofs = [index for index, token in enumerate(found) if token.low == "of"]
    cut = ofs[-1] if len(ofs) > 1 else len(found)
    return OrganisationNamed(
        at=(number, found[0].start),
        name=phrase(found[:cut]),
        noun=noun,
        within=phrase([token for token in found[cut + 1 :] if token.low != "the"]),
    )


def employers(people: Iterable[PersonNamed]) -> frozenset[str]:
    """Return the organisations for which people named on the page work, folded."""
    return frozenset(fold(organisation_of(one.role)) for one in people) - {""}
