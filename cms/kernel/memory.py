"""Which answers were made a moment ago, and are still true? A few of the latest, in this process.

The name under which an answer is kept says everything that it depends on, so it is never wrong:
what has changed has another name, and the old one is pushed out when there are too many.
"""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple


class Kept(NamedTuple):
    """A body, and what it was compressed to, by coding; what an Answer says of it besides.

    `names` are those under which a story's parts are asked for, as its body has them.
    """

    body: bytes
    coded: dict[str, bytes]
    etag: str = ""
    keys: str = ""
    modified: datetime | None = None
    edge: datetime | None = None
    content_type: str = "application/json"
    names: tuple[str, str] = ("", "")


class Memory:
    """Up to so many bodies; the one asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, name: Hashable) -> Kept | None:
        """Return what is kept under the name."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is not None:
                self._kept.move_to_end(name)
            return kept

    def put(self, name: Hashable, body: bytes, **facts: Any) -> Kept:
        """Keep the body, and return it as kept; `facts` are Kept's other fields."""
        kept = Kept(body, {}, **facts)
        with self._lock:
            self._kept[name] = kept
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return kept

    def forget(self) -> None:
        """Keep nothing of what is kept now."""
        with self._lock:
            self._kept.clear()
