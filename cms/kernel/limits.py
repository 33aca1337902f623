"""How often may one client do this?

A limit is a number of times in a window that opens with the first. The count is one atomic step
in the cache (memcached's and Redis' INCR), so two requests at once never pass as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in `seconds`."""

    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of the tightest limit; `resets_in` is in whole seconds."""

    limit: int
    remaining: int
    resets_in: int

    def headers(self) -> dict[str, str]:
        """Return the RateLimit headers."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.resets_in),
        }


class RateLimited(DomainError):
    """Too often."""

    code = "rate_limited"
    status = 429
    message = _("Too many of these from you. Please wait a little.")

    def __init__(self, allowance: Allowance) -> None:
        self.headers = allowance.headers()
        super().__init__(retry_after=allowance.resets_in)


def spend(name: str, who: str | Sequence[str], limits: Sequence[Limit]) -> Allowance | None:
    """Count one use of `name` against each limit, by each of `who`, the shortest window first.

    None when the operator turned limits off. Raises RateLimited (429) at the first limit that is
    used up; the longer ones are then not charged.
    """
    if not settings.RATE_LIMITS:
        return None
    everybody = [who] if isinstance(who, str) else who
    shortest_first = sorted(limits, key=lambda one: one.seconds)
    left = [_spend(name, one, limit) for limit in shortest_first for one in everybody]
    return min(left, key=lambda one: one.remaining)


def _spend(name: str, who: str, limit: Limit) -> Allowance:
    key = f"limit:{name}:{limit.seconds}:{who}"
    now = clock.now().timestamp()
    ends = _window_end(key, now, limit.seconds)
    used = _count(f"{key}:{ends}", limit.seconds)
    resets_in = max(1, ceil(ends - now))
    if used > limit.times:
        raise RateLimited(Allowance(limit.times, 0, resets_in))
    return Allowance(limit.times, limit.times - used, resets_in)


def _window_end(key: str, now: float, seconds: int) -> float:
    """Return when the window closes; by our clock, which need not agree with the store's."""
    ends: float | None = cache.get_or_set(f"{key}:ends", now + seconds, seconds)
    if ends is None or ends <= now:
        ends = now + seconds
        cache.set(f"{key}:ends", ends, seconds)
    return ends


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the window closed between the two steps
        cache.add(key, 0, seconds)
        return int(cache.incr(key))
