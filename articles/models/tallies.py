"""How are counts added so that nothing is lost when many count at once?

One statement per table, never load-change-save, and rows always in the same order: two writers
that take rows in different orders stop each other (measured: 761 deadlocks in ten minutes, none
when sorted). SQLite and PostgreSQL differ in one pair of words: MAX and GREATEST of two values.
Tables are taken in the order of the functions below, for the same reason.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from articles.models.counters import EngagementHour, Popularity, ShareCount, ShareSeen
from articles.rules.popularity import METRICS, K

HOTS = {f"hot_{half_life}": k for half_life, k in K.items()}
ROWS = 500  # in one statement: 500 x 11 values stay below the limits of every driver

# (article, counts in the order of METRICS, hots in the order of HOTS)
Tally = tuple[int, Sequence[int], Sequence[float]]
# (hour since 1970, article, number of the metric, how many)
Hour = tuple[int, int, int, int]


def first_time(deeds: Iterable[tuple[int, int]]) -> bool:
    """Note (day, number) pairs; return whether all of them are new.

    Another transaction that is noting the same pair is waited for.
    """
    rows = sorted(deeds)
    sql = _insert(ShareSeen, ("day", "h"), len(rows)) + " ON CONFLICT DO NOTHING"
    return _run(sql, rows) == len(rows)


def add_shares(article_id: int, network: str, n: int) -> None:
    """Add to what readers passed on by one network."""
    _upsert(
        ShareCount,
        ("article_id", "network", "n", "imported"),
        ("article_id", "network"),
        {"n": f"{_own(ShareCount, 'n')}+excluded.n"},
        [(article_id, network, n, 0)],
    )


def add_hours(rows: Iterable[Hour]) -> None:
    """Add to the hours of engagement."""
    _upsert(
        EngagementHour,
        ("hour", "article_id", "metric", "n"),
        ("hour", "article_id", "metric"),
        {"n": f"{_own(EngagementHour, 'n')}+excluded.n"},
        rows,
    )


def add_tallies(tallies: Iterable[Tally]) -> None:
    """Add to the life totals, and merge what the counts weigh into the three scores.

    Each article at most once; a row is made where there is none.
    """
    changes = {metric: f"{_own(Popularity, metric)}+excluded.{metric}" for metric in METRICS}
    changes |= {hot: _merged(hot, k) for hot, k in HOTS.items()}
    _upsert(
        Popularity,
        ("article_id", "visible", "language", *METRICS, *HOTS),
        ("article_id",),
        changes,
        [(article, False, "", *counts, *hots) for article, counts, hots in tallies],
    )


def take_hour(row: Hour) -> None:
    """Take back from one hour of engagement, never below nothing."""
    hour, article_id, metric, n = row
    sql = "UPDATE {} SET n={}(0,n-%s) WHERE hour=%s AND article_id=%s AND metric=%s"
    _run(sql.format(_table(EngagementHour), _larger()), [(n, hour, article_id, metric)])


def take_tally(article_id: int, metric: str, n: int, hots: Sequence[float]) -> None:
    """Take n events from a life total, and what they weighed from the three scores."""
    changes = [f"{metric}={_larger()}(0,{metric}-%s)"]
    changes += [f"{hot}={_lessened(hot, k)}" for hot, k in HOTS.items()]
    sql = f"UPDATE {_table(Popularity)} SET {','.join(changes)} WHERE article_id=%s"  # noqa: S608
    _run(sql, [(n, *hots, article_id)])


def _merged(hot: str, k: float) -> str:
    """Say rules.popularity.merge in SQL.

    PostgreSQL refuses exp(-746) and below (underflow), hence the clamp.
    """
    own, new = _own(Popularity, hot), f"excluded.{hot}"
    both = (
        f"{_larger()}({own},{new})+{k!r}*ln(1.0+exp({_larger()}(-700.0,-abs({own}-{new})/{k!r})))"
    )
    return f"CASE WHEN {new}<=0 THEN {own} WHEN {own}<=0 THEN {new} ELSE {both} END"


def _lessened(hot: str, k: float) -> str:
    """Say rules.popularity.without in SQL; what is left of nothing is nothing."""
    gone = f"exp({_larger()}(-700.0,{_smaller()}(0.0,(%s-{hot})/{k!r})))"
    return f"{_larger()}(0.0,{hot}+{k!r}*ln({_larger()}(1e-300,1.0-{gone})))"


def _larger() -> str:
    return "GREATEST" if connection.vendor == "postgresql" else "MAX"


def _smaller() -> str:
    return "LEAST" if connection.vendor == "postgresql" else "MIN"


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def _own(model: type[models.Model], column: str) -> str:
    return f"{_table(model)}.{column}"


def _upsert(
    model: type[models.Model],
    columns: Sequence[str],
    key: Sequence[str],
    changes: dict[str, str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    ordered = sorted(rows)
    set_to = ",".join(f"{column}={change}" for column, change in changes.items())
    for start in range(0, len(ordered), ROWS):
        part = ordered[start : start + ROWS]
        sql = _insert(model, columns, len(part))
        _run(f"{sql} ON CONFLICT ({','.join(key)}) DO UPDATE SET {set_to}", part)


def _insert(model: type[models.Model], columns: Sequence[str], rows: int) -> str:
    places = ",".join(["(" + ",".join(["%s"] * len(columns)) + ")"] * rows)
    return f"INSERT INTO {_table(model)} ({','.join(columns)}) VALUES {places}"  # noqa: S608


def _run(sql: str, rows: Iterable[Sequence[Any]]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in row])
        return int(cursor.rowcount)
