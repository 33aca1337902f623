"""What happened to a story's popularity? It came into view, left it, or something was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from articles.models import tallies
from articles.models.counters import Popularity
from articles.rules.popularity import METRICS, K, hour_of, seconds, weigh, weight_of
from cms.kernel import clock


@dataclass(frozen=True, slots=True)
class Counted:
    """How often what ("views", "reads", "shares", "comments") happened to a story."""

    article_id: int
    counts: dict[str, int]


def make_visible(*, article_id: int, category_id: int, language: str) -> None:
    """Let the story stand in rankings from the moment an edition of it is live.

    Its score goes on fading while it is hidden, so a story that returns stands where it would
    have stood. To be called when an edition is published, scheduled ones included: the rankings
    themselves look at the clock.
    """
    Popularity.objects.update_or_create(
        article_id=article_id,
        defaults={"visible": True, "category_id": category_id, "language": language},
    )


def hide(*, article_id: int) -> None:
    """Take the story out of every ranking at once; what was counted stays."""
    Popularity.objects.filter(article_id=article_id).update(visible=False)


def count_event(*, article_id: int, metric: str, n: int, at: datetime) -> None:
    """Count n events of one metric at a moment; a negative n takes back what was counted then.

    A moment in the future counts as now: dated a day ahead, one view would outweigh millions.
    """
    if n < 0:
        take_back(article_id=article_id, metric=metric, n=-n, at=at)
    elif n:
        count_events(counted=[Counted(article_id, {metric: n})], at=at)


@transaction.atomic(savepoint=False)  # whoever counts a reply, and fails, stores none
def count_events(*, counted: Iterable[Counted], at: datetime) -> None:
    """Count what happened to many stories, each named at most once, as of one moment."""
    at = min(at, clock.now())
    rows = list(counted)
    hour = hour_of(at)
    tallies.add_hours(
        (hour, row.article_id, METRICS[metric], n)
        for row in rows
        for metric, n in row.counts.items()
    )
    tallies.add_tallies(
        (row.article_id, [row.counts.get(metric, 0) for metric in METRICS], _hots(row.counts, at))
        for row in rows
    )


@transaction.atomic
def take_back(*, article_id: int, metric: str, n: int, at: datetime) -> None:
    """Undo the counting of n events that were counted at a moment: totals, hour and scores."""
    at = min(at, clock.now())
    tallies.take_hour((hour_of(at), article_id, METRICS[metric], n))
    tallies.take_tally(article_id, metric, n, _hots({metric: n}, at))


def _hots(counts: dict[str, int], at: datetime) -> list[float]:
    return [weigh(weight_of(counts), seconds(at), k) for k in K.values()]
