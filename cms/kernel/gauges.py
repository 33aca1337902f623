"""Which figures of the house are told to those who watch over it?

Each room names its own when it is made ready. They are read when somebody asks, so each is one
cheap look at an index.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import Error

from cms.kernel import clock
from cms.kernel.models import Chore

LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure: its name (with its unit), what it says, and how it is read."""

    name: str
    says: str
    read: Callable[[], float]


_gauges: dict[str, Gauge] = {}


def gauge(name: str, says: str, read: Callable[[], float]) -> None:
    """Have a figure told under `name`. To be called from `AppConfig.ready`."""
    _gauges[name] = Gauge(name, says, read)


def readings() -> Iterator[tuple[Gauge, float]]:
    """Yield every figure that can be read now, and first whether the database answers."""
    up = 1.0
    found: list[tuple[Gauge, float]] = []
    for each in _gauges.values():
        try:
            found.append((each, float(each.read())))
        except Error:
            up = 0.0
    yield Gauge("newsroom_database_up", "Whether the database answers", lambda: up), up
    yield from found


def chores_late() -> int:
    """Return how many chores should have been done minutes ago."""
    at = clock.now() - LATE
    return Chore.objects.filter(due_at__lt=at, taken_until__lt=at).count()


def chores_in_trouble() -> int:
    """Return how many chores failed when they were done last."""
    return Chore.objects.exclude(trouble="").count()
