"""How popular is a story, and how does that fade?

Every event counts its weight, halved with every half-life that passes since. The sum is kept in
the log domain, in seconds: `hot` is the instant, counted from LANDMARK, at which it has faded to
exactly 1. One event of weight w at time t is `hot = t + K ln w`, where K = half-life / ln 2, and
the order by `hot` is the order by score at every later moment, so nothing is ever recomputed.
This is forward decay: Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009. See docs/popularity.md.
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime

LANDMARK = datetime(2025, 1, 1, tzinfo=UTC)  # for ever: stored scores count from here
HALF_LIVES = {"1h": 3_600, "1d": 86_400, "7d": 604_800}  # seconds
K = {name: seconds / math.log(2) for name, seconds in HALF_LIVES.items()}
Weights = Mapping[str, int]
WEIGHTS: Weights = {"views": 1, "shares": 8, "comments": 4}  # unless the newsroom says otherwise

# What is counted, under the numbers by which hours of engagement are kept.
METRICS = {"views": 1, "reads": 2, "shares": 3, "comments": 4}

NEVER = 0.0  # the `hot` of a story of which nothing was counted: faded at LANDMARK
RISING_FLOOR = 20.0  # a story must score this much before it may be called rising


def seconds(moment: datetime) -> float:
    """Return the seconds from LANDMARK to an aware time."""
    return (moment - LANDMARK).total_seconds()


def hour_of(moment: datetime) -> int:
    """Return the number of the hour since 1970 in UTC."""
    return int(moment.timestamp() // 3_600)


def day_of(moment: datetime) -> int:
    """Return the number of the day since 1970 in UTC."""
    return int(moment.timestamp() // 86_400)


def weight_of(counts: Mapping[str, int], weights: Weights = WEIGHTS) -> int:
    """Return what the counts of each metric weigh together."""
    return sum(weights.get(metric, 0) * n for metric, n in counts.items())


def weigh(weight: float, t: float, k: float) -> float:
    """Return the `hot` of events of this weight at second t.

    NEVER for no weight, and for what faded before LANDMARK (old comments that are imported).
    """
    return max(NEVER, t + k * math.log(weight)) if weight > 0 else NEVER


def merge(one: float, other: float, k: float) -> float:
    """Return the `hot` of both histories together: associative, commutative, never overflows."""
    if NEVER in (one, other):
        return max(one, other)
    return max(one, other) + k * math.log1p(math.exp(-abs(one - other) / k))


def without(whole: float, part: float, k: float) -> float:
    """Return the `hot` of a history when a part of it is taken back."""
    left = -math.expm1(min(0.0, part - whole) / k)
    return max(NEVER, whole + k * math.log(left)) if left > 0 else NEVER


def score(hot: float, now: float, k: float) -> float:
    """Return the faded weight at second `now`."""
    return math.exp((hot - now) / k)


def rate_per_hour(score: float, k: float) -> float:
    """Return the weight per hour that would keep the score as it is."""
    return score / k * 3_600
