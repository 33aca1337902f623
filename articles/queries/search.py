"""Which live stories answer a search, in which order, and what are they about?

Growth is bounded: of the stories that are found, the newest MOST are looked at, and if there are
more, MOST_HEADLINES more that have all the words in their headline. These are scored, counted and
told by facets; `is_all` says whether there are no more.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from articles.queries.search_match import Filed, engine, match
from articles.rules.search_query import Group, Sought, Terms
from articles.rules.search_score import Hit, scored
from articles.rules.search_slip import beginning_of, filed_language
from articles.rules.search_terms import Placed, base_of, placed
from cms.kernel.paging import Source
from cms.kernel.prepared import planned
from cms.kernel.raw import adapted

MOST, MOST_HEADLINES = 300, 100
_LANGUAGES = """
WITH RECURSIVE found(language) AS (
    SELECT MIN(language) FROM articles_edition
    UNION ALL
    SELECT (SELECT MIN(e.language) FROM articles_edition e WHERE e.language > found.language)
    FROM found WHERE found.language IS NOT NULL)
SELECT language FROM found WHERE language IS NOT NULL"""
_FOUND = """
SELECT s.number, s.edition_id, s.filed, s.telling FROM {found}{bounds}
AND s.live_from <= %s AND (s.live_until IS NULL OR s.live_until > %s)
ORDER BY {number} {order} LIMIT %s"""


@dataclass(frozen=True)
class Search:
    """A search at a moment; times of publication are `[since, until)`.

    `hour` is the moment that ages are counted from. `languages` are those asked for, () for all;
    `filed` is None where it asks for what there is not.
    """

    sought: Sought
    at: datetime
    hour: datetime
    languages: Sequence[str] = ()
    filed: Filed | None = ()
    since: datetime | None = None
    until: datetime | None = None

    @cached_property
    def terms(self) -> Mapping[Terms, list[str]]:
        """Return the terms by language; at most one statement."""
        return self.sought.in_languages(self.languages or languages())

    def groups_in(self, language: str) -> tuple[Group, ...]:
        """Return what is marked in a story of the language."""
        return self._wanted[filed_language(language)]

    def newest(
        self,
        count: int,
        *,
        headline: bool = False,
        below: int | None = None,
        above: int | None = None,
    ) -> list[Hit]:
        """Return the newest hits below a number, or the oldest above one; one statement."""
        if self.filed is None or not self.terms:
            return []
        by = engine()
        text = match(self.terms, self.filed, named=bool(self.languages), headline=headline)
        bounds, values = self._bounds(below, above)
        sql = _FOUND.format(
            found=by.found.format(by.param),
            bounds="".join(f" AND {by.number} {bound}" for bound in bounds),
            number=by.number,
            order="DESC" if above is None else "ASC",
        )
        now = adapted(self.at)
        rows = planned(sql, [text, *values, now, now, count])
        return scored(rows, self._wanted, int(self.hour.timestamp() * 1000))

    def _bounds(self, below: int | None, above: int | None) -> tuple[list[str], list[int]]:
        said = {
            ">= %s": beginning_of(self.since) if self.since else None,
            "< %s": beginning_of(self.until) if self.until else None,
            "< %s ": below,
            "> %s": above,
        }
        given = {bound: value for bound, value in said.items() if value is not None}
        return list(given), list(given.values())

    @cached_property
    def _wanted(self) -> dict[str, tuple[Group, ...]]:
        """Return what is wanted of a story, by the mark of its language."""
        return {
            filed_language(language): terms.wanted
            for terms, languages in self.terms.items()
            for language in languages
        }


class Ranked(Source):
    """The hits of a search, best first or newest first: all that are looked at."""

    def __init__(self, search: Search, *, newest: bool) -> None:
        self._search, self._is_newest = search, newest

    @cached_property
    def hits(self) -> list[Hit]:
        """Return the hits in their order; one statement, or two where there are many."""
        hits = self._newest[:MOST]
        if self._is_newest:
            return hits
        if not self.is_all:
            hits += self._search.newest(MOST_HEADLINES, headline=True, below=hits[-1].number)
        return sorted(hits, reverse=True)

    @property
    def is_all(self) -> bool:
        """Whether no more was found than is looked at."""
        return len(self._newest) <= MOST

    def count(self) -> int:
        """Return how many hits are looked at."""
        return len(self.hits)

    def read(
        self, _order: Sequence[str], _position: Sequence[Any], *, start: int, count: int
    ) -> list[Hit]:
        """Return `count` hits after `start`."""
        return self.hits[start : start + count]

    def facets(self) -> Counter[str]:
        """Return how many of the hits are filed under each mark."""
        return Counter(" ".join(hit.filed for hit in self.hits).split())

    @cached_property
    def _newest(self) -> list[Hit]:
        return self._search.newest(MOST + 1)


class Walked(Source):
    """The hits of a search by time, however many: for cursors."""

    def __init__(self, search: Search) -> None:
        self._search = search

    def count(self) -> int:
        """Nobody counts what is walked."""
        raise NotImplementedError

    def read(
        self, order: Sequence[str], position: Sequence[Any], *, start: int, count: int
    ) -> list[Hit]:
        """Return `count` hits after the position, in the order walked."""
        assert not start  # noqa: S101 - a cursor says where
        [number] = position or [None]
        if order[0].startswith("-"):
            return self._search.newest(count, below=number)
        return self._search.newest(count, above=number)


def languages() -> list[str]:
    """Return the languages that there are editions in; one statement."""
    return [language for (language,) in planned(_LANGUAGES)]


class Shown(NamedTuple):
    """What is shown of a hit: its keys, the card's bytes, and the texts that extracts are cut from.

    `terms` and `starts` say where words stand in `text`.
    """

    edition_id: int
    language: str
    headline: str
    keys: str
    card: Any
    text: str
    terms: str
    starts: Any

    @property
    def base(self) -> str:
        """Return its language without the region."""
        return base_of(self.language)

    @property
    def where(self) -> Placed:
        """Return where words stand in the text."""
        if self.terms:
            return Placed(self.terms, bytes(self.starts))
        return placed(self.text, self.base)  # not yet indexed anew


def shown(hits: Sequence[Hit]) -> Iterator[tuple[Hit, Shown]]:
    """Yield each hit with what is shown of it; one statement."""
    if not hits:
        return
    places = ", ".join(["%s"] * len(hits))
    sql = f"""SELECT e.id, e.language, e.headline, e.keys, e.card, t.text, t.terms, t.starts
        FROM articles_edition e JOIN articles_searchtext t ON t.edition_id = e.id
        WHERE e.id IN ({places})"""  # noqa: S608
    rows = {row[0]: Shown(*row) for row in planned(sql, [hit.edition_id for hit in hits])}
    for hit in hits:
        if row := rows.get(hit.edition_id):
            yield hit, row
