"""How often was one story viewed, read, shared and replied to, hour by hour or day by day?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Min, Sum

from articles.models.counters import EngagementHour, Popularity, ShareCount
from articles.models.imported import ImportedCount
from articles.rules.popularity import METRICS, hour_of
from articles.rules.spans import Span, span_of

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
class HourOfStory:
    """What was counted of a story in one hour (since 1970, UTC)."""

    hour: int
    article_id: int
    slug: str
    headline: str
    counts: Counts


def story_numbers(article_id: int, span: str, at: datetime) -> StoryNumbers:
    """Return the numbers of a story for a span in rules.spans; five queries."""
    rows = EngagementHour.objects.filter(article=article_id)
    oldest = rows.aggregate(oldest=Min("hour"))["oldest"] if span == "all" else None
    wanted = span_of(span, now=hour_of(at), oldest=oldest)
    points = [dict.fromkeys(METRICS, 0) for _point in range(wanted.points)]
    lately = rows.filter(hour__gte=wanted.first, hour__lte=hour_of(at))
    sums = lately.annotate(point=(F("hour") - wanted.first) / wanted.size).values("point", "metric")
    for point, metric, n in sums.annotate(sum=Sum("n")).values_list("point", "metric", "sum"):
        points[point][NAMES[metric]] = n
    life = Popularity.objects.filter(pk=article_id).values(*METRICS).first()
    came = ImportedCount.objects.filter(article=article_id, what__in=METRICS).order_by("what")
    return StoryNumbers(
        span=wanted,
        points=points,
        life=life or dict.fromkeys(METRICS, 0),
        shares=_shares(article_id),
        elsewhere=list(came),
    )


def _shares(article_id: int) -> list[tuple[str, int, int]]:
    rows = ShareCount.objects.filter(article=article_id)
    most_first = rows.order_by((F("n") + F("imported")).desc(), "network")
    return list(most_first.values_list("network", "n", "imported"))


def hours_given_out(
    *, article_id: int | None = None, first: int | None = None
) -> Iterator[HourOfStory]:
    """Return every hour in which anything was counted, of one story or all, oldest first.

    One query, read as it is consumed: a year of a busy newsroom does not fit into memory.
    """
    rows = EngagementHour.objects.all()
    if article_id is not None:
        rows = rows.filter(article=article_id)
    if first is not None:
        rows = rows.filter(hour__gte=first)
    facts = rows.order_by("hour", "article_id").values_list(
        "hour", "article_id", "article__slug", "article__headline", "metric", "n"
    )
    current: HourOfStory | None = None
    for hour, pk, slug, headline, metric, n in facts.iterator(chunk_size=2_000):
        if current is None or (current.hour, current.article_id) != (hour, pk):
            if current:
                yield current
            current = HourOfStory(hour, pk, slug, headline, dict.fromkeys(METRICS, 0))
        current.counts[NAMES[metric]] += n
    if current:
        yield current
