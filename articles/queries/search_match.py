"""How is a search said to the database's own full-text index?

Two engines, one small interface: what is sought goes in, one text comes out that the index
understands. Terms are letters, digits and their signs only (rules.search_terms), marks are of our
own making, so nothing that was typed can be anything but a term.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.db import connection

from articles.models.search_index import SIGNS
from articles.rules.search_query import Group, Terms
from articles.rules.search_slip import filed_language

Filed = Sequence[Sequence[str]]  # marks: any of each inner one, and each outer one


class Engine(Protocol):
    """A full-text index: how to look in it, and how to say what is looked for."""

    found: str  # FROM ... WHERE: the slips `s` that the text after it finds
    number: str  # the number of a slip, as the index has it
    param: str  # the place of the text

    def phrase(self, group: Group, *, headline: bool) -> str:
        """Return what finds a phrase, anywhere or in headlines."""

    def filed(self, marks: Sequence[str]) -> str:
        """Return what finds slips with any of the marks."""

    def all_of(self, parts: Sequence[str]) -> str:
        """Return what finds slips that each of the parts finds."""

    def any_of(self, parts: Sequence[str]) -> str:
        """Return what finds slips that any of the parts finds."""

    def but(self, wanted: str, unwanted: Sequence[str]) -> str:
        """Return what finds the wanted slips without those that any of the unwanted parts finds."""


class _Fts5(Engine):
    """SQLite's FTS5: https://www.sqlite.org/fts5.html#full_text_query_syntax."""

    found = (
        "articles_searchindex f CROSS JOIN articles_searchslip s ON s.number = f.rowid"
        " WHERE f.articles_searchindex MATCH {}"
    )
    number, param = "f.rowid", "%s"
    _signs = SIGNS["sqlite"]

    def phrase(self, group: Group, *, headline: bool) -> str:
        sign = self._signs.headline if headline else ""
        whole = f'"{" ".join([sign + term for term in group.terms])}"'
        if not group.beginning:
            return whole
        begun = f'"{sign}{group.beginning}" *'
        spelt = "" if headline else f' OR "{self._signs.spelt}{group.beginning}" *'
        return f"({whole} OR {begun}{spelt})"

    def filed(self, marks: Sequence[str]) -> str:
        return self.any_of([f'"{self._signs.filed}{mark}"' for mark in marks])

    def all_of(self, parts: Sequence[str]) -> str:
        return f"({' AND '.join(parts)})"

    def any_of(self, parts: Sequence[str]) -> str:
        return f"({' OR '.join(parts)})"

    def but(self, wanted: str, unwanted: Sequence[str]) -> str:
        return f"({wanted} NOT {self.any_of(unwanted)})"


class _Tsquery(Engine):
    """PostgreSQL: https://www.postgresql.org/docs/current/datatype-textsearch.html."""

    found = "articles_searchslip s WHERE s.terms @@ {}"
    number, param = "s.number", "%s::tsquery"
    _signs = SIGNS["postgresql"]

    def phrase(self, group: Group, *, headline: bool) -> str:
        sign = self._signs.headline if headline else ""
        whole = " <-> ".join(f"'{sign}{term}'" for term in group.terms)
        if not group.beginning:
            return f"({whole})"
        begun = f"'{sign}{group.beginning}':*"
        spelt = "" if headline else f" | '{self._signs.spelt}{group.beginning}':*"
        return f"({whole} | {begun}{spelt})"

    def filed(self, marks: Sequence[str]) -> str:
        return self.any_of([f"'{self._signs.filed}{mark}'" for mark in marks])

    def all_of(self, parts: Sequence[str]) -> str:
        return f"({' & '.join(parts)})"

    def any_of(self, parts: Sequence[str]) -> str:
        return f"({' | '.join(parts)})"

    def but(self, wanted: str, unwanted: Sequence[str]) -> str:
        return f"({wanted} & !{self.any_of(unwanted)})"


_ENGINES: Mapping[str, Engine] = {"sqlite": _Fts5(), "postgresql": _Tsquery()}


def engine() -> Engine:
    """Return the engine of the database."""
    return _ENGINES[connection.vendor]


def match(
    sought: Mapping[Terms, Sequence[str]], filed: Filed = (), *, named: bool, headline: bool = False
) -> str:
    """Return the text that finds what is sought, by language, among what is filed so.

    With `named` languages are told apart even where the terms are the same in all of them; with
    `headline` the wanted words stand in the headline.
    """
    by = engine()
    branches = []
    for terms, languages in sought.items():
        parts = [by.phrase(group, headline=headline) for group in terms.wanted]
        parts += [by.filed(marks) for marks in filed]
        if named or len(sought) > 1:
            parts.append(by.filed([filed_language(language) for language in languages]))
        branch = by.all_of(parts)
        unwanted = [by.phrase(group, headline=False) for group in terms.unwanted]
        branches.append(by.but(branch, unwanted) if unwanted else branch)
    return by.any_of(branches)
