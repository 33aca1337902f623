"""How do parcels of many processes meet? In the Redis that they share, if they do.

A parcel is put there under its number, so putting it twice is putting it once. One process at a
time takes some, has them counted, and then removes them. If it dies in between, whoever comes next
finds the same ones: those that were counted are known by their numbers and only removed. So is a
parcel that was written without Redis because nobody could tell whether it had arrived.
"""

import logging
from typing import cast

from django.core.cache import cache
from redis import Redis, RedisError

from articles.actions.write_parcels import write_parcels
from articles.rules.parcels import Parcel, dumps, loads
from cms.kernel.steady import is_away, shared

AT_ONCE = 20  # parcels in one transaction, more or less
LEASE = 5_000  # ms; whoever is slower may be joined by another, at no harm

log = logging.getLogger("newsroom.popularity")


def hand_over(parcel: Parcel) -> bool:
    """Put a closed parcel where all processes find it; return whether it surely is there."""
    redis = shared()
    if redis is None:
        return False
    try:
        redis.hset(_key("parcels"), parcel.number, dumps(parcel))
    except (RedisError, OSError) as error:
        is_away(error)
        return False
    return True


def write_shared() -> int:
    """Count what lies there, unless somebody else is at it; return how many were counted.

    Raises DatabaseError, and then what was not counted still lies there.
    """
    redis = shared()
    if redis is None:
        return 0
    counted = 0
    try:
        if not redis.set(_key("writer"), 1, nx=True, px=LEASE):
            return 0
        try:
            while found := _some(redis):
                counted += write_parcels([parcel for parcel in found.values() if parcel])
                redis.hdel(_key("parcels"), *found)
                redis.pexpire(_key("writer"), LEASE)
        finally:
            redis.delete(_key("writer"))
    except (RedisError, OSError) as error:
        is_away(error)
    return counted


def none_is_left() -> bool:
    """Return whether no parcel lies there, as far as can be known."""
    redis = shared()
    try:
        return redis is not None and not redis.hlen(_key("parcels"))
    except (RedisError, OSError) as error:
        is_away(error)
        return False


def _some(redis: Redis) -> dict[bytes, Parcel | None]:
    """Return some parcels by their numbers; None for what cannot be read."""
    _cursor, found = redis.hscan(_key("parcels"), 0, count=AT_ONCE)
    return {number: _loaded(text) for number, text in cast("dict[bytes, bytes]", found).items()}


def _loaded(text: bytes) -> Parcel | None:
    try:
        return loads(text)
    except ValueError:
        log.exception("A parcel of views cannot be read, and is lost")
        return None


def _key(name: str) -> str:
    return cache.make_key(f"views:{name}")
