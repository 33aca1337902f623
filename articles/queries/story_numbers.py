"""How often was one story viewed, read, shared and replied to, hour by hour or day by day?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby
from typing import Any

from django.db.models import F, Min, Sum

from articles.models.counters import EngagementDay, EngagementHour, Popularity, ShareCount
from articles.models.imported import ImportedCount
from articles.rules.popularity import METRICS, hour_of
from articles.rules.spans import HOURS_OF_A_DAY, Span, span_of

NAMES = {number: name for name, number in METRICS.items()}
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class StoryNumbers:
    """What was counted in each point of a span, and in the whole life of the story.

    `shares` lists (network, counted here, brought in from elsewhere), most used first; `elsewhere`
    what was counted of views and reads before the story came here, and until when.
    """

    span: Span
    points: list[Counts]
    life: Counts
    shares: list[tuple[str, int, int]]
    elsewhere: list[ImportedCount]


@dataclass(frozen=True, slots=True)
class CountsOfStory:
    """What was counted of a story from an hour on (since 1970, UTC), for so many hours."""

    hour: int
    hours: int
    article_id: int
    slug: str
    headline: str
    counts: Counts


def story_numbers(article_id: int, span: str, at: datetime) -> StoryNumbers:
    """Return the numbers of a story for a span in rules.spans; at most seven queries."""
    now = hour_of(at)
    hours = EngagementHour.objects.filter(article=article_id, hour__lte=now)
    days = EngagementDay.objects.filter(article=article_id)
    wanted = span_of(span, now=now, oldest=_oldest(hours, days) if span == "all" else None)
    points = [dict.fromkeys(METRICS, 0) for _point in range(wanted.points)]
    counted = [_by_point(hours.annotate(start=F("hour")), wanted)]
    if span == "all":  # hours of the last month are never condensed
        counted.append(_by_point(days.annotate(start=F("day") * HOURS_OF_A_DAY), wanted))
    for point, metric, n in chain(*counted):
        points[point][NAMES[metric]] += n
    life = Popularity.objects.filter(pk=article_id).values(*METRICS).first()
    came = ImportedCount.objects.filter(article=article_id, what__in=METRICS).order_by("what")
    return StoryNumbers(
        span=wanted,
        points=points,
        life=life or dict.fromkeys(METRICS, 0),
        shares=_shares(article_id),
        elsewhere=list(came),
    )


def _oldest(hours: Any, days: Any) -> int | None:
    """Return the first hour in which anything was counted."""
    hour = hours.aggregate(oldest=Min("hour"))["oldest"]
    day = days.aggregate(oldest=Min("day"))["oldest"]
    return hour if day is None else int(day * HOURS_OF_A_DAY)


def _by_point(rows: Any, span: Span) -> Any:
    """Return (point, metric, n) of rows that begin with the hour `start`; one query."""
    within = rows.filter(start__gte=span.first)
    sums = within.annotate(point=(F("start") - span.first) / span.size).values("point", "metric")
    return sums.annotate(sum=Sum("n")).values_list("point", "metric", "sum")


def _shares(article_id: int) -> list[tuple[str, int, int]]:
    rows = ShareCount.objects.filter(article=article_id)
    most_first = rows.order_by((F("n") + F("imported")).desc(), "network")
    return list(most_first.values_list("network", "n", "imported"))


def counts_given_out(
    *, article_id: int | None = None, first: int | None = None
) -> Iterator[CountsOfStory]:
    """Return every hour, and every condensed day, in which anything was counted, oldest first.

    Of one story or all, from an hour on. Two queries, read as they are consumed: a year of a busy
    newsroom does not fit into memory.
    """
    days = EngagementDay.objects.annotate(start=F("day") * HOURS_OF_A_DAY)
    hours = EngagementHour.objects.annotate(start=F("hour"))
    for rows, length in ((days, HOURS_OF_A_DAY), (hours, 1)):
        chosen = rows.filter(n__gt=0)
        if article_id is not None:
            chosen = chosen.filter(article=article_id)
        if first is not None:
            chosen = chosen.filter(start__gte=first)
        yield from _together(chosen, length)


def _together(rows: Any, length: int) -> Iterator[CountsOfStory]:
    """Put the metrics of one story and time together."""
    facts = rows.order_by("start", "article_id").values_list(
        "start", "article_id", "article__slug", "article__headline", "metric", "n"
    )
    each = facts.iterator(chunk_size=2_000)
    for (start, pk, slug, headline), metrics in groupby(each, key=lambda row: row[:4]):
        counts = dict.fromkeys(METRICS, 0)
        counts |= {NAMES[metric]: n for *_place, metric, n in metrics}
        yield CountsOfStory(start, length, pk, slug, headline, counts)
