"""What happened to a story's popularity? It came into view, left it, or something was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from articles.models import tallies, windows
from articles.models.counters import EngagementHour, Popularity
from articles.rules.popularity import (
    LANDMARK,
    METRICS,
    NEVER,
    K,
    hour_of,
    seconds,
    weigh,
    weight_of,
)
from articles.rules.ranking import BLEND
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
    at, rows = min(at, clock.now()), list(counted)
    if not rows:
        return
    hour, basis = hour_of(at), windows.shared(hour_of(clock.now()))
    counts = [(row.article_id, METRICS[m], n) for row in rows for m, n in row.counts.items()]
    weights = {row.article_id: weight_of(row.counts, basis.weights) for row in rows}
    tallies.add_hours((hour, *one) for one in counts)
    tallies.add_tallies(
        (
            (row.article_id, [row.counts.get(m, 0) for m in METRICS], weight, _hots(weight, at))
            for row, weight in zip(rows, weights.values(), strict=True)
        ),
        hour,
    )
    blends = ((pk, BLEND, weight) for pk, weight in weights.items() if weight)
    windows.add([*counts, *blends], basis, hour)


@transaction.atomic
def take_back(*, article_id: int, metric: str, n: int, at: datetime) -> None:
    """Undo the counting of n events that were counted at a moment: totals, hour and scores."""
    at = min(at, clock.now())
    hour, basis = hour_of(at), windows.shared(hour_of(clock.now()))
    there = tallies.take_hour((hour, article_id, METRICS[metric], n))
    if there < n:  # the hour was condensed into its day
        tallies.take_day(condensed((hour, article_id, METRICS[metric], n - there)))
    weight = basis.weights.get(metric, 0)
    tallies.take_tally(article_id, metric, n, weight, _hots(weight * n, at), hour)
    gone = [(article_id, METRICS[metric], -there), (article_id, BLEND, -weight * there)]
    windows.add(gone, basis, hour)


def condensed(row: tallies.Hour) -> tallies.Day:
    """Return what was counted in an hour as its day keeps it."""
    hour, article_id, metric, n = row
    middle = (hour + 0.5) * 3_600 - LANDMARK.timestamp()
    return (article_id, hour // 24, metric, n, [weigh(n, middle, k) for k in K.values()])


@transaction.atomic(savepoint=False)
def take_back_latest(*, article_id: int, metric: str, n: int) -> None:
    """Undo the counting of the last n events of a metric, whenever that was.

    Each is taken from the middle of the hour it was counted in, as `rebuild_popularity` puts it
    there. What is older than the hours that are kept goes from the total alone: it has faded.
    """
    rows = EngagementHour.objects.filter(article=article_id, metric=METRICS[metric], n__gt=0)
    for hour, there in rows.order_by("-hour").values_list("hour", "n")[:n]:
        part = min(n, there)
        middle = datetime.fromtimestamp(hour * 3_600 + 1_800, UTC)
        take_back(article_id=article_id, metric=metric, n=part, at=middle)
        n -= part
        if not n:
            return
    weight = windows.shared(hour_of(clock.now())).weights.get(metric, 0)
    tallies.take_tally(article_id, metric, n, weight, [NEVER] * len(K), 0)


def _hots(weight: int, at: datetime) -> list[float]:
    return [weigh(weight, seconds(at), k) for k in K.values()]
