"""What do parcels of views tell: which deeds, of which stories?

Addresses become stories (a former address leads to the same one), visitors become deeds.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from articles.queries.addresses import preference
from articles.queries.visited import visited
from articles.rules.parcels import Page, Parcel, Why
from articles.rules.popularity import hour_of
from articles.rules.visitors import deed_number

NO_STORY = 0


class Kind(NamedTuple):
    """What happened, and to which story."""

    article_id: int
    metric: str


class Deed(NamedTuple):
    """What one visitor did: of which kind, in which burst, and how often."""

    kind: Kind
    burst: int
    n: int


@dataclass
class Sifted:
    """What parcels of one hour tell."""

    day: int
    at: datetime
    deeds: dict[int, Deed] = field(default_factory=dict)
    private: Counter[Kind] = field(default_factory=Counter)
    dropped: Counter[tuple[Kind, Why]] = field(default_factory=Counter)

    def add(self, more: "Sifted") -> None:
        """Add what another parcel of the same hour holds."""
        for number, deed in more.deeds.items():
            had = self.deeds.get(number)
            self.deeds[number] = deed._replace(n=deed.n + had.n) if had else deed
        self.private.update(more.private)
        self.dropped.update(more.dropped)


def sifted(parcel: Parcel) -> Sifted:
    """Return what a closed parcel tells. One query."""
    assert parcel.at  # noqa: S101
    told, hour = Sifted(parcel.day, parcel.at), hour_of(parcel.at)
    kinds = _kinds(parcel.pages(), parcel.at)
    for page, visitors in parcel.seen.items():
        kind = kinds.get(page)
        if kind is None:
            told.dropped[_nowhere(page), Why.UNKNOWN] += sum(one.n for one in visitors.values())
            continue
        for visitor, (neighbours, n) in visitors.items():
            number = deed_number(visitor, kind.metric, kind.article_id)
            had = told.deeds.get(number)
            burst = had.burst if had else burst_number(neighbours, kind, hour)
            told.deeds[number] = Deed(kind, burst, n + had.n if had else n)
    for page, n in parcel.private.items():
        if kind := kinds.get(page):
            told.private[kind] += n
        else:
            told.dropped[_nowhere(page), Why.UNKNOWN] += n
    for (page, why), n in parcel.dropped.items():
        told.dropped[kinds.get(page) or _nowhere(page), why] += n
    return told


def burst_number(neighbours: bytes, kind: Kind, hour: int) -> int:
    """Return the number under which one neighbourhood's views of a story are counted for an hour.

    b"" stands for all who want no number.
    """
    return deed_number(neighbours, kind.metric, kind.article_id, hour)


def _nowhere(page: Page) -> Kind:
    return Kind(NO_STORY, page.metric)


def _kinds(pages: Iterable[Page], at: datetime) -> dict[Page, Kind]:
    """Return what is meant by pages of stories that are live."""
    found = visited({page.slug for page in pages}, at)
    return {
        page: Kind(article_id, page.metric)
        for page in pages
        if (article_id := _meant(found.get(page.slug, {}), page.language))
    }


def _meant(languages: dict[str, int], language: str) -> int | None:
    """Return the article of the language; without one, as queries.addresses.find would."""
    if not language and languages:
        language = min(languages, key=preference)
    return languages.get(language)
