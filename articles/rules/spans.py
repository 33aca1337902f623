"""Which stretches of time make the points of a story's plot? Hours, days, or blocks of days."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

HOURS_OF_A_DAY = 24
MOST_POINTS: Final = 60  # more bars than that are no bars any more
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SPANS = ("48h", "30d", "all")


@dataclass(frozen=True, slots=True)
class Span:
    """So many points of `size` hours each, from the hour `first` (since 1970, UTC) on."""

    first: int
    size: int
    points: int

    @property
    def starts(self) -> list[datetime]:
        """Return when each point begins."""
        return [
            EPOCH + timedelta(hours=self.first + self.size * number)
            for number in range(self.points)
        ]


def span_of(name: str, *, now: int, oldest: int | None) -> Span:
    """Return the span of a name in SPANS, its last point being the present one.

    `now` and `oldest` are hours since 1970: the present one, and the first in which anything was
    counted (None: nothing was). Days and blocks of days begin at midnight UTC.
    """
    if name == "48h":
        return Span(now - 47, 1, 48)
    today = now // HOURS_OF_A_DAY
    if name == "30d":
        return Span((today - 29) * HOURS_OF_A_DAY, HOURS_OF_A_DAY, 30)
    days = today - min(today, (now if oldest is None else oldest) // HOURS_OF_A_DAY) + 1
    size = -(-days // MOST_POINTS)
    points = -(-days // size)
    first = today + 1 - points * size
    return Span(first * HOURS_OF_A_DAY, size * HOURS_OF_A_DAY, points)
