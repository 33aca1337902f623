"""Which views and reads wait in this process to be written?

A view costs a dictionary entry, not a write. What waits is numbers; at most one interval of it
is lost when the process is killed, nothing when it is asked to stop.
"""

from dataclasses import dataclass, field
from threading import Lock

from articles.rules.parcels import NO_PAGE, Page, Parcel, Sighting, Why
from cms.kernel import clock

KNOWN_MOST = 200_000  # visits of today that are remembered, about 20 MB
WAITING_MOST = 200_000  # sightings, while the database is away
PAGES_MOST = 20_000  # different pages: made-up addresses cannot fill the memory


@dataclass
class WaitingViews:
    """The buffer of one process, safe for its threads."""

    parcel: Parcel | None = None
    closed: list[Parcel] = field(default_factory=list)
    size: int = 0  # sightings that wait, in all parcels
    known: dict[int, int] = field(default_factory=dict)  # how often, by visitor and page
    day: int = 0
    lock: Lock = field(default_factory=Lock)

    def add(self, page: Page, *, visitor: bytes, neighbours: bytes, day: int, cap: int) -> int:
        """Let a view wait, unless this visitor had `cap` of this page today.

        `visitor` is b"" for who wants no number. Returns how many views wait.
        """
        with self.lock:
            parcel = self._open(day)
            if not self._has_room(parcel, page):
                parcel.dropped[NO_PAGE, Why.FULL] += 1
            elif not visitor:
                parcel.private[page] += 1
                self.size += 1
            elif self._is_new(page, visitor, cap):
                visitors = parcel.seen.setdefault(page, {})
                had = visitors.get(visitor)
                visitors[visitor] = Sighting(neighbours, had.n + 1 if had else 1)
                self.size += 1
            else:
                parcel.dropped[page, Why.REPEAT] += 1
            return self.size

    def drop(self, page: Page, why: Why, *, day: int) -> None:
        """Note that a view is not to be counted."""
        with self.lock:
            parcel = self._open(day)
            if (page, why) not in parcel.dropped and len(parcel.dropped) >= PAGES_MOST:
                page = NO_PAGE
            parcel.dropped[page, why] += 1

    def take(self) -> list[Parcel]:
        """Return all that waits, the oldest first, and keep nothing of it."""
        with self.lock:
            self._close()
            taken, self.closed, self.size = self.closed, [], 0
        return taken

    def put_back(self, parcels: list[Parcel]) -> None:
        """Let what could not be written wait again, under its numbers."""
        with self.lock:
            self.closed = [*parcels, *self.closed]
            self.size += sum(map(_size, parcels))

    def begin_anew(self) -> None:
        """Let nothing wait: what a process had when it was forked, its parent writes."""
        self.parcel, self.closed, self.size = None, [], 0
        self.lock = Lock()  # somebody may have held it

    def _open(self, day: int) -> Parcel:
        if self.parcel is None or self.parcel.day != day:
            self._close()
            self.parcel = Parcel(day)
        return self.parcel

    def _close(self) -> None:
        if self.parcel is not None:
            self.parcel.at = clock.now()
            self.closed.append(self.parcel)
            self.parcel = None

    def _has_room(self, parcel: Parcel, page: Page) -> bool:
        pages = len(parcel.seen) + len(parcel.private)
        is_known = pages < PAGES_MOST or page in parcel.seen or page in parcel.private
        return self.size < WAITING_MOST and is_known

    def _is_new(self, page: Page, visitor: bytes, cap: int) -> bool:
        """Return whether it may be counted, as far as this process remembers.

        Others may have seen the visitor too: that is found out when it is written.
        """
        if self.parcel and (self.parcel.day != self.day or len(self.known) >= KNOWN_MOST):
            self.known.clear()
            self.day = self.parcel.day
        visit = hash((visitor, page))
        had = self.known.get(visit, 0)
        if had >= cap:
            return False
        self.known[visit] = had + 1
        return True


def _size(parcel: Parcel) -> int:
    return sum(map(len, parcel.seen.values())) + parcel.private.total()
