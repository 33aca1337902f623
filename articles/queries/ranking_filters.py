"""Which stories may stand in a ranking? Those that are live, and match what was asked for.

A filter is a condition on the live edition `e`. One that few editions meet is said in another way,
too: as the place to begin at. Few are sorted, many are met by walking the ranking from its top.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isqrt
from typing import Any, NamedTuple

from django.db import connection

from articles.models.editions import MentionKind
from cms.kernel.prepared import rows
from cms.kernel.raw import adapted

# Sorting n of N stories costs what walking 2 n does, and ten of them are met on a walk of 10 N / n.
FEW = 2_300  # stories: never more are sorted
Params = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for, as slugs: in a tuple any of them will do, each tuple must be met."""

    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: Sequence[tuple[str, ...]] = ()
    authors: Sequence[tuple[str, ...]] = ()
    experts: Sequence[tuple[str, ...]] = ()
    published_after: datetime | None = None
    exclude: tuple[int, ...] = ()


class Said(NamedTuple):
    """SQL and its parameters; those that are functions are asked when the statement is run."""

    sql: str
    params: Params = ()

    def at(self, moment: datetime) -> list[Any]:
        """Return the parameters as the database takes them, at a moment."""
        now = adapted(moment)
        return [now if p is NOW else p(moment) if callable(p) else p for p in self.params]


NOW = adapted  # stands for the moment among parameters


def all_of(conditions: Iterable[Said]) -> Said:
    """Return all conditions as one."""
    every = list(conditions)
    return Said(
        " AND ".join(one.sql for one in every),
        tuple(value for one in every for value in one.params),
    )


class Contenders(NamedTuple):
    """The stories that may stand in a ranking: conditions on live editions `e`.

    `begin` is the condition to begin at where few meet it. `settled` is a column of the counters
    (`category_id`, `language`) with the one value asked for; of an index for a day's half-life.
    """

    where: tuple[Said, ...] = ()
    begin: Said | None = None
    settled: Said | None = None
    exclude: tuple[int, ...] = ()

    @property
    def begins_there(self) -> bool:
        """Whether the index of `settled` is as good a place to begin as any."""
        settled, begin = self.settled, self.begin
        return settled is not None and (not begin or begin.sql.startswith(f"e.{settled.sql} "))


def contenders(filters: Filters) -> Contenders:
    """Look the slugs up and weigh the filters: at most two statements."""
    wishes = list(_wishes(filters))
    if not wishes:
        return Contenders(exclude=filters.exclude)
    named = _named(wishes)
    if any(wish.named and not ids for wish, ids in zip(wishes, named, strict=True)):
        return Contenders(where=(Said("1 = 0"),), begin=Said("e.id = 0"))
    said = [_spoken(wish, ids) for wish, ids in zip(wishes, named, strict=True)]
    met_by, largest = _met_by(said)
    few = min(met_by) < min(FEW, isqrt(5 * largest) + 1)
    settled = [one.settled for one in said if one.settled]
    return Contenders(
        where=tuple(one.where for one in said),
        begin=said[met_by.index(min(met_by))].begin if few else None,
        settled=settled[0] if settled else None,
        exclude=filters.exclude,
    )


class _Wish(NamedTuple):
    """One filter: `named` finds the ids of its slugs, else `values` are of a column."""

    named: Said | None = None
    values: Params = ()
    column: str = ""
    kind: int = 0


class _Spoken(NamedTuple):
    """A filter as a condition, and as the place to begin at; `met` are the editions of it."""

    where: Said
    begin: Said
    met: Said
    settled: Said | None = None


def _spoken(wish: _Wish, ids: Params) -> _Spoken:
    """Numbers are said, so that PostgreSQL plans for these; SQLite does not care."""
    listed = ", ".join(map(str, ids))
    if wish.kind:
        mentions = "FROM articles_mention m WHERE m.kind = {} AND m.target_id IN ({})"
        mentions = mentions.format(wish.kind, listed)
        return _Spoken(
            where=Said(f"EXISTS (SELECT 1 {mentions} AND m.edition_id = e.id)"),
            begin=Said(f"e.id IN (SELECT m.edition_id {mentions})"),
            met=Said(mentions),
        )
    column, since = f"e.{wish.column}", wish.column == "published_at"
    test = ">= %s" if since else f"IN ({listed or marks(wish.values)})"
    begin = Said(f"{column} {test}", wish.values)
    value = ids or wish.values
    return _Spoken(
        where=Said(f"{quiet(column)} {test}", wish.values),
        begin=begin,
        met=Said(f"FROM articles_edition e WHERE {begin.sql}", begin.params),
        settled=Said(wish.column, value) if len(value) == 1 and not since else None,
    )


def quiet(column: str) -> str:
    """Return a column for SQLite's planner to begin elsewhere; PostgreSQL has its statistics."""
    return f"+{column}" if connection.vendor == "sqlite" else column


def marks(values: Sequence[Any]) -> str:
    """Return the places of values in a list."""
    return ", ".join(["%s"] * len(values))


def _wishes(filters: Filters) -> Iterator[_Wish]:
    if slugs := filters.categories:
        yield _Wish(_by_slug("articles_category", slugs), column="category_id")
    if filters.languages:
        yield _Wish(values=filters.languages, column="language")
    if filters.published_after:
        yield _Wish(values=(adapted(filters.published_after),), column="published_at")
    for slugs in filters.tags:
        yield _Wish(_by_slug("articles_tag", slugs), kind=MentionKind.TAG.value)
    for slugs in filters.authors:
        yield _Wish(_by_slug("articles_author", slugs), kind=MentionKind.AUTHOR.value)
    for slugs in filters.experts:
        named = Said(_EXPERTS.format(marks=marks(slugs)), slugs * 2)
        yield _Wish(named, kind=MentionKind.EXPERT.value)


def _by_slug(table: str, slugs: Params) -> Said:
    return Said(f"SELECT id FROM {table} WHERE slug IN ({marks(slugs)})", slugs)  # noqa: S608


# Former slugs lead to their expert, and one that was merged to the other.
_EXPERTS = """SELECT COALESCE(merged_into_id, id) AS id FROM articles_expert
WHERE slug IN ({marks})
OR id IN (SELECT expert_id FROM articles_expertname WHERE slug IN ({marks}))"""


def _named(wishes: Sequence[_Wish]) -> list[Params]:
    """Return the ids of each wish's slugs."""
    asked = [(number, wish.named) for number, wish in enumerate(wishes) if wish.named]
    if not asked:
        return [()] * len(wishes)
    parts = [f"SELECT {number}, t.id FROM ({named.sql}) t" for number, named in asked]  # noqa: S608
    params = [value for _number, named in asked for value in named.params]
    found = sorted(set(rows(" UNION ALL ".join(parts), params)))
    return [tuple(pk for place, pk in found if place == number) for number in range(len(wishes))]


def _met_by(said: Sequence[_Spoken]) -> tuple[list[int], int]:
    """Return how many editions meet each filter, FEW at most, and the newest story's number."""
    counts = [f"(SELECT COUNT(*) FROM (SELECT 1 {one.met.sql} LIMIT {FEW}) y)" for one in said]  # noqa: S608
    params = [value for one in said for value in one.met.params]
    [found] = rows(f"SELECT {', '.join(counts)}, MAX(article_id) FROM articles_popularity", params)  # noqa: S608
    return list(found[:-1]), found[-1] or 0
