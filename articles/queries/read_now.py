"""What is read at this very moment, and is it read more than an hour ago?

What is counted by the hour tells the last sixty minutes nearly: the present hour, and of the one
before as much as is missing, as if its readers had come evenly. Everybody who looks gets the same
answer for ten seconds, whatever the number of screens; it changes by the minute where nobody reads.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Case, F, FloatField, Sum, When

from articles.models.counters import EngagementHour
from articles.queries import live
from articles.rules.popularity import METRICS, hour_of
from articles.rules.trend import Trend, trend

GRAIN = 10  # seconds for which an answer is kept
LOOKED_THROUGH = 3  # times as many: some that were read are not live any more


@dataclass(frozen=True, slots=True)
class ReadNow:
    """A live story, its readers of the last sixty minutes, and how that compares with before."""

    article_id: int
    headline: str
    readers: int
    trend: Trend


def read_now(at: datetime, limit: int) -> list[ReadNow]:
    """Return the live stories with most readers in the last sixty minutes, most first.

    Two queries, or none: the answer is kept for GRAIN seconds.
    """
    key = f"articles.read_now.{limit}.{int(at.timestamp()) // GRAIN}"
    known: list[ReadNow] | None = cache.get(key)
    if known is None:
        known = _found(at.replace(second=0, microsecond=0), at, limit)
        cache.set(key, known, 2 * GRAIN)
    return known


def _found(minute: datetime, at: datetime, limit: int) -> list[ReadNow]:
    rows = list(_most(minute)[: limit * LOOKED_THROUGH])
    cards = live.cards([pk for pk, _now, _before in rows], at)
    shown = [
        ReadNow(pk, json.loads(cards[pk])["title"], round(now), trend(now, before))
        for pk, now, before in rows
        if pk in cards and round(now)
    ]
    return shown[:limit]


def _most(minute: datetime) -> Any:
    hour, over = hour_of(minute), minute.minute / 60
    # The metric stands in the sums: as a condition it leads SQLite to look at every story.
    rows = EngagementHour.objects.filter(hour__in=range(hour - 2, hour + 1))
    now = _weighed({hour: 1.0, hour - 1: 1 - over})
    before = _weighed({hour - 1: over, hour - 2: 1 - over})
    sums = rows.values("article_id").annotate(now=now, before=before).filter(now__gt=0)
    return sums.order_by("-now", "-article_id").values_list("article_id", "now", "before")


def _weighed(parts: dict[int, float]) -> Sum:
    """Return the sum of the views of hours, of each the part that is said."""
    views = METRICS["views"]
    cases = (When(hour=hour, metric=views, then=F("n") * part) for hour, part in parts.items())
    return Sum(Case(*cases, default=0.0, output_field=FloatField()))
