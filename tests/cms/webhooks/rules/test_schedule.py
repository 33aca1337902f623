"""The newsroom expects that what failed is tried ten times in about three days."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.webhooks.rules.schedule import MOST_TRIES, next_try

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(("chance", "hours"), [(0.0, 68), (0.5, 75), (1.0, 83)])
def test_ten_tries_take_about_three_days(chance, hours):
    at = AT
    for tries in range(1, MOST_TRIES):
        again = next_try(tries, at, chance)
        assert again > at
        at = again

    assert MOST_TRIES == 10
    assert (at - AT) // timedelta(hours=1) == hours
    assert next_try(MOST_TRIES, at, chance) is None


def test_the_distance_grows_and_chance_spreads_it():
    early, late = next_try(4, AT, 0.0) - AT, next_try(4, AT, 1.0) - AT

    assert (early, late) == (timedelta(hours=2) * 0.9, timedelta(hours=2) * 1.1)
    assert next_try(1, AT, 0.5) - AT == timedelta(seconds=5)
