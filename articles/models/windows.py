"""How are counts of windows kept, so that the best ten of a day are an index away?

Beside the hours of engagement stands, for each story and metric, their sum in every window. Who
counts adds to both in one transaction; once an hour what has left the windows is taken off. At
every moment a sum is that of the hours since the window began (a test holds it so), whatever was
rolled late, twice or not at all: see `RankingBasis`.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection

from articles.models import tallies
from articles.models.counters import EngagementHour
from articles.models.ranking import RankingBasis, WindowCount
from articles.rules.popularity import METRICS, Weights
from articles.rules.ranking import BLEND, HOURS

COLUMNS = [f"w{window}" for window in HOURS]
LONGEST = max(HOURS.values())
_HOURS, _WINDOWS = EngagementHour._meta.db_table, WindowCount._meta.db_table
_BASIS = f"SELECT hour, views, shares, comments FROM {RankingBasis._meta.db_table} WHERE id = 1"  # noqa: S608


class Basis(NamedTuple):
    """The hour with which the windows end, and what events weigh."""

    hour: int
    weights: Weights


def basis() -> Basis | None:
    """Return the basis as it is, held by nobody; None before anything was counted."""
    return _read("")


def shared(hour: int) -> Basis:
    """Return the basis, held so that it stays until the transaction ends; made where there is none.

    To be called before anything is counted: windows are rolled by who holds it alone.
    """
    return _read(" FOR SHARE") or _begun(hour)


def alone(hour: int) -> Basis:
    """Return the basis, held so that nobody counts until the transaction ends."""
    return _read(" FOR UPDATE") or _begun(hour)


def _read(lock: str) -> Basis | None:
    with connection.cursor() as cursor:  # SQLite's writers stand in line from BEGIN on
        cursor.execute(_BASIS + (lock if connection.vendor == "postgresql" else ""))
        row = cursor.fetchone()
    return (
        Basis(row[0], dict(zip(("views", "shares", "comments"), row[1:], strict=True)))
        if row
        else None
    )


def _begun(hour: int) -> Basis:
    """Make the basis, and the windows from the hours; another who does it is waited for."""
    made = RankingBasis(pk=1, hour=hour)
    RankingBasis.objects.bulk_create([made], ignore_conflicts=True)
    found = _read(" FOR UPDATE")
    assert found is not None  # noqa: S101 - it was made above, by us or by another
    if not WindowCount.objects.exists():
        recount(found)
    return found


def add(counted: Iterable[tuple[int, int, int]], basis: Basis, hour: int) -> None:
    """Add (article, metric, n) that was counted in an hour to the windows that take it in."""
    taken_in = [hour > basis.hour - hours for hours in HOURS.values()]
    if any(taken_in):
        add_sums((pk, metric, *(n * inside for inside in taken_in)) for pk, metric, n in counted)


def add_sums(rows: Iterable[tuple[int, ...]]) -> None:
    """Add (article, metric, n of each window); the basis is held."""
    key = ("article_id", "metric")
    changes = {column: f"{_WINDOWS}.{column}+excluded.{column}" for column in COLUMNS}
    tallies.upsert(WindowCount, (*key, *COLUMNS), key, changes, rows)


def roll(basis: Basis, hour: int) -> None:
    """Take off what leaves the windows when they end with a later hour; the basis is held alone."""
    if hour - basis.hour >= LONGEST:
        recount(Basis(hour, basis.weights))
    else:
        for column, hours in zip(COLUMNS, HOURS.values(), strict=True):
            span = [basis.hour - hours, hour - hours]
            _run(_TAKE_OFF.format(column=column, n="n", metric="metric"), span)
            _run(_TAKE_OFF.format(column=column, n=_weighed(basis.weights), metric=BLEND), span)
        gone = [basis.hour - LONGEST, hour - LONGEST]
        _run(_EMPTY, gone)
    RankingBasis.objects.filter(pk=1).update(hour=hour)


def recount(basis: Basis) -> None:
    """Make all windows anew from the hours; the basis is held alone."""
    _run(f"DELETE FROM {_WINDOWS}", [])  # noqa: S608
    _fill("metric", "n", basis.hour)
    _fill(str(BLEND), _weighed(basis.weights), basis.hour)


def reweigh(basis: Basis) -> None:
    """Make anew what the windows' counts weigh; the basis is held alone."""
    WindowCount.objects.filter(metric=BLEND).delete()
    _fill(str(BLEND), _weighed(basis.weights), basis.hour)


_TAKE_OFF = f"""
UPDATE {_WINDOWS} SET {{column}} = {_WINDOWS}.{{column}} - gone.n FROM (
  SELECT article_id, {{metric}} AS metric, SUM({{n}}) AS n FROM {_HOURS}
  WHERE hour > %s AND hour <= %s GROUP BY 1, 2) gone
WHERE {_WINDOWS}.article_id = gone.article_id AND {_WINDOWS}.metric = gone.metric"""  # noqa: S608
_EMPTY = f"""
DELETE FROM {_WINDOWS} WHERE w30d = 0 AND article_id IN (
  SELECT article_id FROM {_HOURS} WHERE hour > %s AND hour <= %s)"""  # noqa: S608


def _fill(metric: str, n: str, hour: int) -> None:
    sums = ", ".join(
        f"SUM(CASE WHEN hour > {hour - hours} THEN {n} ELSE 0 END)" for hours in HOURS.values()
    )
    _run(
        f"INSERT INTO {_WINDOWS} (article_id, metric, {', '.join(COLUMNS)})"  # noqa: S608
        f" SELECT article_id, {metric}, {sums} FROM {_HOURS} WHERE hour > %s GROUP BY 1, 2",
        [hour - LONGEST],
    )


def _weighed(weights: Weights) -> str:
    """Say rules.popularity.weight_of in SQL, of an hour's row."""
    whens = " ".join(f"WHEN {METRICS[name]} THEN n * {int(w)}" for name, w in weights.items())
    return f"(CASE metric {whens} ELSE 0 END)"


def _run(sql: str, params: Iterable[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
