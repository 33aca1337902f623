"""How are views and reads counted? They wait in the process and are written once a second.

One thread per process writes. It is started by the first view, so never before a server has
forked its workers; what still waits is written when the process is asked to stop.
"""

import logging
import os
from collections import Counter, defaultdict
from datetime import datetime
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import DatabaseError, connection

from articles.actions.popularity import Counted, count_events
from articles.actions.salt import salt_of
from articles.actions.waiting_views import Page, WaitingViews
from articles.queries.addresses import preference
from articles.queries.visited import visited
from articles.rules.popularity import day_of
from articles.rules.visitors import deed_number
from cms.kernel import clock

PAGES_AT_ONCE = 5_000  # written before the second is over

log = logging.getLogger("newsroom.popularity")
_waiting = WaitingViews()
_wake = Event()
_starting = Lock()
_started_in: list[int] = []


def count_view(*, page: Page, visitor: bytes, at: datetime) -> None:
    """Let a view (or read) be counted, once per visitor, page and UTC day in this process.

    `visitor` is rules.visitors.visitor_number. Nothing is refused: a page that does not exist
    is found out, and dropped, when it is written.
    """
    day = day_of(at)
    deed = deed_number(visitor, salt_of(day), page.metric, page.slug, page.language)
    if _waiting.add(page, deed=deed, day=day) >= PAGES_AT_ONCE:
        _wake.set()
    _start_writing()


def write_views() -> int:
    """Write all that waits, in one transaction; return how many views were counted.

    What cannot be written now (a database that is busy or away) waits for the next time.
    """
    waiting = _waiting.take()
    if not waiting:
        return 0
    try:
        at = clock.now()
        counted = _by_article(waiting, at)
        count_events(counted=counted, at=at)
    except DatabaseError:
        log.warning("%s views could not be written now", waiting.total(), exc_info=True)
        _waiting.put_back(waiting)
        return 0
    return sum(sum(row.counts.values()) for row in counted)


def _by_article(waiting: Counter[Page], at: datetime) -> list[Counted]:
    found = visited({page.slug for page in waiting}, at)
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for page, n in waiting.items():
        if article_id := _meant(found.get(page.slug, {}), page.language):
            counts[article_id][page.metric] += n
    return [Counted(article_id, dict(metrics)) for article_id, metrics in counts.items()]


def _meant(languages: dict[str, int], language: str) -> int | None:
    """Return the article of the language; without one, as queries.addresses.find would."""
    if not language and languages:
        language = min(languages, key=preference)
    return languages.get(language)


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
