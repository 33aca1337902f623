"""How many replies wait for a moderator, and how long have they waited?"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from comments.models import Comment


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queue at a glance: `median_from` is when the middle one of the waiting was written."""

    count: int
    oldest_from: datetime | None = None
    median_from: datetime | None = None


def waiting() -> Waiting:
    """Look at the queue; two queries on its index, one when nothing waits."""
    rows = Comment.objects.waiting()
    facts = rows.aggregate(count=Count("pk"), oldest=Min("created_at"))
    if not facts["count"]:
        return Waiting(0)
    times = rows.order_by("created_at", "pk").values_list("created_at", flat=True)
    middle = (facts["count"] - 1) // 2
    return Waiting(facts["count"], facts["oldest"], times[middle : middle + 1].first())
