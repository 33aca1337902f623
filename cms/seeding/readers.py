"""What did readers do with the stories? Views, reads and shares, spread over the past."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.actions.popularity import Counted, count_events
from articles.models import ShareCount

FADES_IN = 24  # hours in which the interest in a story falls to 1/e
LINGERS, LINGERING = 240, 0.2  # hours in which that of those who come late does, and how many do
# How many read in each hour of a day (UTC), in parts of the mean: most at breakfast and at night.
RHYTHM = (
    0.35, 0.25, 0.18, 0.15, 0.18, 0.35, 0.8, 1.35, 1.5, 1.2, 1.05, 1.1,
    1.4, 1.3, 1.0, 0.95, 1.05, 1.2, 1.35, 1.5, 1.6, 1.45, 1.05, 0.65,
)  # fmt: skip
READ_TO_THE_END = 0.4
ROWS = 500  # in one statement


@dataclass(frozen=True, slots=True)
class Readership:
    """How often a story was opened, and passed on by each network."""

    article_id: int
    published_at: datetime
    views: int
    shares: Mapping[str, int]


def count_readers(
    stories: Sequence[Readership], *, hours_ago: Sequence[float], now: datetime
) -> None:
    """Count what readers did as if it had happened at the moments of `hours_ago`, oldest first."""
    moments = [now - timedelta(hours=hours) for hours in hours_ago]
    counted: defaultdict[int, list[Counted]] = defaultdict(list)
    for story in stories:
        for place, counts in _spread(story, moments, now).items():
            counted[place].append(Counted(story.article_id, counts))
    for place in sorted(counted):
        count_events(counted=counted[place], at=moments[place])
    ShareCount.objects.bulk_create(
        [
            ShareCount(article_id=story.article_id, network=network, n=n)
            for story in stories
            for network, n in story.shares.items()
            if n
        ],
        batch_size=ROWS,
    )


def _spread(
    story: Readership, moments: Sequence[datetime], now: datetime
) -> dict[int, dict[str, int]]:
    """Return how often what happened at which moment; the last one takes what fits no other."""
    weights = _weights(story.published_at, moments, now)
    totals = {
        "views": story.views,
        "reads": int(story.views * READ_TO_THE_END),
        "shares": sum(story.shares.values()),
    }
    spread: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for metric, total in totals.items():
        for place, n in enumerate(_parts(total, weights)):
            if n:
                spread[place][metric] = n
    return spread


def _weights(published_at: datetime, moments: Sequence[datetime], now: datetime) -> Sequence[float]:
    """Return what share of the interest falls into the time up to each moment."""
    ends = [*moments[1:], now]
    weights = [
        (_interest(published_at, begins) - _interest(published_at, ends_at))
        * _rhythm(begins, ends_at)
        for begins, ends_at in zip(moments, ends, strict=True)
    ]
    weights[-1] += 1e-9  # a story of this minute
    return weights


def _interest(published_at: datetime, at: datetime) -> float:
    hours = max(0.0, (at - published_at).total_seconds() / 3600)
    soon, late = math.exp(-hours / FADES_IN), math.exp(-hours / LINGERS)
    return (1 - LINGERING) * soon + LINGERING * late


def _rhythm(begins: datetime, ends: datetime) -> float:
    """Return how many read at that time of the day; a longer time has all of them."""
    return RHYTHM[begins.hour] if ends - begins <= timedelta(hours=1) else 1


def _parts(total: int, weights: Sequence[float]) -> list[int]:
    """Return whole numbers in proportion to the weights; their sum is the total."""
    whole, done, sofar, parts = sum(weights), 0.0, 0, []
    for weight in weights:
        done += weight
        part = round(total * done / whole) - sofar
        sofar += part
        parts.append(part)
    return parts
