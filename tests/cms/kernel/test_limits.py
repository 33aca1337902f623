"""The newsroom expects that nobody writes more often than the limits say."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache

from cms.kernel.limits import Limit, RateLimited, spend

TWICE = [Limit(2, 60)]


@pytest.fixture(autouse=True)
def limits_on(settings):
    settings.RATE_LIMITS = True
    cache.clear()


def test_the_third_of_two_is_refused_and_says_when_to_come_back():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False) as clock:
        spend("write", "a", TWICE)
        clock.shift(20)
        spend("write", "a", TWICE)

        with pytest.raises(RateLimited) as refusal:
            spend("write", "a", TWICE)

    assert refusal.value.facts == {"retry_after": 40}
    assert refusal.value.headers["RateLimit-Remaining"] == "0"


def test_the_window_opens_again():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False) as clock:
        spend("write", "a", TWICE)
        spend("write", "a", TWICE)
        clock.shift(61)

        left = spend("write", "a", TWICE)

    assert left is not None
    assert left.remaining == 1


def test_others_are_not_charged():
    spend("write", "a", [Limit(1, 60)])

    assert spend("write", "b", [Limit(1, 60)])
    assert spend("read", "a", [Limit(1, 60)])


def test_a_refusal_does_not_charge_the_longer_limit():
    limits = [Limit(2, 3600), Limit(1, 10)]
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False) as clock:
        spend("write", "a", limits)
        for _attempt in range(5):
            with pytest.raises(RateLimited):
                spend("write", "a", limits)
        clock.shift(11)

        left = spend("write", "a", limits)

    assert left is not None
    assert left.remaining == 0


def test_many_at_once_never_pass_as_fewer():
    def attempt(_number):
        try:
            spend("write", "crowd", [Limit(7, 60)])
        except RateLimited:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        passed = sum(pool.map(attempt, range(100)))

    assert passed == 7


def test_the_operator_can_turn_limits_off(settings):
    settings.RATE_LIMITS = False

    assert [spend("write", "a", [Limit(1, 60)]) for _time in range(3)] == [None] * 3
