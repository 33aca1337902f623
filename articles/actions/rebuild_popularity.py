"""How are scores made anew from the hours of engagement, after weights or rows were changed?"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from django.db import transaction

from articles.models.counters import EngagementHour, Popularity
from articles.rules.popularity import METRICS, NEVER, K, merge, seconds, weigh, weight_of
from cms.kernel import clock

NAMES = {number: metric for metric, number in METRICS.items()}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@transaction.atomic
def rebuild_popularity(*, article_id: int) -> None:
    """Compute a story's scores from its hours, each hour as if it all happened in its middle.

    Life totals stay as they are. Off by at most 1.4 % with a half-life of a day and 0.2 % with
    one of seven days; with one of an hour by up to 41 %, which fades within hours.
    """
    row = Popularity.objects.select_for_update().get(pk=article_id)
    hours: defaultdict[int, dict[str, int]] = defaultdict(dict)
    found = EngagementHour.objects.filter(article_id=article_id)
    for hour, metric, n in found.values_list("hour", "metric", "n"):
        hours[hour][NAMES[metric]] = n
    latest = clock.now()
    hots = dict.fromkeys(K, NEVER)
    for hour, counts in hours.items():
        at = seconds(min(EPOCH + timedelta(hours=hour, minutes=30), latest))
        for half_life, k in K.items():
            hots[half_life] = merge(hots[half_life], weigh(weight_of(counts), at, k), k)
    Popularity.objects.filter(pk=row.pk).update(
        **{f"hot_{half_life}": hot for half_life, hot in hots.items()}
    )
