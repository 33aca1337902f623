"""How does a ranking look as JSON? Stored list items, with their ranks and reasons around them."""

import json
from datetime import datetime, timedelta
from typing import Any

from rest_framework.request import Request

from articles.api.public.popular_cursor import cursor_at
from articles.api.public.popular_params import Asked
from articles.queries.most_popular import Ranked, Ranking
from articles.queries.ranking_filters import Filters
from articles.rules.popularity import NEVER, WEIGHTS, K, rate_per_hour, score, seconds
from articles.rules.ranking import ALL, WINDOWS, Method, score_share, window_start
from cms.kernel.answers import dumps
from cms.kernel.clock import rfc3339
from cms.kernel.picking import keep

GRAIN = 10  # seconds: scores are of the last whole ten, so that the answer has an ETag for a while
PLACES = 4
COUNTED = {"views": "visitor_article_day_process", "shares": "visitor_article_network_day"}


def body_of(request: Request, asked: Asked, ranking: Ranking, at: datetime) -> bytes:
    """Return the answer: the method, the neighbours, and the stories."""
    as_of = at - timedelta(seconds=at.timestamp() % GRAIN)
    head = {
        "meta": _meta(asked, ranking, as_of),
        "next": _address(request, ranking, back=False),
        "previous": _address(request, ranking, back=True),
    }
    results = b",".join(_row(row, asked, as_of) for row in ranking.rows)
    return dumps(head)[:-1] + b',"results":[' + results + b"]}"


def _meta(asked: Asked, ranking: Ranking, as_of: datetime) -> dict[str, Any]:
    method = asked.method
    start = window_start(method.window, as_of) if method.window else None
    never = [row for row in ranking.rows if method.fades and row.place.value <= NEVER]
    return {
        "by": method.by,
        "half_life": method.half_life,
        "window": method.window,
        "weights": WEIGHTS if method.by in {"score", "rising"} else None,
        "computed_at": rfc3339(as_of),
        "window_start": rfc3339(start),
        "window_end": rfc3339(as_of) if method.window else None,
        "counts_of": "window" if start else "life",
        "filters": _filters(asked.filters),
        "dedupe": COUNTED,
        "bots_excluded": True,
        "filled": len(never) if method.by == "score" else 0,
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


def _address(request: Request, ranking: Ranking, *, back: bool) -> str | None:
    if not (ranking.has_previous if back else ranking.has_next):
        return None
    query = request.query_params.copy()
    place = ranking.rows[0 if back else -1].place
    query["cursor"] = cursor_at(place, request.query_params, back=back)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _row(row: Ranked, asked: Asked, as_of: datetime) -> bytes:
    points, rate = _points(row, asked.method, as_of)
    exact = asked.method.by == "score" and not asked.method.fades
    head = {"rank": row.place.rank, "rank_change": None, "pinned": row.pinned}
    tail = {
        "score": round(points, PLACES),
        "rate_per_hour": None if rate is None else round(rate, PLACES),
        "why": {**row.counts, "score_share": score_share(row.counts) if exact else None},
    }
    card = row.card
    if asked.fields:
        card = dumps(keep(json.loads(card), asked.fields))
    return dumps(head)[:-1] + b',"article":' + card + b"," + dumps(tail)[1:]


def _points(row: Ranked, method: Method, as_of: datetime) -> tuple[float, float | None]:
    """Return what the story scores (or how often it was counted), and how fast that grows."""
    if method.half_life:
        k = K[method.half_life]
        points = score(row.hots[method.half_life], seconds(as_of), k)
        return points, rate_per_hour(points, k)
    if not method.window or method.window == ALL:
        return row.place.value, None
    hours = WINDOWS[method.window] + as_of.minute / 60
    return row.place.value, row.place.value / max(hours, 1)
