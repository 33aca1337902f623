"""Which stories may stand in a ranking? Those that are live, and match what was asked for.

A filter is a condition on the live edition `e`. One that few editions meet is said in another way,
too: as the place to begin at. Few are sorted, many are met by walking the ranking from its top.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isqrt
from typing import Any, NamedTuple

from django.db import connection

from articles.models.editions import MentionKind
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
    """Look the slugs up and weigh the filters: one statement where there are any."""
    wishes = list(_wishes(filters))
    if not wishes:
        return Contenders(exclude=filters.exclude)
    found, largest = _looked_up(wishes)
    if any(wish.named and not ids for wish, (ids, _n) in zip(wishes, found, strict=True)):
        return Contenders(where=(Said("1 = 0"),), begin=Said("e.id = 0"))
    said = [wish.said(ids) for wish, (ids, _n) in zip(wishes, found, strict=True)]
    place = min(range(len(wishes)), key=lambda number: found[number][1])
    few = found[place][1] < min(FEW, isqrt(5 * largest) + 1)
    settled = [one.settled for one in said if one.settled]
    return Contenders(
        where=tuple(one.where for one in said),
        begin=said[place].begin if few else None,
        settled=settled[0] if settled else None,
        exclude=filters.exclude,
    )


class _Spoken(NamedTuple):
    where: Said
    begin: Said
    settled: Said | None = None


class _Wish(NamedTuple):
    """One filter: `named` finds the ids of its slugs, `met` the editions by an id `t.id`."""

    named: Said | None
    met: Said
    column: str = ""
    values: Params = ()
    kind: int = 0

    def said(self, ids: Params) -> _Spoken:
        """Return its conditions, for the ids that its slugs lead to."""
        if self.kind:
            mention = f"FROM articles_mention m WHERE m.kind = {self.kind} AND m.target_id"
            mention += f" IN ({marks(ids)})"
            where = Said(f"EXISTS (SELECT 1 {mention} AND m.edition_id = e.id)", ids)
            return _Spoken(where, Said(f"e.id IN (SELECT m.edition_id {mention})", ids))
        values, column = self.values or ids, f"e.{self.column}"
        test = ">= %s" if self.column == "published_at" else f"IN ({marks(values)})"
        single = self.column != "published_at" and len(values) == 1
        return _Spoken(
            where=Said(f"{quiet(column)} {test}", values),
            begin=Said(f"{column} {test}", values),
            settled=Said(self.column, values) if single else None,
        )


def quiet(column: str) -> str:
    """Return a column for SQLite's planner to begin elsewhere; PostgreSQL has its statistics."""
    return f"+{column}" if connection.vendor == "sqlite" else column


def marks(values: Sequence[Any]) -> str:
    """Return the places of values in a list."""
    return ", ".join(["%s"] * len(values))


def _wishes(filters: Filters) -> Iterator[_Wish]:
    if slugs := filters.categories:
        named = Said(f"SELECT id FROM articles_category WHERE slug IN ({marks(slugs)})", slugs)  # noqa: S608
        yield _Wish(
            named, Said("FROM articles_edition x WHERE x.category_id = t.id"), "category_id"
        )
    if codes := filters.languages:
        met = Said(f"FROM articles_edition x WHERE x.language IN ({marks(codes)})", codes)
        yield _Wish(None, met, "language", codes)
    if filters.published_after:
        since = (adapted(filters.published_after),)
        met = Said("FROM articles_edition x WHERE x.published_at >= %s", since)
        yield _Wish(None, met, "published_at", since)
    for kind, table, groups in (
        (MentionKind.TAG, "articles_tag", filters.tags),
        (MentionKind.AUTHOR, "articles_author", filters.authors),
    ):
        for slugs in groups:
            yield _mentioned(kind, f"SELECT id FROM {table} WHERE slug IN ({marks(slugs)})", slugs)  # noqa: S608
    for slugs in filters.experts:
        yield _mentioned(MentionKind.EXPERT, _EXPERTS.format(marks=marks(slugs)), slugs * 2)


# Former slugs lead to their expert, and one that was merged to the other.
_EXPERTS = """SELECT COALESCE(merged_into_id, id) AS id FROM articles_expert
WHERE slug IN ({marks})
OR id IN (SELECT expert_id FROM articles_expertname WHERE slug IN ({marks}))"""


def _mentioned(kind: MentionKind, named: str, slugs: Params) -> _Wish:
    met = f"FROM articles_mention x WHERE x.kind = {kind.value} AND x.target_id = t.id"
    return _Wish(Said(named, slugs), Said(met), kind=kind.value)


def _looked_up(wishes: Sequence[_Wish]) -> tuple[list[tuple[Params, int]], int]:
    """Return for each wish (ids of its slugs, how many editions meet it), and the newest number.

    The numbers of editions end at FEW for each id.
    """
    parts, params = ["SELECT -1, MAX(article_id), 0 FROM articles_popularity"], []
    for number, wish in enumerate(wishes):
        met = f"(SELECT COUNT(*) FROM (SELECT 1 {wish.met.sql} LIMIT {FEW}) y)"  # noqa: S608
        if wish.named:
            parts.append(f"SELECT {number}, t.id, {met} FROM ({wish.named.sql}) t")  # noqa: S608
        else:
            parts.append(f"SELECT {number}, NULL, {met}")
        params += [*wish.met.params, *(wish.named.params if wish.named else ())]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        rows = cursor.fetchall()
    found = [[row for row in rows if row[0] == number] for number in range(len(wishes))]
    largest = next(row[1] or 0 for row in rows if row[0] == -1)
    return [
        (tuple(sorted({row[1] for row in group if row[1]})), sum(row[2] for row in group))
        for group in found
    ], largest
