"""When an hour has passed, how do the windows follow?"""

from datetime import datetime

from django.db import transaction

from articles.models import windows
from articles.rules.popularity import hour_of
from cms.kernel import chores, clock

ROLLING = "windows of the ranking"  # the chore


def roll_windows(*, at: datetime | None = None) -> bool:
    """Let the windows end with the hour of a moment (now); return whether they were behind.

    Doing it twice, late or from several processes changes nothing. A clock that was set back rolls
    nothing: rankings then add up the hours until it has caught up.
    """
    hour = hour_of(at or clock.now())
    if not behind(hour):
        return False
    with transaction.atomic():
        basis = windows.alone(hour)
        if basis.hour >= hour:
            return False
        windows.roll(basis, hour)
    return True


def behind(hour: int) -> bool:
    """Return whether the windows end before the hour."""
    basis = windows.basis()
    return basis is None or basis.hour < hour


def roll_soon() -> None:
    """Have the windows rolled by the chores, at once."""
    chores.soon(ROLLING)
