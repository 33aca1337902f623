"""How are views and reads counted? They wait in the process and are written once a second.

One thread per process writes. It is started by the first view, so never before a server has
forked its workers; what still waits is written when the process is asked to stop.
"""

import logging
import os
from datetime import datetime
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import DatabaseError, connection

from articles.actions.shared_parcels import hand_over, write_shared
from articles.actions.waiting_views import WaitingViews
from articles.actions.write_parcels import write_parcels
from articles.rules.parcels import Page, Parcel, Why
from articles.rules.popularity import day_of

VIEWS_AT_ONCE = 5_000  # written before the second is over

log = logging.getLogger("newsroom.popularity")
_waiting = WaitingViews()
os.register_at_fork(after_in_child=_waiting.begin_anew)
_wake = Event()
_starting = Lock()
_started_in: list[int] = []


def count_view(*, page: Page, visitor: bytes, neighbours: bytes, at: datetime) -> None:
    """Let a view (or read) be counted, once per visitor, story and UTC day (DEDUPE_CAP times).

    `visitor` and `neighbours` are of rules.visitors; b"" for who wants no number: then a story is
    counted PRIVATE_CAP times an hour. Nothing is refused: a page that does not exist is found out,
    and dropped, when it is written.
    """
    waiting = _waiting.add(
        page, visitor=visitor, neighbours=neighbours, day=day_of(at), cap=settings.DEDUPE_CAP
    )
    if waiting >= VIEWS_AT_ONCE:
        _wake.set()
    _start_writing()


def drop_view(*, page: Page, why: Why, at: datetime) -> None:
    """Note that a view (or read) is not to be counted, and why."""
    _waiting.drop(page, why, day=day_of(at))
    _start_writing()


def write_views() -> int:
    """Write all that waits; return how many views were counted.

    With REDIS_URL it goes through Redis, and what other processes left there is written too. What
    cannot be written now (a database that is busy or away) waits for the next time.
    """
    waiting = _waiting.take()
    own = [parcel for parcel in waiting if not hand_over(parcel)]
    return _written(own) + _written_for_all()


def _written(parcels: list[Parcel]) -> int:
    try:
        return write_parcels(parcels)
    except DatabaseError:
        log.warning("%s parcels of views could not be written now", len(parcels), exc_info=True)
        _waiting.put_back(parcels)
        return 0


def _written_for_all() -> int:
    try:
        return write_shared()
    except DatabaseError:
        log.warning("Views in Redis could not be written now", exc_info=True)
        return 0


def _start_writing() -> None:
    if not settings.VIEWS_WRITTEN_EVERY or _started_in == [os.getpid()]:
        return
    with _starting:
        if _started_in != [os.getpid()]:
            _started_in[:] = [os.getpid()]
            Thread(target=_write_for_ever, name="views", daemon=True).start()
            # Unlike atexit, this also runs where a server made its workers by multiprocessing.
            Finalize(None, write_views, exitpriority=10)


def _write_for_ever() -> None:
    while True:
        _wake.wait(settings.VIEWS_WRITTEN_EVERY)
        _wake.clear()
        try:
            write_views()
        except Exception:
            log.exception("Views were lost")
        connection.close_if_unusable_or_obsolete()
