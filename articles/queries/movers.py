"""Which stories are most popular now, how fast, and who has just overtaken whom?"""

import json
from dataclasses import dataclass
from datetime import datetime

from articles.queries.most_popular import Part, Ranked, most_popular
from articles.queries.rank_changes import rank_changes
from articles.queries.ranking_filters import Contenders
from articles.rules.popularity import K, rate_per_hour, score, seconds
from articles.rules.ranking import Method

HALF_LIFE = "1d"


@dataclass(frozen=True, slots=True)
class Mover:
    """A popular story: its place, the places it gained since the hour began (None: new there).

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
    method, everything = Method(bare=True), Contenders()
    found = most_popular(method, everything, Part(limit, filled=False), at=at).rows
    changes = rank_changes(method, everything, last_rank=limit, at=at)
    return [_mover(row, changes.get(row.place.article_id), at) for row in found]


def _mover(row: Ranked, gained: int | None, at: datetime) -> Mover:
    points = score(row.hots[HALF_LIFE], seconds(at), K[HALF_LIFE])
    return Mover(
        article_id=row.place.article_id,
        headline=json.loads(row.card)["title"],
        rank=row.place.rank,
        gained=gained,
        points=points,
        rate=rate_per_hour(points, K[HALF_LIFE]),
        counts=row.counts,
    )
