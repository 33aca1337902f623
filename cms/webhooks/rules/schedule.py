"""When is a delivery tried again? Ten times in about three days, at growing distances.

The distances are those that Standard Webhooks recommends, each a tenth shorter or longer by chance,
so that what failed together does not come back together.
"""

from datetime import datetime, timedelta

DISTANCES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MOST_TRIES = len(DISTANCES) + 1
JITTER = 0.1


def next_try(tries: int, at: datetime, chance: float) -> datetime | None:
    """Return when it is tried again after so many tries; None when that was the last.

    `chance` is between 0 and 1.
    """
    if tries >= MOST_TRIES:
        return None
    return at + DISTANCES[tries - 1] * (1 + JITTER * (2 * chance - 1))
