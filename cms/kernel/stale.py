"""What have caches to forget, once what is being written now is committed?

A row for each cache, written in the transaction of the change: it is there if and only if the
change is, and stays until the cache has said that it forgot (kernel.purging).
"""

from threading import Event

from django.db import transaction

from cms.kernel.caches import caches
from cms.kernel.models import PendingPurge

_wakes: list[Event] = []


def stale(*keys: str) -> None:
    """Have every cache forget what carries one of the keys, as soon as the change is committed.

    Costs nothing where no cache is to be told. EVERYTHING is a key, too.
    """
    told = caches()
    if not told or not keys:
        return
    said = " ".join(dict.fromkeys(keys))
    PendingPurge.objects.bulk_create(PendingPurge(cache=cache.url, keys=said) for cache in told)
    transaction.on_commit(_wake)


def waker() -> Event:
    """Return what is set whenever this process has committed something that is stale."""
    wake = Event()
    _wakes.append(wake)
    return wake


def _wake() -> None:
    for wake in _wakes:
        wake.set()
