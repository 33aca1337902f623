"""How much were all stories read, shared and discussed, hour by hour?

An hour that is over seldom changes (a reply that is taken down is taken back), and a fortnight of
a busy newsroom is a million rows. So sums of hours that are over are kept in the cache until the
day ends; only the present hour, the one before and those that nobody asked about yet are summed.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.cache import cache
from django.db.models import Sum

from articles.models.counters import EngagementHour
from articles.rules.popularity import METRICS, hour_of

HOURS = 24  # of a day
KEPT = 86_400  # seconds
STILL_OPEN = 2  # hours: what waits in a process when an hour ends is written into the next
Counts = dict[str, int]


def hours_until(at: datetime, count: int) -> list[Counts]:
    """Return what was counted in each of the last `count` hours, the present one last.

    At most one query.
    """
    now = hour_of(at)
    wanted = range(now - count + 1, now + 1)
    over = [hour for hour in wanted if hour <= now - STILL_OPEN]
    keys = {_key(hour, today=now // HOURS): hour for hour in over}
    known = {keys[key]: counts for key, counts in cache.get_many(keys).items()}
    summed = _summed([hour for hour in wanted if hour not in known])
    cache.set_many({key: summed[h] for key, h in keys.items() if h not in known}, KEPT)
    return [known.get(hour) or summed[hour] for hour in wanted]


def _summed(hours: list[int]) -> dict[int, Counts]:
    """Add up all stories in SQL, from the first of the hours to the last."""
    found = {hour: dict.fromkeys(METRICS, 0) for hour in hours}
    names = {number: name for name, number in METRICS.items()}
    for hour, metric, n in _sums(hours):
        if hour in found:
            found[hour][names[metric]] = n
    return found


def _sums(hours: list[int]) -> Iterable[tuple[int, int, int]]:
    rows = EngagementHour.objects.filter(hour__gte=min(hours), hour__lte=max(hours))
    return rows.values("hour", "metric").annotate(sum=Sum("n")).values_list("hour", "metric", "sum")


def _key(hour: int, *, today: int) -> str:
    """Return under what an hour is kept: by our own day, whatever the clock of the cache says."""
    return f"articles.numbers.{today}.{hour}"
