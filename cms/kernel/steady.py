"""What do we count with while Redis is away? The memory of this process.

Limits go on, counted by each process for itself: looser than before, never open, and nobody hears
an error. Redis is asked again after a moment.
"""

import logging
import time
from typing import Any, ClassVar

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import Redis, RedisError

log = logging.getLogger("newsroom.steady")

PAUSE = 5.0  # seconds
KEPT = {"OPTIONS": {"MAX_ENTRIES": 100_000}}


class SteadyRedis(RedisCache):
    """Django's Redis cache, with a stand-in."""

    away_until: ClassVar[float] = 0.0  # of all threads

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("steady", KEPT | {"TIMEOUT": self.default_timeout})

    def client(self) -> Redis:
        """Return a client of Redis itself, for what a cache cannot say."""
        found: Redis = self._cache.get_client(None, write=True)
        return found

    def ping(self) -> None:
        """Raise RedisError or OSError when Redis cannot be reached."""
        super().get("anybody-there")

    def add(self, *args: Any, **kwargs: Any) -> Any:
        """Add, where it can be done."""
        return self._either("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Get, likewise."""
        return self._either("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        """Set, likewise."""
        return self._either("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        """Touch, likewise."""
        return self._either("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete, likewise."""
        return self._either("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        """Get several, likewise."""
        return self._either("get_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        """Look, likewise."""
        return self._either("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        """Count, likewise. Raises ValueError where there is nothing to count."""
        return self._either("incr", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        """Set several, likewise."""
        return self._either("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        """Delete several, likewise."""
        return self._either("delete_many", *args, **kwargs)

    def clear(self) -> Any:
        """Empty both."""
        self._own.clear()
        return self._either("clear")

    def _either(self, what: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= SteadyRedis.away_until:
            try:
                return getattr(super(), what)(*args, **kwargs)
            except (RedisError, OSError) as error:
                is_away(error)
        return getattr(self._own, what)(*args, **kwargs)


def shared() -> Redis | None:
    """Return a client of the Redis that all processes share; None without one, or while it is away.

    Whoever gets a RedisError or an OSError from it says so (`is_away`), and does without.
    """
    store = caches["default"]
    if isinstance(store, SteadyRedis) and time.monotonic() >= SteadyRedis.away_until:
        return store.client()
    return None


def has_redis() -> bool:
    """Return whether all processes share a Redis, be it away or not."""
    return isinstance(caches["default"], SteadyRedis)


def is_away(error: Exception) -> None:
    """Leave Redis alone for a moment."""
    log.warning("Redis is away, each process counts for itself: %s", error)
    SteadyRedis.away_until = time.monotonic() + PAUSE
