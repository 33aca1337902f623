"""Which views and reads wait in this process to be written?

A view costs a dictionary entry, not a write. What waits is integers; at most one interval of it
is lost when the process is killed, nothing when it is asked to stop.
"""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

SEEN_MOST = 200_000  # deeds of today that are remembered, about 20 MB
WAITING_MOST = 20_000  # different pages: made-up addresses cannot fill the memory


@dataclass(frozen=True, slots=True)
class Page:
    """What was visited, as the reader's browser named it ("" for no language)."""

    slug: str
    language: str
    metric: str


@dataclass
class WaitingViews:
    """The buffer of one process, safe for its threads."""

    counts: Counter[Page] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    day: int = 0
    lock: Lock = field(default_factory=Lock)

    def add(self, page: Page, *, deed: int, day: int) -> int:
        """Let a view wait, unless the same deed was seen today; return how many pages wait."""
        with self.lock:
            if day != self.day or len(self.seen) >= SEEN_MOST:
                self.seen.clear()
                self.day = day
            room = page in self.counts or len(self.counts) < WAITING_MOST
            if room and deed not in self.seen:
                self.seen.add(deed)
                self.counts[page] += 1
            return len(self.counts)

    def take(self) -> Counter[Page]:
        """Return all that waits, and keep nothing of it."""
        with self.lock:
            taken, self.counts = self.counts, Counter()
        return taken

    def put_back(self, counts: Counter[Page]) -> None:
        """Let what could not be written wait again."""
        with self.lock:
            self.counts.update(counts)
