"""The newsroom expects that views of many processes meet in Redis, and are counted once."""

import json
import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from redis import Redis, RedisError

from articles.actions import count_views as counting
from articles.actions import shared_parcels
from articles.actions.count_views import count_view, write_views
from articles.actions.forget_sightings import forget_sightings
from articles.actions.shared_parcels import hand_over, none_is_left, write_shared
from articles.actions.waiting_views import WaitingViews
from articles.actions.write_parcels import write_parcels
from articles.models import Popularity, WrittenParcel
from articles.queries.dropped import not_counted
from articles.rules.parcels import Page, Parcel, Sighting, Why
from cms import env
from cms.kernel import clock as kernel_clock
from cms.kernel.steady import SteadyRedis

STRIKE = Page("dockers-strike", "", "views")
URL = "redis://127.0.0.1:6379/7"


def is_there():
    try:
        return Redis.from_url(URL, socket_connect_timeout=0.2).ping()
    except (RedisError, OSError):
        return False


pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not is_there(), reason="there is no Redis here"),
]


@pytest.fixture(autouse=True)
def redis(settings, monkeypatch):
    """A Redis of this test's own."""
    monkeypatch.setattr(counting, "_waiting", WaitingViews())
    settings.CACHES = {"default": env.cache(URL) | {"KEY_PREFIX": f"test-{id(monkeypatch)}"}}
    monkeypatch.setattr(SteadyRedis, "away_until", 0.0)
    client = Redis.from_url(URL)
    yield client
    client.delete(cache.make_key("views:parcels"), cache.make_key("views:writer"))
    client.close()


def lying(redis):
    return redis.hlen(cache.make_key("views:parcels"))


def parcel_of(*visitors):
    at = kernel_clock.now()
    seen = {STRIKE: {visitor: Sighting(visitor, 1) for visitor in visitors}}
    return Parcel(day=int(at.timestamp() // 86_400), at=at, seen=seen)


def see(visitor):
    count_view(page=STRIKE, visitor=visitor, neighbours=visitor, at=kernel_clock.now())


def views():
    return Popularity.objects.get().views


def test_views_go_through_redis_and_nothing_stays_there(clock, strike_story, redis):
    see(b"rhea")
    see(b"troy")

    written = write_views()

    assert (written, views(), lying(redis)) == (2, 2, 0)


def test_one_process_writes_for_all_and_a_reader_of_two_counts_once(clock, strike_story, redis):
    hand_over(parcel_of(b"rhea", b"troy"))
    hand_over(parcel_of(b"rhea", b"moss"))

    assert write_shared() == 3
    assert (views(), lying(redis)) == (3, 0)


def test_a_parcel_that_comes_again_changes_nothing(clock, strike_story, redis):
    parcel = parcel_of(b"rhea", b"troy")
    hand_over(parcel)
    hand_over(parcel)
    first = write_shared()
    hand_over(parcel)

    assert (first, write_shared(), write_parcels([parcel])) == (2, 0, 0)
    assert (views(), lying(redis)) == (2, 0)


def test_nor_does_what_no_visitor_tells_apart(clock, strike_story, redis):
    parcel = parcel_of()
    parcel.private[STRIKE] = 5
    parcel.dropped[STRIKE, Why.MACHINE] = 2
    hand_over(parcel)
    first = write_shared()
    hand_over(parcel)

    assert (first, write_shared(), write_parcels([parcel])) == (5, 0, 0)
    assert views() == 5
    assert [row.n for row in not_counted(first=0, last=parcel.day)] == [2]


def test_the_number_of_a_parcel_stays_while_parcels_may_lie_there(clock, strike_story, redis):
    write_parcels([parcel_of(b"rhea")])
    hand_over(parcel_of(b"troy"))
    clock.shift(timedelta(hours=2))

    forget_sightings(at=kernel_clock.now())
    kept = WrittenParcel.objects.count()
    write_shared()
    clock.shift(timedelta(hours=2))
    forget_sightings(at=kernel_clock.now())

    assert (kept, WrittenParcel.objects.count()) == (1, 0)


def test_whoever_comes_next_ends_what_a_dead_process_began(clock, strike_story, redis, monkeypatch):
    class Killed(BaseException):
        """As kill -9: between the transaction and the removal."""

    def killed(*_args):
        raise Killed

    hand_over(parcel_of(b"rhea", b"troy"))
    with monkeypatch.context() as dying:
        dying.setattr(Redis, "hdel", killed)
        with pytest.raises(Killed):
            write_shared()
    left = lying(redis)

    assert write_shared() == 0
    assert (left, views(), lying(redis)) == (1, 2, 0)


def test_a_dead_process_keeps_the_others_waiting_for_seconds_only(clock, strike_story, redis):
    hand_over(parcel_of(b"rhea"))
    redis.set(cache.make_key("views:writer"), 1, px=shared_parcels.LEASE)
    refused = write_shared()
    left = redis.pttl(cache.make_key("views:writer"))
    redis.delete(cache.make_key("views:writer"))

    assert (refused, write_shared()) == (0, 1)
    assert 0 < left <= 5_000


def test_while_the_database_is_away_views_lie_in_redis(
    clock, strike_story, redis, monkeypatch, caplog
):
    def busy(*_args, **_kwargs):
        raise DatabaseError

    see(b"rhea")
    with monkeypatch.context() as away:
        away.setattr("articles.actions.write_parcels.count_events", busy)
        refused = write_views()

    assert (refused, lying(redis), counting._waiting.size) == (0, 1, 0)
    assert "could not be written" in caplog.text
    assert write_views() == 1
    assert lying(redis) == 0


def test_while_redis_is_away_each_process_writes_for_itself(
    clock, strike_story, settings, monkeypatch
):
    settings.CACHES = {"default": env.cache("redis://127.0.0.1:1/0")}
    see(b"rhea")

    assert write_views() == 1
    assert views() == 1


def test_a_parcel_of_which_nobody_knows_whether_it_arrived_is_counted_once(
    clock, strike_story, redis, monkeypatch
):
    send = Redis.hset

    def lost_answer(*args, **kwargs):
        send(*args, **kwargs)
        raise RedisError("timed out")

    see(b"rhea")
    with monkeypatch.context() as unsure:
        unsure.setattr(Redis, "hset", lost_answer)
        first = write_views()
    left = lying(redis)
    monkeypatch.setattr(SteadyRedis, "away_until", 0.0)

    assert (first, left) == (1, 1)
    assert write_views() == 0
    assert (views(), lying(redis)) == (1, 0)


def test_what_cannot_be_read_is_told_and_stops_nobody(clock, strike_story, redis, caplog):
    redis.hset(cache.make_key("views:parcels"), "odd", json.dumps({"form": 99}))
    hand_over(parcel_of(b"rhea"))

    with caplog.at_level(logging.ERROR):
        assert write_shared() == 1
    assert "cannot be read" in caplog.text
    assert none_is_left()


def test_many_parcels_are_written_in_one_transaction(clock, strike_story, redis):
    for number in range(12):
        hand_over(parcel_of(number.to_bytes(16)))

    assert write_shared() == 12
    assert WrittenParcel.objects.count() == 12
