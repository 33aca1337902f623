"""Which expert of the newsroom is a person of the page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.rules.page.cast import Member, differ_by_one
from articles.rules.page.names import fold
from articles.rules.page.pieces import Told
from articles.rules.page.proposal import KnownPerson

_NEAR_FROM = 5
_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Match:
    """An expert of the newsroom, and how sure it is that the page means this one."""

    person: KnownPerson | None
    told: Told
    sure: bool


class Newsroom:
    """The experts of the newsroom, by name, alias and surname."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        """Index them; costs time linear in their number."""
        self._named: dict[str, list[KnownPerson]] = defaultdict(list)
        self._surnamed: dict[str, list[KnownPerson]] = defaultdict(list)
        self._near: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in known:
            self._enter(person)

    def match(self, member: Member) -> Match | None:
        """Return the expert who is this member of the page; None if there is none like it.

        A match without a person means that several experts would fit.
        """
        kind = "organisation" if member.house else "person"
        exact = _of(kind, self._exact(member))
        if exact:
            return _one(exact, "match_name", sure=True)
        if member.house:
            return None
        by_surname = _of(kind, self._by_surname(member))
        if by_surname:
            return _one(by_surname, "match_surname", sure=False)
        near = _of(kind, self._by_spelling(member))
        return _one(near, "match_spelling", sure=False) if near else None

    def _enter(self, person: KnownPerson) -> None:
        for name in dict.fromkeys(map(fold, (person.name, *person.aliases))):
            self._named[name].append(person)
        name = fold(person.name)
        self._surnamed[name.rpartition(" ")[2]].append(person)
        self._near[name[:_PREFIX]].append(person)

    def _exact(self, member: Member) -> Sequence[KnownPerson]:
        names = [member.name, *(name for name in member.aliases if " " in name)]
        return next((found for name in names if (found := self._named.get(fold(name)))), [])

    def _by_surname(self, member: Member) -> Sequence[KnownPerson]:
        """Only of somebody whom the page calls by one name."""
        return [] if " " in fold(member.name) else self._surnamed.get(fold(member.name), [])

    def _by_spelling(self, member: Member) -> Sequence[KnownPerson]:
        name = fold(member.name)
        return [
            person
            for person in self._near.get(name[:_PREFIX], ())
            if len(name) >= _NEAR_FROM and differ_by_one(name, fold(person.name))
        ]


def _of(kind: str, people: Iterable[KnownPerson]) -> list[KnownPerson]:
    return [person for person in people if person.kind == kind]


def _one(people: Sequence[KnownPerson], how: str, *, sure: bool) -> Match:
    if len(people) > 1:
        return Match(None, Told("match_several", {"count": str(len(people))}), sure=False)
    return Match(people[0], Told(how, {"expert": people[0].name}), sure)
