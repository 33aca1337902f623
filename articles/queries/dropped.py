"""What was told and not counted, and why?"""

from typing import NamedTuple

from django.db.models import Sum

from articles.models.sightings import Dropped
from articles.rules.parcels import Why
from articles.rules.popularity import METRICS

METRIC_NAMES = {number: name for name, number in METRICS.items()}


class NotCounted(NamedTuple):
    """How many of a metric ("views", "reads", "shares") on a day since 1970, UTC."""

    day: int
    metric: str
    why: Why
    n: int


def not_counted(*, first: int, last: int, article_id: int | None = None) -> list[NotCounted]:
    """Return what was not counted from one day to another, both included, the oldest first.

    Of one story, if it is named (for 35 days back), else of all, with what belongs to none.
    One query.
    """
    rows = Dropped.objects.filter(day__gte=first, day__lte=last)
    if article_id is not None:
        rows = rows.filter(article_id=article_id)
    sums = rows.values_list("day", "metric", "why").order_by("day", "metric", "why")
    return [
        NotCounted(day, METRIC_NAMES[metric], Why(why), n)
        for day, metric, why, n in sums.annotate(sum=Sum("n"))
    ]
