"""What is read, shared and discussed most?

Numbers of articles come from the counters alone, in the order of an index; that an edition is
live now is checked while walking. The stories themselves are fetched afterwards, by number: two
queries, whatever the number of stories (measured in docs/popularity.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Subquery, Sum, Value, When

from articles.models.counters import EngagementHour, Popularity
from articles.models.editions import Edition
from articles.models.ranking import RankingKind, RankingRule
from articles.queries import live
from articles.queries.ranking_filters import Contenders
from articles.rules.popularity import METRICS, RISING_FLOOR, WEIGHTS, K, hour_of, seconds
from articles.rules.ranking import ALL, SLOWEST, TOTALS, Method, window_start

PINNED = 1e12  # seconds from LANDMARK: what is pinned stands above every score
HOTS = {half_life: f"hot_{half_life}" for half_life in K}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking: by which value a story stands there, and how far down."""

    value: float
    article_id: int
    rank: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story at its place, with its list item.

    `counts` are of the window, or of its life; `hots` by half-life, empty for a window.
    `pinned`: an editor has put it there.
    """

    place: Place
    counts: dict[str, int]
    hots: dict[str, float]
    card: bytes
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """A part of a ranking; `edge` is when the clock alone will change it next."""

    rows: list[Ranked]
    has_next: bool
    has_previous: bool
    edge: datetime | None


def most_popular(
    method: Method,
    stories: Contenders,
    *,
    at: datetime,
    limit: int,
    after: Place | None = None,
    before: Place | None = None,
) -> Ranking:
    """Return the best `limit` stories live at a moment, below one place or above another.

    Equal values stand in the order of their numbers, the newer first.
    """
    place, sign = (before, "") if before else (after, "-")
    rows = _rows(method, stories, at)
    first = _pins(at) if method.pins else {}
    pinned = _pinned(rows, first, place, backwards=bool(before)) if first else []
    rows = rows.exclude(article_id__in=first) if first else rows
    if place:
        rows = rows.filter(_beyond(place, backwards=bool(before)))
    found = list(rows.order_by(f"{sign}value", f"{sign}article_id")[: limit + 1])
    found = [*found, *pinned[::-1]] if before else [*pinned, *found]
    more, found = len(found) > limit, found[:limit]
    if before:
        found.reverse()
    rows_told = _told(found, _first_rank(after, before, len(found), more=more), at)
    return Ranking(
        rows=rows_told,
        has_next=bool(rows_told) and (bool(before) or more),
        has_previous=bool(rows_told) and (more if before else bool(after)),
        edge=_edge(found, at),
    )


def _pins(at: datetime) -> dict[int, float]:
    """Return what is pinned now, each story with the value that puts it above every score."""
    rules = RankingRule.objects.in_force(at).filter(kind=RankingKind.PIN)
    return {pk: PINNED + seconds(since) for pk, since in rules.values_list("article_id", "at")}


def _pinned(
    rows: Any, pins: dict[int, float], place: Place | None, *, backwards: bool
) -> list[dict[str, Any]]:
    """Return the rows that are pinned, best first, as far as they stand beyond the place."""
    found = [row | {"value": pins[row["article_id"]]} for row in rows.filter(article_id__in=pins)]
    found.sort(key=_standing_at, reverse=True)
    if place is None:
        return found
    mark = (place.value, place.article_id)
    return [
        row
        for row in found
        if (_standing_at(row) > mark) is backwards and _standing_at(row) != mark
    ]


def _standing_at(row: dict[str, Any]) -> tuple[float, int]:
    return row["value"], row["article_id"]


def _first_rank(after: Place | None, before: Place | None, found: int, *, more: bool) -> int:
    if before:
        return max(1, before.rank - found) if more else 1
    return after.rank + 1 if after else 1


def _told(found: Sequence[dict[str, Any]], first: int, at: datetime) -> list[Ranked]:
    cards = live.cards([row["article_id"] for row in found], at)
    return [
        Ranked(
            place=Place(float(row["value"]), row["article_id"], rank),
            counts={metric: int(row[metric]) for metric in METRICS},
            hots={name: row[hot] for name, hot in HOTS.items() if hot in row},
            card=cards[row["article_id"]],
            pinned=row["value"] >= PINNED,
        )
        for rank, row in enumerate(found, start=first)
        if row["article_id"] in cards
    ]


def _edge(found: Sequence[dict[str, Any]], at: datetime) -> datetime | None:
    if not found or "begins" not in found[0]:
        return live.moments(at).edge
    return min(filter(None, (found[0]["begins"], found[0]["ends"])), default=None)


def _beyond(place: Place, *, backwards: bool) -> Q:
    step = "gt" if backwards else "lt"
    tie = Q(value=place.value, **{f"article_id__{step}": place.article_id})
    return Q(**{f"value__{step}e": place.value}) & (Q(**{f"value__{step}": place.value}) | tie)


def _rows(method: Method, stories: Contenders, at: datetime) -> Any:
    """Return {article_id, value, views, reads, shares, comments} of every story in the stories."""
    if method.window and method.window != ALL:
        return _of_hours(method, stories, at)
    rows = _standing(stories).annotate(value=_value(method, few=stories.only is not None))
    if method.by == "rising":
        floor = seconds(at) + K[_half_life(method)] * log(RISING_FLOOR)
        rows = rows.filter(**{f"hot_{_half_life(method)}__gt": floor})
    elif not method.fades:
        rows = rows.filter(value__gt=0)
    return rows.annotate(**_next_changes(at)).values(
        "article_id", "value", "begins", "ends", *METRICS, *HOTS.values()
    )


def _half_life(method: Method) -> str:
    return method.half_life or "1d"


def _standing(stories: Contenders) -> QuerySet[Popularity, Popularity]:
    rows = Popularity.objects.filter(visible=True)
    if stories.categories is not None:
        rows = rows.filter(_is_any("category_id", stories.categories))
    if stories.languages:
        rows = rows.filter(_is_any("language", stories.languages))
    return _in(stories, rows)


def _is_any(column: str, values: Sequence[Any]) -> Q:
    """One value is said as an equality, so that an index gives its rows in the right order."""
    return Q(**{column: values[0]}) if len(values) == 1 else Q(**{f"{column}__in": values})


def _in(stories: Contenders, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    if stories.only is not None:
        rows = rows.filter(article_id__in=stories.only)
    if stories.exclude:
        rows = rows.exclude(article_id__in=stories.exclude)
    return rows.filter(~stories.unwanted, stories.live)


def _value(method: Method, *, few: bool) -> Any:
    """Return by what rows are ordered; a sum with 0 keeps few rows off the long index."""
    half_life = _half_life(method)
    if method.by == "rising":
        return F(f"hot_{half_life}") / K[half_life] - F(f"hot_{SLOWEST}") / K[SLOWEST]
    if method.fades:
        return F(f"hot_{half_life}") + Value(0.0) if few else F(f"hot_{half_life}")
    if method.by in TOTALS:
        return F(method.by)
    return (
        F("views") * WEIGHTS["views"]
        + F("shares") * WEIGHTS["shares"]
        + F("comments") * WEIGHTS["comments"]
    )


def _next_changes(at: datetime) -> dict[str, Subquery]:
    """Return when any edition next begins or ends: found once, by two indexes."""
    begins = Edition.objects.filter(live_from__gt=at).order_by("live_from").values("live_from")
    ends = Edition.objects.filter(live_until__gt=at).order_by("live_until").values("live_until")
    return {"begins": Subquery(begins[:1]), "ends": Subquery(ends[:1])}


def _of_hours(method: Method, stories: Contenders, at: datetime) -> Any:
    start = window_start(method.window or ALL, at)
    rows = EngagementHour.objects.filter(hour__gte=hour_of(start or at), hour__lte=hour_of(at))
    sums = {
        metric: Sum(Case(When(metric=number, then=F("n")), default=0))
        for metric, number in METRICS.items()
    }
    weight = Case(
        *(When(metric=METRICS[name], then=F("n") * w) for name, w in WEIGHTS.items()), default=0
    )
    value = Sum(weight) if method.by == "score" else sums[method.by]
    return _in(stories, rows).values("article_id").annotate(value=value, **sums).filter(value__gt=0)
