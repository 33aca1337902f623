"""How do caches come to forget what is stale: at once, for sure, and nothing else?

One thread for each cache, beside the requests, so that one which is away keeps no other from
hearing. Whatever is due goes out in as few calls as the cache allows; it is tried until the cache
has heard. Hearing it twice harms nothing, so processes need not agree who tells.

Each purge is told once more some seconds later: an answer that was read before the change may have
reached the cache after the first one.
"""

import logging
import time
from datetime import timedelta

from django.db import DatabaseError, connection

from cms.kernel import clock
from cms.kernel.caches import Cache, caches, forget
from cms.kernel.keys import with_broader
from cms.kernel.models import PendingPurge
from cms.kernel.stale import waker

LOOK = 0.5  # seconds: what commands and other processes have written is seen so soon
SETTLED = timedelta(seconds=5)  # longer than an answer is under way
TAKEN = timedelta(seconds=15)  # what somebody is telling is left to them for so long
LONGEST_PAUSE = 60  # seconds between two tries
AT_ONCE = 500  # rows

log = logging.getLogger("newsroom.purging")


def purge_for_ever(cache: Cache) -> None:
    """Tell a cache what is stale, whenever something is."""
    wake = waker()
    while True:
        wake.clear()
        try:
            while send_due(cache):
                pass
        except DatabaseError:
            log.warning("What is stale could not be looked at now", exc_info=True)
            time.sleep(LOOK)
        connection.close_if_unusable_or_obsolete()
        wake.wait(LOOK)


def send_due(cache: Cache) -> bool:
    """Tell a cache what is due; return whether there was anything, and it heard."""
    due = PendingPurge.objects.filter(cache=cache.url, due_at__lte=clock.now())
    rows = list(due.order_by("due_at", "pk")[:AT_ONCE])
    these = PendingPurge.objects.filter(pk__in=[row.pk for row in rows])
    if not rows or not these.filter(due_at__lte=clock.now()).update(due_at=clock.now() + TAKEN):
        return False
    trouble = forget(cache, with_broader(key for row in rows for key in row.keys.split()))
    if trouble:
        log.warning("%s did not purge: %s", cache.url, trouble)
        tries = min(row.tries for row in rows) + 1
        pause = timedelta(seconds=min(LONGEST_PAUSE, 2 ** min(tries - 1, 10)))
        these.update(due_at=clock.now() + pause, tries=tries, trouble=trouble)
        return False
    these.filter(heard=True).delete()
    first = [row.pk for row in rows if not row.heard]
    again = clock.now() + SETTLED
    PendingPurge.objects.filter(pk__in=first).update(heard=True, due_at=again, tries=0, trouble="")
    return True


def drop_for_others() -> None:
    """Drop what was to be told to caches that stand there no more."""
    PendingPurge.objects.exclude(cache__in=[cache.url for cache in caches()]).delete()


def purges_waiting() -> int:
    """Return how many changes some cache has not heard of."""
    return PendingPurge.objects.filter(heard=False).count()


def purges_failing() -> int:
    """Return how many purges failed when they were tried last."""
    return PendingPurge.objects.filter(tries__gt=0).count()
