"""With which statement is a ranking read?

One statement walks an index from the best story down, and asks of each whether an edition of it is
live, and matches. Its rows come as one text: the driver of SQLite lets go of Python's lock for each
row, and that text is also what tells whether an answer that was made before is still true.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from articles.queries.ranking_filters import NOW, Contenders, Said, all_of, marks, quiet
from articles.queries.ranking_sources import HOTS, SHOWN, Source

UNIT, RECORD = "\x1f", "\x1e"


class Stretch(NamedTuple):
    """How many rows, on from a (value, article), or back to it."""

    limit: int
    mark: tuple[Any, int] | None = None
    backwards: bool = False


@lru_cache(maxsize=256)
def glimpse(source: Source, stories: Contenders, stretch: Stretch, *, pins: bool) -> Said:
    """Return the statement of one row: the rows as text, those that are pinned, the rest.

    The rest: when an edition next begins, and ends; the hour of the windows, and the weights.
    """
    walked = _joined(_walk(source, stories, stretch, pins=pins))
    pinned = _joined(_pinned(source, stories)) if pins else Said("''")
    return Said(
        f"SELECT {walked.sql}, {pinned.sql},"  # noqa: S608
        " (SELECT live_from FROM articles_edition WHERE live_from > %s ORDER BY live_from LIMIT 1),"
        " (SELECT live_until FROM articles_edition WHERE live_until > %s"
        " ORDER BY live_until LIMIT 1), b.hour, b.views, b.shares, b.comments"
        " FROM (SELECT 1 AS one) z LEFT JOIN articles_rankingbasis b ON b.id = 1",
        (*walked.params, *pinned.params, NOW, NOW),
    )


@lru_cache(maxsize=64)
def recent(source: Source, stories: Contenders, stretch: Stretch, *, pins: bool) -> Said:
    """Return the statement of the newest stories that do not stand in the ranking: one text."""
    ranked = Said(f"NOT {source.standing.sql}", source.standing.params)
    value = Said("e.published_at")
    where = [*_live(stories), SHOWN, ranked, _ruled("e.article_id", pins=pins)]
    where += _bounds(value, "e.article_id", stories, stretch)
    if stories.begin:
        where.append(stories.begin)
    counts = [_text(f"COALESCE({one.sql}, 0)") for one in source.beside]
    line = glued(["e.article_id", _text("e.published_at"), *counts, "e.id", "e.etag"])
    every, given = all_of(where), [value for one in source.beside for value in one.params]
    rows = Said(
        f"SELECT {line} AS line FROM articles_edition e WHERE {every.sql}"  # noqa: S608
        f" ORDER BY {_order(value, 'e.article_id', stretch)} LIMIT {int(stretch.limit)}",
        (*given, *every.params),
    )
    joined = _joined(rows)
    return Said(f"SELECT {joined.sql}", joined.params)


def plain(source: Source, stories: Contenders, limit: int, columns: Sequence[str]) -> Said:
    """Return the statement of (article, columns) of the best so many, nothing pinned."""
    return _walk(source, stories, Stretch(limit), pins=False, columns=columns)


def _walk(
    source: Source,
    stories: Contenders,
    stretch: Stretch,
    *,
    pins: bool,
    columns: Sequence[str] = (),
) -> Said:
    """Return the rows of a stretch of a ranking, in its order."""
    value = _number(source.value.sql) if set(source.columns) >= set(HOTS) else source.value.sql
    row = columns or [_line(source, value)]
    tail = [_ruled(source.id, pins=pins), *_bounds(source.value, source.id, stories, stretch)]
    edition, is_live = _edition_of(source, stories)
    where = [*source.where, *is_live, *tail]
    if stories.settled and stories.begins_there and source.value.sql == "p.hot_1d":
        return _settled(source, stories.settled, [source.table, edition], where, row, stretch)
    if stories.begin:
        tables = [Said("articles_edition e"), source.table]
        same = Said(f"e.article_id = {source.id}")
        where = [*source.where, same, *_live(stories), *tail, stories.begin]
        order = _order(Said(f"({source.value.sql} + 0)"), source.id, stretch)
        return _select(row, tables, where, order, stretch.limit)
    order = _order(source.value, source.id, stretch)
    return _select(row, [source.table, edition], where, order, stretch.limit)


def _edition_of(source: Source, stories: Contenders) -> tuple[Said, list[Said]]:
    """Return how the live edition `e` is found for a row, and on which conditions.

    So that PostgreSQL looks it up for each row, and never joins all editions first.
    """
    found = [Said(f"e.article_id = {source.id}"), *_live(stories)]
    if connection.vendor != "postgresql":
        return Said("articles_edition e"), found
    every = all_of(found)
    columns = "e.id, e.etag, e.article_id"
    lateral = f"LATERAL (SELECT {columns} FROM articles_edition e WHERE {every.sql} LIMIT 1) e"  # noqa: S608
    return Said(lateral, every.params), []


def _settled(
    source: Source,
    settled: Said,
    tables: list[Said],
    where: list[Said],
    row: Sequence[str],
    stretch: Stretch,
) -> Said:
    """Return the rows by the index of a column, and those for which the column may not be right.

    The counters have the category and the language of the latest edition, which may still be to
    come; which ones those are is asked of the editions that are.
    """
    order = _order(source.value, source.id, stretch)
    column = f"{source.alias}.{settled.sql}"
    same = Said(f"{column} = %s", settled.params)
    right = _select(row, tables, [same, *where], order, stretch.limit)
    # The sign leads SQLite to the index of `live_from`, not through that of all articles.
    editions = "SELECT DISTINCT +article_id AS article_id FROM articles_edition"
    coming = Said(f"({editions} WHERE live_from > %s) s", (NOW,))
    other = [
        Said(f"{source.id} = s.article_id"),
        Said(f"({column} <> %s OR {column} IS NULL)", settled.params),
    ]
    order = _order(Said(f"({source.value.sql} + 0)"), source.id, stretch)
    wrong = _select(row, [coming, *tables], [*other, *where], order, stretch.limit)
    return Said(
        f"SELECT * FROM ({right.sql}) a UNION ALL SELECT * FROM ({wrong.sql}) b",  # noqa: S608
        (*right.params, *wrong.params),
    )


def _pinned(source: Source, stories: Contenders) -> Said:
    """Return the rows of what editors have pinned, whatever was counted of it."""
    edition, is_live = _edition_of(source, stories)
    where = [
        Said("g.kind = 'pin'"),
        Said("(g.until IS NULL OR g.until > %s)", (NOW,)),
        Said(f"{source.id} = g.article_id"),
        *is_live,
        *_excluded(source.id, stories),
    ]
    tables = [Said("articles_rankingrule g"), source.table, edition]
    return _select([_line(source, _text("g.at"))], tables, where, "g.at", 1000)


def _select(
    row: Sequence[str], tables: Sequence[Said], where: Sequence[Said], order: str, limit: int
) -> Said:
    """SQLite keeps the order of tables that are joined so; PostgreSQL finds it."""
    names = " CROSS JOIN ".join(table.sql for table in tables)
    condition = all_of(where)
    columns = ", ".join(row) if len(row) > 1 else f"{row[0]} AS line"
    return Said(
        f"SELECT {columns} FROM {names} WHERE {condition.sql}"  # noqa: S608
        f" ORDER BY {order} LIMIT {int(limit)}",  # said, so that PostgreSQL plans for so few
        (*(one for table in tables for one in table.params), *condition.params),
    )


def _live(stories: Contenders) -> list[Said]:
    now = (NOW,)
    return [
        Said(f"{quiet('e.live_from')} <= %s", now),
        Said(f"(e.live_until IS NULL OR {quiet('e.live_until')} > %s)", now),
        *stories.where,
    ]


def _ruled(article_id: str, *, pins: bool) -> Said:
    """Say that editors do not keep the story out, nor have pinned it where that counts."""
    kind = "" if pins else " AND g.kind = 'exclude'"
    return Said(
        f"NOT EXISTS (SELECT 1 FROM articles_rankingrule g WHERE g.article_id = {article_id}{kind}"  # noqa: S608
        " AND (g.until IS NULL OR g.until > %s))",
        (NOW,),
    )


def _bounds(value: Said, article_id: str, stories: Contenders, stretch: Stretch) -> list[Said]:
    bounds = _excluded(article_id, stories)
    if stretch.mark:
        sign = ">" if stretch.backwards else "<"
        bounds.append(Said(f"({value.sql}, {article_id}) {sign} (%s, %s)", stretch.mark))
    return bounds


def _excluded(article_id: str, stories: Contenders) -> list[Said]:
    numbers = stories.exclude
    return [Said(f"{article_id} NOT IN ({marks(numbers)})", numbers)] if numbers else []


def _order(value: Said, article_id: str, stretch: Stretch) -> str:
    way = "ASC" if stretch.backwards else "DESC"
    return f"{value.sql} {way}, {article_id} {way}"


def _line(source: Source, value: str) -> str:
    numbers = [_number(column) if column in HOTS else column for column in source.columns]
    return glued([source.id, value, *numbers, "e.id", "e.etag"])


def glued(columns: Sequence[str]) -> str:
    """Return the SQL of columns as one text."""
    return f" || '{UNIT}' || ".join(columns)


def _joined(rows: Said) -> Said:
    """Return the SQL of all rows as one text."""
    function = "string_agg" if connection.vendor == "postgresql" else "group_concat"
    return Said(f"(SELECT {function}(r.line, '{RECORD}') FROM ({rows.sql}) r)", rows.params)  # noqa: S608


def _number(column: str) -> str:
    """Return the SQL of a number as text that says all of it: SQLite's own stops at 15 digits."""
    if connection.vendor == "postgresql":
        return f"CAST({column} AS text)"
    return f"printf('%%!.17g', {column})"


def _text(column: str) -> str:
    return f"CAST({column} AS text)"
