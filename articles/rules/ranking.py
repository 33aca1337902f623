"""By which method are stories ranked?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from articles.rules.popularity import NEVER, WEIGHTS, K, Weights, hour_of, score, weight_of

TOTALS = ("views", "reads", "shares", "comments")
BY = ("score", *TOTALS, "rising")

# Whole hours that count beside the present one. An hour that has just begun would empty a list of
# "the last hour", so that window takes in the hour before; the answer says when it began.
WINDOWS = {"1h": 1, "24h": 23, "7d": 167, "30d": 719}
HOURS = {window: before + 1 for window, before in WINDOWS.items()}  # that it takes in
BLEND = 0  # the metric under which a window keeps what all its counts weigh
ALL = "all"
SLOWEST = "7d"  # what rising stories are compared with


@dataclass(frozen=True, slots=True)
class Method:
    """How to rank: by what, and either fading (a half-life) or in a window of time.

    `bare`: what editors have pinned stands where its score puts it.
    """

    by: str = "score"
    half_life: str | None = "1d"
    window: str | None = None
    bare: bool = False

    @property
    def pins(self) -> bool:
        """Whether stories may be pinned: counts, and what rises, are left as they are."""
        return self.by == "score" and self.fades and not self.bare

    @property
    def windowed(self) -> bool:
        """Whether it counts in a window that moves on."""
        return self.window is not None and self.window != ALL

    @property
    def fades(self) -> bool:
        """Whether events weigh less with time."""
        return self.half_life is not None


def window_start(window: str, at: datetime) -> datetime | None:
    """Return the first instant that counts; None for all time."""
    if window == ALL:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(hours=hour_of(at) - WINDOWS[window])


def score_share(counts: Mapping[str, int], weights: Weights = WEIGHTS) -> dict[str, float] | None:
    """Return which part of the weight each metric brought; None when there is none."""
    whole = weight_of(counts, weights)
    if not whole:
        return None
    return {name: round(w * counts[name] / whole, 4) for name, w in weights.items()}


def trend(hots: Mapping[str, float], now: float) -> float | None:
    """Return how many times the week's rate the rate of the last hour is; None without any."""
    slow = hots.get(SLOWEST, NEVER)
    if slow <= NEVER:
        return None
    rates = [score(hots[name], now, K[name]) / K[name] for name in ("1h", SLOWEST)]
    return round(rates[0] / rates[1], 4) if rates[1] else None
