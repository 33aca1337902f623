"""When is a delivery tried again? Ten times in about three days, at growing distances.

The distances are those that Standard Webhooks recommends, each a tenth shorter or longer by chance,
so that what failed together does not come back together. A receiver may ask for a longer pause.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

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
ASKING = {429, 503}  # what they say of Retry-After is meant for us


def next_try(
    tries: int, at: datetime, chance: float, asked: timedelta = timedelta()
) -> datetime | None:
    """Return when it is tried again after so many tries; None when that was the last.

    `chance` is between 0 and 1; `asked` is the pause for which the receiver asked: it is kept up to
    the longest distance, and never makes the next try an earlier one.
    """
    if tries >= MOST_TRIES:
        return None
    own = DISTANCES[tries - 1] * (1 + JITTER * (2 * chance - 1))
    return at + max(own, min(asked, DISTANCES[-1]))


def asked_for(status: int | None, retry_after: str, at: datetime) -> timedelta:
    """Return the pause that an answer asks for; none where it asks for none that makes sense.

    Seconds, or a moment (RFC 9110, 10.2.3).
    """
    if status not in ASKING:
        return timedelta()
    if re.fullmatch("[0-9]{1,9}", retry_after):
        return timedelta(seconds=int(retry_after))
    try:
        moment = parsedate_to_datetime(retry_after)
    except (TypeError, ValueError, OverflowError):
        return timedelta()
    return max(timedelta(), (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - at)
