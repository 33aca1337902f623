"""Which answers were made a moment ago, and are still true? A few of the latest, in this process.

The name under which an answer is kept says everything that it depends on, so it is never wrong:
what has changed has another name, and the old one is pushed out when there are too many.
"""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple


class Kept(NamedTuple):
    """A body, and what it was compressed to, by coding; its etag, and its keys for caches."""

    body: bytes
    coded: dict[str, bytes]
    etag: str = ""
    keys: str = ""


class Memory:
    """Up to so many bodies; the one asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str) -> Kept | None:
        """Return what is kept under the name."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is not None:
                self._kept.move_to_end(name)
            return kept

    def put(self, name: str, body: bytes, *, etag: str = "", keys: str = "") -> Kept:
        """Keep the body, and return it as kept."""
        kept = Kept(body, {}, etag, keys)
        with self._lock:
            self._kept[name] = kept
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return kept

    def forget(self) -> None:
        """Keep nothing of what is kept now."""
        with self._lock:
            self._kept.clear()
