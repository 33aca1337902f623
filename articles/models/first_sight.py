"""Which of these were never seen before? Told by the row that cannot be written twice.

One statement each, whoever else asks at the same time, and a few that forget.

Numbers go to the database as one parameter (an array, or JSON on SQLite), sorted: two writers that
take rows in different orders stop each other. Tables are taken in the order of the functions below,
before those of models.tallies.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from articles.models.sightings import Burst, Dropped, ViewSeen, WrittenParcel
from cms.kernel.prepared import rows, run
from cms.kernel.raw import adapted

ROWS, FORGOTTEN_AT_ONCE = 500, 5_000  # in one statement

# (day since 1970, number of the metric, why, article or 0, how many)
Drop = tuple[int, int, str, int, int]


def new_parcels(numbers: Collection[str], at: datetime) -> set[str]:
    """Note parcels as written; return those that were not. Another writer of one is waited for."""
    return {
        number
        for (number,) in rows(
            f"INSERT INTO {WrittenParcel._meta.db_table} (number, at)"  # noqa: S608
            f" SELECT one, %s FROM {_each('text')} WHERE true"
            " ON CONFLICT DO NOTHING RETURNING number",
            (adapted(at), _listed(numbers)),
        )
    }


def new_views(day: int, numbers: Collection[int]) -> set[int]:
    """Note the deeds of a day; return those that nobody had noted."""
    return {
        number
        for (number,) in rows(
            f"INSERT INTO {ViewSeen._meta.db_table} (day, h)"  # noqa: S608
            f" SELECT %s, one FROM {_each('bigint')} WHERE true"
            " ON CONFLICT DO NOTHING RETURNING h",
            (day, _listed(numbers)),
        )
    }


def grown_bursts(hour: int, more: Mapping[int, int]) -> dict[int, int]:
    """Add to the bursts of an hour, by their numbers; return how large they are now."""
    table = Burst._meta.db_table
    return dict(
        rows(
            f"INSERT INTO {table} (hour, h, n)"  # noqa: S608
            f" SELECT %s, one, more FROM {_pairs()} WHERE true"
            f" ON CONFLICT (hour, h) DO UPDATE SET n = {table}.n + excluded.n RETURNING h, n",
            (hour, *_paired(more)),
        )
    )


def add_drops(drops: Iterable[Drop]) -> None:
    """Add to what was not counted; each key at most once."""
    ordered = sorted(drops)
    table = Dropped._meta.db_table
    for start in range(0, len(ordered), ROWS):
        part = ordered[start : start + ROWS]
        places = ",".join(["(%s,%s,%s,%s,%s)"] * len(part))
        run(
            f"INSERT INTO {table} (day, metric, why, article_id, n) VALUES {places}"  # noqa: S608
            " ON CONFLICT (day, metric, why, article_id)"
            f" DO UPDATE SET n = {table}.n + excluded.n",
            [value for row in part for value in row],
        )


def forget(model: type[models.Model], column: str, before: int | datetime) -> int:
    """Delete the rows below a value of the first column of the key; return how many.

    A few at a time, so that nobody who writes waits for long.
    """
    key = ",".join(field.column for field in model._meta.pk_fields if field.column)
    sql = (
        f"DELETE FROM {model._meta.db_table} WHERE ({key}) IN"  # noqa: S608
        f" (SELECT {key} FROM {model._meta.db_table} WHERE {column} < %s LIMIT {FORGOTTEN_AT_ONCE})"
    )
    gone = 0
    while part := run(sql, (adapted(before),)):
        gone += part
    return gone


@transaction.atomic
def forget_stories_dropped(before: int) -> None:
    """Keep of what was not counted before a day only the sums of all stories."""
    table = Dropped._meta.db_table
    run(
        f"INSERT INTO {table} (day, metric, why, article_id, n)"  # noqa: S608
        f" SELECT day, metric, why, 0, SUM(n) FROM {table} WHERE day < %s AND article_id <> 0"
        " GROUP BY day, metric, why ON CONFLICT (day, metric, why, article_id)"
        f" DO UPDATE SET n = {table}.n + excluded.n",
        (before,),
    )
    Dropped.objects.filter(day__lt=before).exclude(article_id=0).delete()


def _each(kind: str) -> str:
    """Return what gives the values of one parameter as rows of `one`."""
    if _on_postgres():
        return f"unnest(%s::{kind}[]) AS given(one)"
    return "(SELECT value AS one FROM json_each(%s))"


def _listed(values: Collection[Any]) -> Any:
    ordered = sorted(values)
    return ordered if _on_postgres() else json.dumps(ordered)


def _pairs() -> str:
    """Return what gives the pairs of `_paired` as rows of `one` and `more`."""
    if _on_postgres():
        return "unnest(%s::bigint[], %s::bigint[]) AS given(one, more)"
    both = "json_extract(value, '$[0]') AS one, json_extract(value, '$[1]') AS more"
    return f"(SELECT {both} FROM json_each(%s))"  # noqa: S608


def _paired(values: Mapping[int, int]) -> tuple[Any, ...]:
    ordered = sorted(values.items())
    if _on_postgres():
        return [one for one, _more in ordered], [more for _one, more in ordered]
    return (json.dumps(ordered),)


def _on_postgres() -> bool:
    return connection.vendor == "postgresql"
