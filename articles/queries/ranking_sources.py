"""Where do the rows of a ranking come from? From scores, totals, counts of a window, or hours."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache, partial
from math import log
from typing import NamedTuple

from articles.queries.ranking_filters import Said, all_of
from articles.rules.popularity import METRICS, NEVER, RISING_FLOOR, K, Weights, hour_of, seconds
from articles.rules.ranking import ALL, BLEND, HOURS, SLOWEST, TOTALS, Method

SHOWN = Said(
    "EXISTS (SELECT 1 FROM articles_popularity v WHERE v.article_id = e.article_id AND v.visible)"
)


class Source(NamedTuple):
    """Rows of stories: a table (or SQL), the alias, its conditions, and what stands in a row.

    `beside` are the same counts for an edition `e` without such a row; `standing` says that its
    story has one.
    """

    table: Said
    alias: str
    where: tuple[Said, ...]
    value: Said
    columns: tuple[str, ...]
    beside: tuple[Said, ...]
    standing: Said

    @property
    def id(self) -> str:
        return f"{self.alias}.article_id"


RISING_AMONG = 2_000  # stories: the hottest of the hour
COUNTS = tuple(f"p.{metric}" for metric in METRICS)
HOTS = tuple(f"p.hot_{half_life}" for half_life in K)


@lru_cache(maxsize=32)
def counters(method: Method) -> Source:
    """Return the source of rankings that fade, or are of all time."""
    half_life = method.half_life or "1d"
    table, hottest = Said("articles_popularity p"), Said("")
    if method.by == "rising":
        value = Said(f"(p.hot_{half_life} / {K[half_life]!r} - p.hot_{SLOWEST} / {K[SLOWEST]!r})")
        where = (
            Said("p.visible"),
            Said(f"p.hot_{half_life} > %s", (partial(_floor, K[half_life]),)),
        )
        hottest = _hottest(half_life, value.sql, where)
    else:
        total = method.by if method.by in TOTALS else "points"
        value = Said(f"p.hot_{half_life}" if method.fades else f"p.{total}")
        where = (Said("p.visible"), Said(f"{value.sql} > {NEVER if method.fades else 0}"))
    beside = tuple(
        Said(f"(SELECT {count} FROM articles_popularity p WHERE p.article_id = e.article_id)")  # noqa: S608
        for count in COUNTS
    )
    standing = _standing(table, "p", where)
    columns = (*COUNTS, *HOTS)
    if hottest.sql:
        return Source(hottest, "p", (), Said("p.rising"), columns, beside, standing)
    return Source(table, "p", where, value, columns, beside, standing)


def _hottest(half_life: str, value: str, where: Sequence[Said]) -> Said:
    """Return the stories that may be rising, in their order: so few that they are soon sorted."""
    every = all_of(where)
    hottest = (
        f"SELECT p.*, {value} AS rising FROM articles_popularity p WHERE {every.sql}"  # noqa: S608
        f" ORDER BY p.hot_{half_life} DESC, p.article_id DESC LIMIT {RISING_AMONG}"
    )
    in_order = f"SELECT q.* FROM ({hottest}) q ORDER BY q.rising DESC, q.article_id DESC"  # noqa: S608
    return Said(f"({in_order} LIMIT {RISING_AMONG}) p", every.params)


def _standing(table: Said, alias: str, where: Sequence[Said]) -> Said:
    """Say that the story of the edition `e` stands in a ranking."""
    every = all_of(where)
    return Said(
        f"EXISTS (SELECT 1 FROM {table.sql} WHERE {alias}.article_id = e.article_id"  # noqa: S608
        f" AND {every.sql})",
        (*table.params, *every.params),
    )


def _floor(k: float, at: datetime) -> float:
    """Return the `hot` below which nothing is called rising."""
    return seconds(at) + k * log(RISING_FLOOR)


@lru_cache(maxsize=32)
def window(method: Method) -> Source:
    """Return the source of a window's ranking: counts that are kept (models.windows)."""
    column = f"w{method.window}"
    where = (
        Said("w.metric = %s", (METRICS.get(method.by, BLEND),)),
        Said(f"w.{column} > 0"),
        SHOWN,
    )
    count = (
        f"COALESCE((SELECT x.{column} FROM articles_windowcount x"  # noqa: S608
        " WHERE x.article_id = {row}.article_id AND x.metric = {metric}), 0)"
    )
    counts = tuple(count.format(row="w", metric=number) for number in METRICS.values())
    beside = tuple(Said(count.format(row="e", metric=number)) for number in METRICS.values())
    table = Said("articles_windowcount w")
    standing = _standing(table, "w", where)
    return Source(table, "w", where, Said(f"w.{column}"), counts, beside, standing)


def hours(method: Method, weights: Weights) -> Source:
    """Return the source of a window's ranking while the windows are not at this hour: its hours."""
    sums = {
        metric: f"SUM(CASE WHEN metric = {number} THEN n ELSE 0 END)"
        for metric, number in METRICS.items()
    }
    points = " + ".join(f"{int(weight)} * {sums[name]}" for name, weight in weights.items())
    value = sums.get(method.by, points)
    span = (partial(_last_before, HOURS[method.window or ALL]), hour_of)
    rows = Said(
        f"(SELECT article_id, {value} AS value,"  # noqa: S608
        f" {', '.join(f'{sums[metric]} AS {metric}' for metric in METRICS)}"
        " FROM articles_engagementhour WHERE hour > %s AND hour <= %s GROUP BY article_id) w",
        span,
    )
    beside = tuple(
        Said(
            "(SELECT SUM(h.n) FROM articles_engagementhour h WHERE h.article_id = e.article_id"  # noqa: S608
            f" AND h.metric = {number} AND h.hour > %s AND h.hour <= %s)",
            span,
        )
        for number in METRICS.values()
    )
    counts = tuple(f"w.{metric}" for metric in METRICS)
    where = (Said("w.value > 0"), SHOWN)
    standing = _standing(rows, "w", where)
    return Source(rows, "w", where, Said("w.value"), counts, beside, standing)


def _last_before(length: int, at: datetime) -> int:
    return hour_of(at) - length
