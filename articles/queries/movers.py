"""Which stories are most popular now, how fast, and who has just overtaken whom?"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from articles.models.counters import EngagementHour
from articles.queries.most_popular import Ranked, most_popular
from articles.queries.ranking_filters import Filters, contenders
from articles.rules.popularity import (
    METRICS,
    NEVER,
    K,
    hour_of,
    merge,
    rate_per_hour,
    score,
    seconds,
    weigh,
    weight_of,
    without,
)
from articles.rules.ranking import WINDOWS, Method

HALF_LIFE = "1d"
LOOKED_THROUGH = 30  # places: who stood below them an hour ago is new
HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Mover:
    """A popular story: its place, the places it gained since the last hour (None: new there).

    `points` is its score now, `rate` the weight per hour that would keep it.
    """

    article_id: int
    headline: str
    rank: int
    gained: int | None
    points: float
    rate: float
    counts: dict[str, int]

    @property
    def lost(self) -> int:
        """How many places it lost."""
        return -(self.gained or 0)


def movers(at: datetime, limit: int) -> list[Mover]:
    """Return the most popular stories, best first; three queries."""
    among = contenders(Filters(), at)
    found = most_popular(Method(bare=True), among, at=at, limit=LOOKED_THROUGH).rows
    found = [row for row in found if row.hots[HALF_LIFE] > NEVER]
    former = _ranks_before(found, at)
    return [_mover(row, former.get(row.place.article_id), at) for row in found[:limit]]


def _mover(row: Ranked, former: int | None, at: datetime) -> Mover:
    points = score(row.hots[HALF_LIFE], seconds(at), K[HALF_LIFE])
    return Mover(
        article_id=row.place.article_id,
        headline=json.loads(row.card)["title"],
        rank=row.place.rank,
        gained=None if former is None else former - row.place.rank,
        points=points,
        rate=rate_per_hour(points, K[HALF_LIFE]),
        counts=row.counts,
    )


def _ranks_before(found: list[Ranked], at: datetime) -> dict[int, int]:
    """Return the ranks as they would be without the present hour and the one before.

    Scores only grow, so a story that is not among these stood below the last of them: whoever
    would have stood lower than that has no rank here.
    """
    if not found:
        return {}
    lately = _lately([row.place.article_id for row in found], at)
    before = {row.place.article_id: row.hots[HALF_LIFE] for row in found}
    for pk, hot in lately.items():
        before[pk] = without(before[pk], hot, K[HALF_LIFE])
    floor = found[-1].hots[HALF_LIFE] if len(found) == LOOKED_THROUGH else NEVER
    known = [pk for pk in sorted(before, key=lambda pk: -before[pk]) if before[pk] > floor]
    return {pk: rank for rank, pk in enumerate(known, start=1)}


def _lately(article_ids: Iterable[int], at: datetime) -> dict[int, float]:
    """Return the `hot` of what was counted of each story in the window of an hour; one query."""
    rows = EngagementHour.objects.filter(
        article__in=list(article_ids), hour__gte=hour_of(at) - WINDOWS["1h"], hour__lte=hour_of(at)
    )
    names = {number: name for name, number in METRICS.items()}
    counted: defaultdict[int, defaultdict[int, dict[str, Any]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for pk, hour, metric, n in rows.values_list("article", "hour", "metric", "n"):
        counted[pk][hour][names[metric]] = n
    return {pk: _hot(hours, at) for pk, hours in counted.items()}


def _hot(hours: dict[int, dict[str, Any]], at: datetime) -> float:
    """Return the `hot` of hours of counts, each as if it had happened in the hour's middle."""
    landmark = at.timestamp() - seconds(at)
    hots = (
        weigh(weight_of(counts), min((hour + 0.5) * HOUR, at.timestamp()) - landmark, K[HALF_LIFE])
        for hour, counts in hours.items()
    )
    return reduce(lambda one, other: merge(one, other, K[HALF_LIFE]), hots, NEVER)
