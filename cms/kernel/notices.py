"""What need not be looked at again, because the database has not said that it changed?

On PostgreSQL one look costs a trip to another process: more than all else of a kept answer. There
the triggers of a room tell of every change by NOTIFY, which is sent when it is committed, and each
process that serves listens. A look that was taken holds until a notice of one of its topics, or
until the clock ends it; a change is heard of some milliseconds after its commit.

Nothing is believed for long: a notice may be lost with the connection. So the database must also
have answered this very connection less than TRUSTED seconds ago, else every look is taken. Nobody
listens through a pooler that passes no notices on: at first a word of our own, said over another
connection, must be heard.

SQLite says by a number whether anything at all was committed by others
(https://www.sqlite.org/pragma.html#pragma_data_version), and counts what the connection itself has
changed. Each connection there has looks of its own, which hold while both stand still.
"""

import logging
import os
import secrets
import time
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from threading import Lock, Thread
from typing import Any, Generic, NamedTuple, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

Found = TypeVar("Found")
Holds = tuple[tuple[str, ...], datetime | None]  # until a notice of these topics, or the moment
CHANNEL = "newsroom"
BEAT = 0.5  # seconds between two proofs that the database would reach us
TRUSTED = 1.5  # seconds that a proof is worth
PATIENCE = 2.0  # seconds in which a word of our own must come back
PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds before the next try to listen

log = logging.getLogger("newsroom.notices")


class Ears:
    """What this process has heard: a number for each notice, the last one of each topic."""

    def __init__(self) -> None:
        self._number = 0
        self._last: dict[str, int] = {}
        self._all = 0
        self._until = 0.0
        self._lock = Lock()

    def now(self) -> int | None:
        """Return the number of the last notice; None where nobody listens, or hears nothing."""
        return self._number if self._until > time.monotonic() else None

    def silent(self, topics: Iterable[str], since: int) -> bool:
        """Return whether no notice of these topics came after that number."""
        return self._all <= since and all(self._last.get(topic, 0) <= since for topic in topics)

    def hear(self, topic: str) -> None:
        """Take in a notice."""
        with self._lock:
            self._number += 1
            if len(self._last) < settings.STORIES_KEPT * 10:
                self._last[topic] = self._number
            else:
                self._last, self._all = {}, self._number

    def doubt(self) -> None:
        """Hold nothing for true that was found until now."""
        with self._lock:
            self._number += 1
            self._last, self._all = {}, self._number

    def trust(self, until: float) -> None:
        """Hold what was found for true until a moment of the monotonic clock, or a notice."""
        self._until = until


ears = Ears()


class _Stand(NamedTuple):
    """Where the database stands: the connection that says so (None: all hear the same), and how."""

    driver: Any
    mark: Any

    def holds_since(self, earlier: "_Stand", topics: Iterable[str]) -> bool:
        """Return whether nothing under these topics has changed since then."""
        if self.driver is None:
            return earlier.driver is None and ears.silent(topics, earlier.mark)
        return self == earlier


def _stand() -> _Stand | None:
    """Return where the database stands; None where it does not say, or may not be believed."""
    wrapper = connections[DEFAULT_DB_ALIAS]
    if wrapper.in_atomic_block or not settings.NOTICES:
        return None
    if wrapper.vendor == "postgresql":
        heard = ears.now()
        return None if heard is None else _Stand(None, heard)
    driver: Any = wrapper.connection
    if driver is None:
        return None
    with wrapper.wrap_database_errors:
        [version] = driver.execute("PRAGMA data_version").fetchone()
    return _Stand(driver, (version, driver.total_changes))


class _Look(NamedTuple):
    found: Any
    topics: tuple[str, ...]
    stand: _Stand
    until: datetime | None


class Looks(Generic[Found]):
    """The last looks of one kind: what was found, under a name."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: dict[Hashable, _Look] = {}

    def take(
        self,
        name: Hashable,
        at: datetime,
        find: Callable[[], Found | None],
        holds: Callable[[Found], Holds],
    ) -> Found | None:
        """Return what was found under the name if that still holds, else what is found now.

        `holds` says of what was found which topics change it, and when the clock does. What is
        None is looked for each time, and so is everything inside a transaction, which may have
        changed it.
        """
        stand = _stand()
        if stand is None:
            return find()
        key = name if stand.driver is None else (id(stand.driver), name)
        kept = self._kept.get(key)
        if (
            kept
            and (kept.until is None or kept.until > at)
            and stand.holds_since(kept.stand, kept.topics)
        ):
            held: Found = kept.found
            return held
        found = find()
        if found is not None:
            if len(self._kept) >= self.most:
                self._kept = {}
            topics, until = holds(found)
            self._kept[key] = _Look(found, topics, stand, until)
        return found


_starting = Lock()
_started_in: list[int] = []


def begin() -> None:
    """Start to listen in this process, if its database tells; to be called by a request."""
    if _started_in == [os.getpid()]:
        return
    with _starting:
        if _started_in != [os.getpid()]:
            _started_in[:] = [os.getpid()]
            if settings.NOTICES and tells():
                Thread(target=_listen_for_ever, name="notices", daemon=True).start()


def tells() -> bool:
    """Return whether the database sends notices, and nothing stands between it and us."""
    pooled = connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    return connection.vendor == "postgresql" and not pooled


def _listen_for_ever() -> None:
    pause = PAUSE
    while True:
        begun = time.monotonic()
        try:
            listen(ears)
        except DatabaseError:
            log.warning("The database's notices are not heard now", exc_info=True)
        pause = PAUSE if time.monotonic() - begun > LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)
        time.sleep(pause)


def listen(into: Ears, going_on: Callable[[], bool] = lambda: True) -> None:
    """Hear the database's notices as long as it goes on.

    Raises DatabaseError when the connection is lost, NotHeard when notices do not come through it.
    """
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with own.wrap_database_errors:
            own.ensure_connection()
            driver: Any = own.connection
            driver.execute(f"LISTEN {CHANNEL}")
            _demand_hearing(driver)
            into.doubt()  # what changed while nobody listened
            while going_on():
                asked = time.monotonic()
                driver.execute("SELECT 1")
                into.trust(asked + TRUSTED)
                _hear(driver, into, asked + BEAT)
    finally:
        into.trust(0.0)
        own.close()


class NotHeard(DatabaseError):
    """What is said to the database is not heard from it: a pooler stands between."""


def _demand_hearing(driver: Any) -> None:
    """Say something over another connection. Raises NotHeard when it is not heard at once."""
    word = secrets.token_hex(8)
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, word])
    finally:
        other.close()
    until = time.monotonic() + PATIENCE
    while (left := until - time.monotonic()) > 0:
        if any(one.payload == word for one in driver.notifies(timeout=left, stop_after=1)):
            return
    raise NotHeard(f"nothing came through within {PATIENCE} s; is there a pooler? NOTICES=off")


def _hear(driver: Any, into: Ears, until: float) -> None:
    """Take in what comes, at once, until a moment of the monotonic clock."""
    while (left := until - time.monotonic()) > 0:
        for notice in driver.notifies(timeout=left, stop_after=1):
            into.hear(notice.payload)
