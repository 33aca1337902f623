"""Where did stories stand when the present hour began?

What a score was then is kept beside it (Popularity.before_1d), so nothing has to be noted hourly.
Scores only grow, apart from what is taken back: whoever stands below the stories looked through
stood below the last of them then, too.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from articles.queries import ranking_sql
from articles.queries.ranking_filters import Contenders, marks
from articles.queries.ranking_sources import counters
from articles.rules.popularity import METRICS, hour_of
from articles.rules.ranking import Method
from cms.kernel.prepared import planned

BEYOND = 30  # places below the last one asked for: who stood lower than these is new there
FURTHEST = 200  # places: further down no changes are told
DAY = 24  # hours


def began_at(at: datetime) -> datetime:
    """Return when the hour of a moment began, which is what places are compared with."""
    return datetime.fromtimestamp(hour_of(at) * 3600, UTC)


def rank_changes(
    method: Method, stories: Contenders, *, last_rank: int, at: datetime
) -> dict[int, int]:
    """Return how many places each story gained among the contenders, down to a rank.

    By article; who is not there stood too low to say. One statement; none where nothing can be
    said: of counts, of what rises, and far down. What is pinned stands where its score puts it.
    """
    if method.by != "score" or not method.fades or last_rank > FURTHEST:
        return {}
    hot = f"p.hot_{method.half_life}"
    now = f"p.hour >= {hour_of(at)}"
    before = f"CASE WHEN {now} THEN p.before_{method.half_life} ELSE {hot} END"
    looked = last_rank + BEYOND
    columns = ("p.article_id", hot, before)
    said = ranking_sql.plain(counters(method), stories, looked, columns)
    found = planned(said.sql, said.at(at))
    rows = sorted(found, key=lambda row: (-row[1], -row[0]))[:looked]
    floor = rows[-1][1] if len(rows) == looked else 0.0
    known = sorted((-then, -pk) for pk, _now, then in rows if then > floor)
    former = {-pk: rank for rank, (_then, pk) in enumerate(known, start=1)}
    return {pk: former[pk] - rank for rank, (pk, *_) in enumerate(rows, 1) if pk in former}


_HOURS = """
SELECT article_id, metric, SUM(n) FROM articles_engagementhour
WHERE article_id IN ({marks}) AND metric IN (1, 2, 3, 4) AND hour > %s AND hour <= %s
GROUP BY article_id, metric"""
_WINDOW = """
SELECT article_id, metric, w24h FROM articles_windowcount
WHERE article_id IN ({marks}) AND metric IN (1, 2, 3, 4)"""


def last_day(
    article_ids: Sequence[int], at: datetime, *, rolled: bool
) -> dict[int, dict[str, int]]:
    """Return what was counted of each story in the present hour and the 23 before; one query.

    `rolled`: the windows end with this hour. Otherwise the hours themselves are added up.
    """
    counts = {pk: dict.fromkeys(METRICS, 0) for pk in article_ids}
    names = {number: name for name, number in METRICS.items()}
    sql, span = (_WINDOW, []) if rolled else (_HOURS, [hour_of(at) - DAY, hour_of(at)])
    sql = sql.format(marks=marks(article_ids) or "NULL")
    for pk, metric, n in planned(sql, [*article_ids, *span]):
        counts[pk][names[metric]] = int(n)
    return counts
