"""How do hours of engagement that are long over become days? A year of hours is many rows.

Nothing is lost by it: a day keeps the sums, and what its hours bring to a score (EngagementDay).
No hour goes that a window still takes in, or has yet to be taken off one.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from articles.actions.popularity import condensed
from articles.models import tallies, windows
from articles.models.counters import EngagementHour
from articles.rules.popularity import NEVER, K, hour_of, merge
from cms.kernel import clock

FEWEST_DAYS = 32  # the longest window, and some
AT_ONCE = 1_000  # rows: others write in between


def condense_hours(*, days: int, at: datetime | None = None) -> int:
    """Make days of the hours that are over since so many days (at least FEWEST_DAYS).

    Returns how many rows went. Doing it twice, at once or in parts changes nothing.
    """
    limit = _limit(hour_of(at or clock.now()), max(days, FEWEST_DAYS))
    gone = 0
    while part := _condense_some(limit):
        gone += part
    return gone


def condense_what_is_over() -> int:
    """Do so as the settings say: the chore. Nothing is done with 0 days."""
    days: int = settings.ENGAGEMENT_HOURS_DAYS
    return condense_hours(days=days) if days > 0 else 0


def _limit(hour: int, days: int) -> int:
    """Return the first hour that stays: that of a midnight."""
    basis = windows.basis()
    rolled = hour if basis is None else min(hour, basis.hour)
    return (min(hour - days * 24, rolled - windows.LONGEST) // 24) * 24


@transaction.atomic
def _condense_some(limit: int) -> int:
    rows = EngagementHour.objects.filter(hour__lt=limit).order_by("hour", "article_id", "metric")
    taken = list(
        rows.select_for_update().values_list("pk", "hour", "article_id", "metric", "n")[:AT_ONCE]
    )
    days: defaultdict[tuple[int, int, int], list[tuple[int, Sequence[float]]]] = defaultdict(list)
    for _pk, *row in taken:
        article_id, day, metric, n, hots = condensed((row[0], row[1], row[2], row[3]))
        if n:
            days[article_id, day, metric].append((n, hots))
    tallies.add_days(
        (*key, sum(n for n, _hots in parts), _merged([hots for _n, hots in parts]))
        for key, parts in days.items()
    )
    EngagementHour.objects.filter(pk__in=[pk for pk, *_row in taken]).delete()
    return len(taken)


def _merged(hots: list[Sequence[float]]) -> list[float]:
    """Return the `hot`s of all parts together."""
    whole = [NEVER] * len(K)
    for part in hots:
        whole = [
            merge(one, other, k) for one, other, k in zip(whole, part, K.values(), strict=True)
        ]
    return whole
