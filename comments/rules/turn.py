"""When does a waiting reply's turn come?

Replies wait in the order of a moment that is fixed when they arrive: the moment they were written,
moved back by as many hours as they are worth. What is likely to be rejected and widely read counts
as if it had come earlier; nothing waits for ever, because whatever comes later than that stands
behind it; and the order is one index, with nothing to recompute while time goes by.

One reply in ten is moved back by chance instead: else moderators would teach the aid only about
what it already suspects.
"""

import hashlib
from datetime import datetime, timedelta
from math import log2

MOST = timedelta(hours=24)  # what risk and reach together are worth
BY_REPORT = timedelta(hours=6)  # what one report of full weight is worth
MOST_REPORTS = 8
FULL_REACH = 1_000  # views an hour from which a story's reach counts whole
BY_CHANCE = 10  # one in so many


def turn_at(
    *, key: str, written_at: datetime, risk: float, reach: float = 0, reports: float = 0
) -> datetime:
    """Return the moment by which the reply stands in line; the earliest is read first.

    `risk` is the chance, 0 to 1, that it is rejected; `reach` the story's views in an hour;
    `reports` the weight of its open reports.
    """
    worth = _chance(key)
    if worth is None:
        worth = min(1.0, max(0.0, risk)) * (0.5 + 0.5 * _share(reach))
    return written_at - worth * MOST - by_reports(reports)


def by_reports(weight: float) -> timedelta:
    """Return by how much open reports of that weight together move a reply's turn."""
    return min(weight, MOST_REPORTS) * BY_REPORT


def _share(reach: float) -> float:
    """Return how much of the full reach this is, 0 to 1, by orders of magnitude."""
    return min(1.0, log2(1 + max(0.0, reach)) / log2(1 + FULL_REACH))


def _chance(key: str) -> float | None:
    """Return a number from 0 to 1 for one key in ten, the same at any time; None for the others."""
    drawn = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())
    return (drawn // BY_CHANCE) % 1000 / 999 if drawn % BY_CHANCE == 0 else None
