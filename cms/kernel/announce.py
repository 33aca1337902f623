"""Who is told when something happened?

An announcement is a row, written in the transaction of the change it tells of, so it is there if
and only if the change is. Rooms that must follow at once (an edition rendered anew when a photo
is corrected) listen, and run inside the same transaction; the outside world (webhooks, caches)
is served from the rows after the commit.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import connection

from cms.kernel.models import Announcement
from cms.kernel.prepared import insert

Listener = Callable[[str, str, dict[str, Any]], None]
_listeners: defaultdict[str, list[Listener]] = defaultdict(list)


def listen(kind: str, listener: Listener) -> None:
    """Call `listener(kind, subject, facts)` in the transaction of every announcement of the kind.

    To be called from `AppConfig.ready`; the same listener twice counts once.
    """
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def announce(kind: str, subject: str, **facts: Any) -> None:
    """Write down that `kind` ("article.published") happened to `subject` (its id as text).

    `facts` must be JSON. To be called inside the transaction of the change.
    """
    assert connection.in_atomic_block, "announce belongs in the transaction of the change"  # noqa: S101
    insert(Announcement(kind=kind, subject=subject, facts=facts))
    for listener in _listeners[kind]:
        listener(kind, subject, facts)
