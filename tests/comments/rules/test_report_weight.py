"""The newsroom expects that a report weighs as much as its reader was right before."""

import pytest

from comments.rules.report_weight import (
    ANEW,
    LEAST_THRESHOLD,
    LITTLE,
    LITTLE_AT_MOST,
    together,
    weight,
)


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [(0, 0, 0.25), (2, 0, 0.5), (36, 0, 0.925), (0, 6, 0.1), (5, 5, 6 / 14)],
)
def test_a_reader_earns_weight_and_loses_it(right, wrong, expected):
    assert weight(right=right, wrong=wrong, from_network=0) == pytest.approx(expected)


def test_from_one_network_each_counts_half_of_the_one_before():
    weights = [weight(right=9, wrong=0, from_network=number) for number in range(1000)]

    assert weights[1] == weights[0] / 2
    assert sum(weights) <= 2 * weights[0]


def test_however_many_fresh_readers_there_are_they_never_reach_any_threshold():
    fresh = weight(right=0, wrong=0, from_network=0)

    assert fresh < LITTLE
    assert together([fresh] * 100_000, kept=False) == LITTLE_AT_MOST < LEAST_THRESHOLD


def test_a_few_readers_who_are_mostly_right_do():
    trusted = weight(right=20, wrong=1, from_network=0)

    assert together([trusted] * 4, kept=False) > 3.0


def test_the_order_does_not_matter():
    weights = [0.1, 0.7, 0.3, 0.9, 0.2]

    assert together(weights, kept=False) == together(weights[::-1], kept=False)


def test_what_was_kept_counts_again_when_enough_report_it_anew():
    assert together([0.9] * (ANEW - 1), kept=True) == 0
    assert together([0.9] * ANEW, kept=True) == pytest.approx(2.7)
    assert together([0.9], kept=False) == 0.9
