"""The newsroom expects that what failed is tried ten times in about three days."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.webhooks.rules.schedule import DISTANCES, MOST_TRIES, asked_for, next_try

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


@pytest.mark.parametrize(
    ("status", "said", "seconds"),
    [
        (503, "120", 120),
        (429, "0", 0),
        (429, "Sun, 22 Nov 2026 10:00:00 GMT", 3600),
        (503, "Sunday, 22-Nov-26 09:00:30 GMT", 30),
        (503, "Sun, 22 Nov 2026 08:00:00 GMT", 0),
        (503, "Sun, 22 Nov 2026 10:00:00 -0000", 3600),
        (503, "999999999", 999_999_999),
        *((503, said, 0) for said in ("", "-5", "1.5", "soon", "9" * 5_000, "\u00b2", "1, 2")),
        *((503, said, 0) for said in ("Sun, 99 Nov 2026 10:00:00 GMT", "\x00")),
        *((status, "120", 0) for status in (200, 301, 400, 410, 500, 502, None)),
    ],
)
def test_a_busy_receiver_may_ask_for_a_pause(status, said, seconds):
    assert asked_for(status, said, AT) == timedelta(seconds=seconds)


@given(
    tries=st.integers(1, MOST_TRIES - 1),
    chance=st.floats(0, 1),
    seconds=st.integers(0, 10**9),
)
def test_the_pause_is_kept_up_to_the_longest_and_is_never_shorter_than_ours(tries, chance, seconds):
    asked = timedelta(seconds=seconds)
    own, again = next_try(tries, AT, chance), next_try(tries, AT, chance, asked)

    assert again == max(own, AT + min(asked, DISTANCES[-1]))
    assert next_try(MOST_TRIES, AT, chance, asked) is None


@given(st.text(max_size=40))
def test_whatever_stands_in_the_header_is_a_pause_or_none(said):
    assert asked_for(503, said, AT) >= timedelta()
