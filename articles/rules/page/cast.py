"""Who is who on a page: the people and organisations it names, found again by their later names."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.rules.page.names import Names, OrganisationNamed, PersonNamed, Place, employers, fold
from articles.rules.page.roles import nouns_of, organisation_of
from articles.rules.page.vocabulary import CALLED_LATER, ROLE_NOUNS

_NEAR_FROM = 5


@dataclass(slots=True)
class Member:
    """One person or organisation of the page, while it is being read."""

    name: str
    organisation: str = ""
    role: str = ""
    house: bool = False
    noun: str = ""
    confirmed: bool = False
    aliases: dict[str, None] = field(default_factory=dict)
    joined_to: str = ""
    joined_in: int = 0

    @property
    def key(self) -> str:
        """Its stable name: the words of the name joined by hyphens."""
        return fold(self.name).replace(" ", "-") or self.name

    def called(self, name: str) -> None:
        """Remember another name by which the page calls it."""
        if name and name != self.name:
            self.aliases.setdefault(name)


Mention = tuple[Place, Member]


class Cast:
    """All members of a page, by full name, surname, near spelling and what they are called."""

    def __init__(self, names: Names) -> None:
        """Gather the members from the names of the page; costs time linear in their number."""
        self._people: dict[str, Member] = {}
        self._by_surname: dict[str, list[Member]] = defaultdict(list)
        self._near: dict[str, list[str]] = defaultdict(list)
        self._houses: dict[str, Member] = {}
        self._houses_by_noun: dict[str, list[Mention]] = defaultdict(list)
        self._in_full: dict[str, list[Mention]] = defaultdict(list)
        self._called: dict[str, list[Mention]] = {}
        self.employers = employers(names.people)
        for one in _settled(names.people):
            self._meet(one)
        for house in names.organisations:
            self._found(house)
        self._mentions = sorted(self._mentioned(names.surnames), key=_place)
        self._confirmed = [entry for entry in self._mentions if entry[1].confirmed]

    def full(self, name: str) -> Member | None:
        """Return the person of that full name, a letter more or less allowed in the surname."""
        exact = self._people.get(fold(name))
        if exact:
            return exact
        first, _, last = fold(name).rpartition(" ")
        return next((one for one in self.nearly(last) if fold(one.name).startswith(first)), None)

    def surnamed(self, surname: str) -> list[Member]:
        """Return the people of that surname."""
        return self._by_surname.get(fold(surname), [])

    def nearly(self, surname: str) -> list[Member]:
        """Return the people whose surname differs from this one by one letter."""
        folded = fold(surname)
        near: dict[str, None] = {}
        if len(folded) >= _NEAR_FROM:
            for form in _less_one(folded):
                near |= dict.fromkeys(self._near.get(form, ()))
        return [
            member
            for other in near
            if other != folded and differ_by_one(folded, other)
            for member in self._by_surname[other]
        ]

    def house(self, name: str) -> Member | None:
        """Return the organisation of that name."""
        return self._houses.get(fold(name))

    def last_house(self, noun: str, before: Place) -> Member | None:
        """Return the organisation of a kind ("ministry") last named before a place."""
        return _last(self._houses_by_noun.get(noun, ()), before)

    def last_surnamed(self, surname: str, before: Place) -> Member | None:
        """Return the person of a surname last named in full before a place."""
        return _last(self._in_full.get(fold(surname), ()), before)

    def last_called(self, noun: str, before: Place) -> Member | None:
        """Return the person last named before a place whose role answers to a noun."""
        nouns = CALLED_LATER.get(noun, frozenset()) | {noun}
        if noun not in CALLED_LATER and noun not in ROLE_NOUNS:
            return None
        if noun not in self._called:
            self._called[noun] = [
                entry for entry in self._mentions if nouns & nouns_of(entry[1].role)
            ]
        return _last(self._called[noun], before)

    def last_confirmed(self, before: Place) -> Member | None:
        """Return the person last named before a place, of those who certainly are people."""
        return _last(self._confirmed, before)

    def last_confirmed_since(self, since: Place, before: Place) -> Member | None:
        """Return the same, if named at `since` or later."""
        at = bisect_left(self._confirmed, before, key=_place)
        found = self._confirmed[at - 1] if at else None
        return found[1] if found and found[0] >= since else None

    def join(self, member: Member) -> Member:
        """Take in somebody who is named in an attribution only."""
        if member.house:
            return self._houses.setdefault(fold(member.name), member)
        known = self._people.setdefault(fold(member.name), member)
        if known is member:
            self._index(known)
        return known

    def _meet(self, one: PersonNamed) -> None:
        member = self._people.get(fold(one.name)) or Member(one.name)
        if fold(one.name) not in self._people:
            self._people[fold(one.name)] = member
            self._index(member)
        self._in_full[_surname(one.name)].append((one.at, member))
        if len(one.role) > len(member.role):
            member.role, member.organisation = one.role, organisation_of(one.role)
        member.confirmed |= one.speaks or bool(one.role)
        if one.joined_to and not member.joined_to:
            member.joined_to, member.joined_in = one.joined_to, one.at[0]

    def _index(self, member: Member) -> None:
        surname = _surname(member.name)
        if surname not in self._by_surname and len(surname) >= _NEAR_FROM:
            for form in _less_one(surname):
                self._near[form].append(surname)
        self._by_surname[surname].append(member)

    def _found(self, one: OrganisationNamed) -> None:
        member = self._houses.setdefault(
            fold(one.name), Member(one.name, house=True, noun=one.noun, confirmed=True)
        )
        member.organisation = member.organisation or one.within
        member.called(one.full)
        self._houses_by_noun[one.noun].append((one.at, member))

    def _mentioned(self, surnames: Iterable[tuple[Place, str, bool]]) -> Iterable[Mention]:
        """A surname that two people share says nothing: of those the full names count alone."""
        for place, word, by_itself in surnames:
            members = self._by_surname.get(fold(word), ())
            if len(members) == 1:
                members[0].called(word if by_itself else "")
                yield place, members[0]
        for surname, entries in self._in_full.items():
            if len(self._by_surname[surname]) > 1:
                yield from entries


def differ_by_one(one: str, other: str) -> bool:
    """Say whether one letter more, less or another makes the two words the same."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) == len(long):
        return short[same + 1 :] == long[same + 1 :]
    return short[same:] == long[same + 1 :]


def _settled(people: Sequence[PersonNamed]) -> list[PersonNamed]:
    """One name per person: "Forum Jane Roe" once and "Jane Roe" twice are both Jane Roe."""
    counts = Counter(fold(one.name) for one in people)
    by_tail = {name: name.split() for name in counts}
    settled = []
    for one in people:
        listed = by_tail[fold(one.name)]
        tails = (len(listed) - size for size in range(2, len(listed)))
        better = next((at for at in tails if " ".join(listed[at:]) in counts), None)
        printed = one.name.split()
        if better is not None and len(printed) == len(listed):
            one = PersonNamed(one.at, " ".join(printed[better:]), one.role, one.speaks)  # noqa: PLW2901
        settled.append(one)
    return settled


def _last(mentions: Sequence[Mention], before: Place) -> Member | None:
    at = bisect_left(mentions, before, key=_place)
    return mentions[at - 1][1] if at else None


def _place(mention: Mention) -> Place:
    return mention[0]


def _surname(name: str) -> str:
    return fold(name).rpartition(" ")[2]


def _less_one(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
