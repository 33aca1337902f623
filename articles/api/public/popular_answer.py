"""How does a ranking look as JSON? Stored list items, with their ranks and reasons around them."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from articles.api.public import popular_params
from articles.api.public.popular_cursor import cursor_at
from articles.queries.most_popular import Ranked, Ranking
from articles.queries.rank_changes import began_at
from articles.queries.ranking_filters import Filters
from articles.rules.popularity import K, rate_per_hour, score, seconds
from articles.rules.ranking import ALL, WINDOWS, Method, score_share, trend, window_start
from cms.kernel.answers import dumps
from cms.kernel.asked import Asked
from cms.kernel.clock import rfc3339
from cms.kernel.picking import drop, keep

PLACES = 4
COUNTED = {"views": "visitor_article_day", "shares": "visitor_article_network_day"}


class Reasons(NamedTuple):
    """What stands beside the stories, by article: places gained, and counts of 24 hours."""

    gained: Mapping[int, int]
    last_day: Mapping[int, Mapping[str, int]]


def body_of(
    asked: Asked, wanted: popular_params.Asked, ranking: Ranking, reasons: Reasons, as_of: datetime
) -> bytes:
    """Return the answer: the method, the neighbours, and the stories."""
    head = {
        "meta": _meta(wanted, ranking, as_of),
        "next": _address(asked, ranking, back=False),
        "previous": _address(asked, ranking, back=True),
    }
    rows = [_row(row, wanted, ranking, reasons, as_of) for row in ranking.rows]
    return dumps(head)[:-1] + b',"results":[' + b",".join(rows) + b"]}"


def _meta(wanted: popular_params.Asked, ranking: Ranking, as_of: datetime) -> dict[str, Any]:
    method = wanted.method
    start = window_start(method.window, as_of) if method.window else None
    told = method.fades and method.by == "score"
    return {
        "by": method.by,
        "half_life": method.half_life,
        "window": method.window,
        "weights": ranking.weights if method.by in {"score", "rising"} else None,
        "computed_at": rfc3339(as_of),
        "window_start": rfc3339(start),
        "window_end": rfc3339(as_of) if method.window else None,
        "counts_of": "window" if start else "life",
        "filters": _filters(wanted.filters),
        "dedupe": COUNTED,
        "bots_excluded": True,
        "filled": sum(row.filled for row in ranking.rows),
        "rank_changes_since": rfc3339(began_at(as_of)) if told else None,
    }


def _filters(filters: Filters) -> dict[str, Any]:
    """Say which filters were understood, by the names of their parameters."""
    said = {
        "category": filters.categories,
        "language": filters.languages,
        "tag": filters.tags,
        "author": filters.authors,
        "expert": filters.experts,
        "published_after": rfc3339(filters.published_after),
        "exclude": filters.exclude,
    }
    return {name: value for name, value in said.items() if value}


def _address(asked: Asked, ranking: Ranking, *, back: bool) -> str | None:
    if not (ranking.has_previous if back else ranking.has_next):
        return None
    given = QueryDict(asked.query)
    place = ranking.rows[0 if back else -1].place
    cursor = cursor_at(place, given, back=back)
    query = [(name, value) for name, values in given.lists() for value in values]
    query = [(name, value) for name, value in query if name != "cursor"]
    return f"{asked.origin}{asked.path}?{urlencode([*query, ('cursor', cursor)])}"


def _row(
    row: Ranked,
    wanted: popular_params.Asked,
    ranking: Ranking,
    reasons: Reasons,
    as_of: datetime,
) -> bytes:
    points, rate = _points(row, wanted.method, as_of)
    exact = wanted.method.by == "score" and not wanted.method.fades
    number = row.place.article_id
    head = {
        "rank": row.place.rank,
        "rank_change": reasons.gained.get(number),
        "pinned": row.pinned,
        "filled": row.filled,
    }
    tail = {
        "score": round(points, PLACES),
        "rate_per_hour": None if rate is None else round(rate, PLACES),
        "why": {
            **row.counts,
            "last_24h": reasons.last_day.get(number),
            "trend": trend(row.hots, seconds(as_of)),
            "score_share": score_share(row.counts, ranking.weights) if exact else None,
        },
    }
    return dumps(head)[:-1] + b',"article":' + _card(row, wanted) + b"," + dumps(tail)[1:]


def _card(row: Ranked, wanted: popular_params.Asked) -> bytes:
    if not wanted.fields and not wanted.omit:
        return row.card
    return dumps(drop(keep(json.loads(row.card), wanted.fields), wanted.omit))


def _points(row: Ranked, method: Method, as_of: datetime) -> tuple[float, float | None]:
    """Return what the story scores (or how often it was counted), and how fast that grows."""
    if method.half_life:
        k = K[method.half_life]
        points = score(row.hots[method.half_life], seconds(as_of), k) if row.hots else 0.0
        return points, rate_per_hour(points, k)
    value = 0.0 if row.filled else row.place.value
    if not method.window or method.window == ALL:
        return value, None
    hours = WINDOWS[method.window] + as_of.minute / 60
    return value, value / max(hours, 1)
