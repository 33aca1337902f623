"""Is a story read more than before, less, or just as much?"""

from math import sqrt
from typing import Literal

Trend = Literal["new", "up", "down", "same"]
NOISE = 1.5  # counts differ by chance: by so many times the root of their sum is no news
LEAST = 0.1  # nor is a tenth of what it was


def trend(now: float, before: float) -> Trend:
    """Compare two counts of equally long times: chance alone makes no trend.

    Arrivals of readers are about Poisson, so the difference of two counts has the root of their sum
    for its standard deviation.
    """
    if now and not before:
        return "new"
    change = now - before
    if abs(change) <= max(NOISE * sqrt(now + before), LEAST * before):
        return "same"
    return "up" if change > 0 else "down"
