"""What does one process hand over to be counted, and how is it written down on the way?

A parcel holds sightings (views and reads) that were gathered within a second, as numbers: no
address, no browser. It has a number of its own, under which it is counted once, however often it
is handed over.
"""

import json
import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

FORM = 1  # of what `dumps` writes


class Page(NamedTuple):
    """What was visited, as the reader's browser named it ("" for no language)."""

    slug: str
    language: str
    metric: str


NO_PAGE = Page("", "", "views")  # which page it was is not worth the memory


class Why(StrEnum):
    """Why something was not counted."""

    MACHINE = "machine"  # its browser names itself one, or nothing
    AHEAD = "ahead"  # fetched or rendered before anybody looked
    REPEAT = "repeat"  # the same visitor, story and day
    BURST = "burst"  # too many of one neighbourhood in an hour
    UNKNOWN = "unknown"  # no story that is live
    PRIVATE = "private"  # asked not to be counted (Sec-GPC), and is not
    FULL = "full"  # more was waiting than a process holds


class Sighting(NamedTuple):
    """Who looked at a page: the number of the neighbourhood, and how often."""

    neighbours: bytes
    n: int


@dataclass
class Parcel:
    """Sightings of one day (since 1970, UTC), by page and by the number of the visitor.

    `private` were seen by who wants no number; `dropped` are not to be counted.
    """

    day: int
    number: str = field(default_factory=lambda: secrets.token_hex(16))
    at: datetime | None = None  # when it was closed
    seen: dict[Page, dict[bytes, Sighting]] = field(default_factory=dict)
    private: Counter[Page] = field(default_factory=Counter)
    dropped: Counter[tuple[Page, Why]] = field(default_factory=Counter)

    def pages(self) -> set[Page]:
        """Return every page that is named in it."""
        return {*self.seen, *self.private, *(page for page, _why in self.dropped)}


def dumps(parcel: Parcel) -> str:
    """Write a closed parcel down."""
    assert parcel.at  # noqa: S101
    said = {
        "form": FORM,
        "number": parcel.number,
        "day": parcel.day,
        "at": parcel.at.isoformat(),
        "seen": [
            [*page, [[who.hex(), one.neighbours.hex(), one.n] for who, one in visitors.items()]]
            for page, visitors in parcel.seen.items()
        ],
        "private": [[*page, n] for page, n in parcel.private.items()],
        "dropped": [[*page, why, n] for (page, why), n in parcel.dropped.items()],
    }
    return json.dumps(said, separators=(",", ":"))


def loads(text: str | bytes) -> Parcel:
    """Return the parcel that was written down. Raises ValueError when it is none of ours."""
    try:
        said = json.loads(text)
        return _read(said)
    except (LookupError, TypeError) as error:
        raise ValueError("this is no parcel") from error


def _read(said: Any) -> Parcel:
    if said["form"] != FORM:
        raise ValueError(f"a parcel of form {said['form']}")
    return Parcel(
        day=said["day"],
        number=said["number"],
        at=datetime.fromisoformat(said["at"]),
        seen={
            Page(*page): {
                bytes.fromhex(who): Sighting(bytes.fromhex(neighbours), n)
                for who, neighbours, n in visitors
            }
            for *page, visitors in said["seen"]
        },
        private=Counter({Page(*page): n for *page, n in said["private"]}),
        dropped=Counter({(Page(*page), Why(why)): n for *page, why, n in said["dropped"]}),
    )
