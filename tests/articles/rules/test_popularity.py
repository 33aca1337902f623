from datetime import UTC, datetime, timedelta
from decimal import Decimal, getcontext
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules.popularity import (
    HALF_LIVES,
    LANDMARK,
    NEVER,
    K,
    day_of,
    hour_of,
    merge,
    rate_per_hour,
    score,
    seconds,
    weigh,
    weight_of,
    without,
)

getcontext().prec = 60
YEAR = 365 * 86_400
half_lives = st.sampled_from(sorted(HALF_LIVES))
moments = st.integers(min_value=YEAR, max_value=3 * YEAR)
events = st.lists(st.tuples(moments, st.sampled_from([1, 4, 8])), min_size=1, max_size=12)


def brute(history, half_life: str, now: int) -> Decimal:
    """Add every event's faded weight, to 60 digits."""
    life = Decimal(HALF_LIVES[half_life])
    return sum((w * Decimal(2) ** (Decimal(t - now) / life) for t, w in history), Decimal(0))


def hot_of(history, k: float) -> float:
    hot = NEVER
    for t, weight in history:
        hot = merge(hot, weigh(weight, t, k), k)
    return hot


def test_one_event_of_weight_one_scores_one_now_and_half_after_a_half_life():
    hot = weigh(1, YEAR, K["1d"])

    assert score(hot, YEAR, K["1d"]) == 1.0
    assert score(hot, YEAR + 86_400, K["1d"]) == pytest.approx(0.5, rel=1e-12)


def test_a_hundred_views_and_two_shares_weigh_116():
    weight = weight_of({"views": 100, "shares": 2, "reads": 50})

    assert weight == 116
    assert weigh(weight, YEAR, K["7d"]) == pytest.approx(YEAR + 604_800 * log(116) / log(2))


def test_the_rate_is_what_would_keep_the_score():
    steady = 10.0  # an hour, for ever

    hot = hot_of([(YEAR + 60 * minute, steady / 60) for minute in range(60 * 24 * 20)], K["1d"])

    now = YEAR + 20 * 86_400
    assert rate_per_hour(score(hot, now, K["1d"]), K["1d"]) == pytest.approx(10, rel=0.001)


@given(half_lives, events)
def test_a_score_is_that_of_adding_every_event(half_life, history):
    now = max(t for t, _ in history)

    hot = hot_of(history, K[half_life])

    assert score(hot, now, K[half_life]) == pytest.approx(
        float(brute(history, half_life, now)), rel=1e-7
    )


@given(half_lives, events, events, st.sampled_from([0, 400 * 86_400, 100 * YEAR]))
def test_the_order_is_that_of_adding_every_event_now_and_in_a_hundred_years(
    half_life, one, other, later
):
    now = 3 * YEAR + later
    first, second = brute(one, half_life, now), brute(other, half_life, now)

    ours = hot_of(one, K[half_life]) - hot_of(other, K[half_life])

    apart = abs(first - second) > max(first, second) * Decimal("1e-7")
    assert not apart or (ours > 0) == (first > second)


@given(half_lives, st.permutations(list(range(8))), events)
def test_neither_the_order_of_arrival_nor_the_batches_change_a_score(half_life, order, history):
    k = K[half_life]
    shuffled = sorted(history, key=lambda event: order[event[0] % 8])

    halves = merge(hot_of(shuffled[::2], k), hot_of(shuffled[1::2], k), k)

    assert halves == pytest.approx(hot_of(history, k), abs=1e-5)


@given(half_lives, moments, moments)
def test_what_is_taken_back_leaves_what_was_there_before(half_life, before, gone):
    k = K[half_life]
    kept, taken = weigh(8, before, k), weigh(1, gone, k)
    near = abs(kept - taken) < 5 * k

    left = without(merge(kept, taken, k), taken, k)

    assert not near or left == pytest.approx(kept, abs=1e-3)


def test_nothing_is_left_of_the_only_event():
    hot = weigh(4, YEAR, K["1h"])

    assert without(hot, hot, K["1h"]) == NEVER


def test_two_histories_far_apart_never_overflow_and_never_underflow():
    assert merge(1.0, 1e12, K["1h"]) == 1e12
    assert score(1.0, 1e12, K["1h"]) == 0.0


def test_what_was_before_the_landmark_has_no_score():
    old = seconds(datetime(2015, 5, 1, tzinfo=UTC))

    assert weigh(4, old, K["7d"]) == NEVER
    assert merge(NEVER, 5.0, K["7d"]) == 5.0


def test_an_hour_and_a_day_begin_in_utc():
    midnight = datetime(2026, 11, 22, tzinfo=UTC)

    assert day_of(midnight) == day_of(midnight + timedelta(hours=23, minutes=59))
    assert day_of(midnight - timedelta(milliseconds=1)) == day_of(midnight) - 1
    assert hour_of(midnight) == 24 * day_of(midnight)
    assert seconds(LANDMARK) == 0
