"""When is it forgotten what was announced, and what became of it outside?"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from cms.kernel import clock
from cms.kernel.models import Announcement
from cms.webhooks.models import Delivery, State

AT_ONCE = 1000  # rows of one statement, so that nobody waits long behind it


def forget_told() -> int:
    """Forget what was told ANNOUNCEMENT_DAYS ago (0: never); return how many rows that were.

    What still waits stays.
    """
    if not settings.ANNOUNCEMENT_DAYS:
        return 0
    over = clock.now() - timedelta(days=settings.ANNOUNCEMENT_DAYS)
    settled = Delivery.objects.exclude(state=State.WAITING).filter(settled_at__lt=over)
    told = Announcement.objects.filter(waits=False, at__lt=over)
    return _forget(settled) + _forget(told)


def _forget(rows: QuerySet[Any]) -> int:
    gone = 0
    while numbers := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        rows.model._default_manager.filter(pk__in=numbers).delete()
        gone += len(numbers)
    return gone
