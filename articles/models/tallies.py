"""How are counts added so that nothing is lost when many count at once?

One statement per table, never load-change-save, and rows always in the same order: two writers
that take rows in different orders stop each other (measured: 761 deadlocks in ten minutes, none
when sorted). SQLite and PostgreSQL differ in one pair of words: MAX and GREATEST of two values.
Tables are taken in the order of the functions below, for the same reason.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models import F

from articles.models.counters import (
    EngagementDay,
    EngagementHour,
    Popularity,
    ShareCount,
    ShareSeen,
)
from articles.rules.popularity import METRICS, NEVER, K
from cms.kernel.prepared import run

HOTS = {f"hot_{half_life}": k for half_life, k in K.items()}
ROWS = 500  # in one statement: 500 x 11 values stay below the limits of every driver

BEFORE = {hot: hot.replace("hot", "before") for hot in HOTS}

# (article, counts in the order of METRICS, what they weigh, hots in the order of HOTS)
Tally = tuple[int, Sequence[int], int, Sequence[float]]
# (hour since 1970, article, number of the metric, how many)
Hour = tuple[int, int, int, int]
# (article, day since 1970, number of the metric, how many, hots in the order of HOTS)
Day = tuple[int, int, int, int, Sequence[float]]


def first_time(deeds: Iterable[tuple[int, int]]) -> bool:
    """Note (day, number) pairs; return whether all of them are new.

    Another transaction that is noting the same pair is waited for.
    """
    rows = sorted(deeds)
    sql = _insert(ShareSeen, ("day", "h"), len(rows)) + " ON CONFLICT DO NOTHING"
    return _run(sql, rows) == len(rows)


def add_shares(article_id: int, network: str, n: int) -> None:
    """Add to what readers passed on by one network."""
    upsert(
        ShareCount,
        ("article_id", "network", "n", "imported"),
        ("article_id", "network"),
        {"n": f"{_own(ShareCount, 'n')}+excluded.n"},
        [(article_id, network, n, 0)],
    )


def add_hours(rows: Iterable[Hour]) -> None:
    """Add to the hours of engagement."""
    upsert(
        EngagementHour,
        ("hour", "article_id", "metric", "n"),
        ("hour", "article_id", "metric"),
        {"n": f"{_own(EngagementHour, 'n')}+excluded.n"},
        rows,
    )


def add_days(rows: Iterable[Day]) -> None:
    """Add to the days of engagement; `hots` as EngagementDay keeps them."""
    columns = ("article_id", "day", "metric")
    changes = {"n": f"{_own(EngagementDay, 'n')}+excluded.n"}
    changes |= {
        hot: _merged(_own(EngagementDay, hot), f"excluded.{hot}", k) for hot, k in HOTS.items()
    }
    flat = [(*key, n, *hots) for *key, n, hots in rows]
    upsert(EngagementDay, (*columns, "n", *HOTS), columns, changes, flat)


def add_tallies(tallies: Iterable[Tally], hour: int) -> None:
    """Add to the life totals, and merge what the counts weigh into the three scores.

    Each article at most once; a row is made where there is none. What a score was before the
    latest hour is kept beside it: the first count of an hour puts it there.
    """
    own, new = _own(Popularity, "hour"), "excluded.hour"
    changes = {n: f"{_own(Popularity, n)}+excluded.{n}" for n in (*METRICS, "points")}
    changes |= {
        hot: _merged(_own(Popularity, hot), f"excluded.{hot}", k) for hot, k in HOTS.items()
    }
    changes |= {
        before: f"CASE WHEN {new}>{own} THEN {_own(Popularity, hot)} WHEN {new}={own} THEN"
        f" {_own(Popularity, before)} ELSE"
        f" {_merged(_own(Popularity, before), f'excluded.{hot}', HOTS[hot])} END"
        for hot, before in BEFORE.items()
    }
    changes["hour"] = f"{_larger()}({own},{new})"
    nothing = [NEVER] * len(BEFORE)
    upsert(
        Popularity,
        ("article_id", "visible", "language", "hour", "points", *METRICS, *HOTS, *BEFORE.values()),
        ("article_id",),
        changes,
        [
            (article, False, "", hour, points, *counts, *hots, *nothing)
            for article, counts, points, hots in tallies
        ],
    )


def take_hour(row: Hour) -> int:
    """Take back from one hour of engagement, never below nothing; return how many were there."""
    hour, article_id, metric, n = row
    found = EngagementHour.objects.filter(hour=hour, article=article_id, metric=metric)
    there = min(n, found.select_for_update().values_list("n", flat=True).first() or 0)
    found.update(n=F("n") - there)
    return there


def take_day(row: Day) -> None:
    """Take back from one day of engagement, never below nothing."""
    article_id, day, metric, n, hots = row
    changes = [f"n={_larger()}(0,n-%s)"] + [f"{hot}={_lessened(hot, k)}" for hot, k in HOTS.items()]
    sql = (
        f"UPDATE {_table(EngagementDay)} SET {','.join(changes)}"  # noqa: S608
        " WHERE article_id=%s AND day=%s AND metric=%s"
    )
    _run(sql, [(n, *hots, article_id, day, metric)])


def take_tally(
    article_id: int, metric: str, n: int, weight: int, hots: Sequence[float], hour: int
) -> None:
    """Take n events of an hour from a life total, and what they weighed from the three scores.

    `weight` is that of one.
    """
    changes = [f"{metric}={_larger()}(0,{metric}-%s)"]
    changes += [f"points={_larger()}(0,points-%s*{_smaller()}(%s,{metric}))"]
    changes += [f"{hot}={_lessened(hot, k)}" for hot, k in HOTS.items()]
    changes += [
        f"{before}=CASE WHEN hour>%s THEN {_lessened(before, HOTS[hot])} ELSE {before} END"
        for hot, before in BEFORE.items()
    ]
    sql = f"UPDATE {_table(Popularity)} SET {','.join(changes)} WHERE article_id=%s"  # noqa: S608
    earlier = [value for hot in hots for value in (hour, hot)]
    _run(sql, [(n, weight, n, *hots, *earlier, article_id)])


def _merged(own: str, new: str, k: float) -> str:
    """Say rules.popularity.merge in SQL.

    PostgreSQL refuses exp(-746) and below (underflow), hence the clamp.
    """
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


def upsert(
    model: type[models.Model],
    columns: Sequence[str],
    key: Sequence[str],
    changes: dict[str, str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    """Insert rows in the order of their values; where the key stands, say what changes."""
    ordered = sorted(rows)
    for start in range(0, len(ordered), ROWS):
        part = ordered[start : start + ROWS]
        _run(_upserting(model, tuple(columns), tuple(key), tuple(changes.items()), len(part)), part)


@lru_cache(maxsize=64)
def _upserting(
    model: type[models.Model],
    columns: tuple[str, ...],
    key: tuple[str, ...],
    changes: tuple[tuple[str, str], ...],
    rows: int,
) -> str:
    set_to = ",".join(f"{column}={change}" for column, change in changes)
    return f"{_insert(model, columns, rows)} ON CONFLICT ({','.join(key)}) DO UPDATE SET {set_to}"


def _insert(model: type[models.Model], columns: Sequence[str], rows: int) -> str:
    places = ",".join(["(" + ",".join(["%s"] * len(columns)) + ")"] * rows)
    return f"INSERT INTO {_table(model)} ({','.join(columns)}) VALUES {places}"  # noqa: S608


def _run(sql: str, rows: Iterable[Sequence[Any]]) -> int:
    return run(sql, [value for row in rows for value in row])
