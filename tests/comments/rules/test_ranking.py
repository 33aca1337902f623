"""The newsroom expects that the best replies are those that many readers vouch for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules.ranking import controversy, wilson


@pytest.mark.parametrize(
    ("up", "down", "score"),
    [
        (0, 0, 0),
        (1, 0, 0.206543),
        (2, 0, 0.342372),
        (5, 0, 0.565509),
        (10, 0, 0.722460),
        (10, 1, 0.622635),
        (60, 40, 0.502001),
        (600, 400, 0.569309),
        (90, 10, 0.825633),
        (100, 0, 0.963005),
    ],
)
def test_wilson_gives_the_published_values(up, down, score):
    assert wilson(up, down) == pytest.approx(score, abs=1e-6)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_one_more_vote_for_never_lowers_and_one_against_never_raises(up, down):
    assert wilson(up + 1, down) >= wilson(up, down) - 1e-12
    assert wilson(up, down + 1) <= wilson(up, down) + 1e-12 or up == 0


def test_readers_are_most_divided_when_half_stand_on_each_side():
    assert controversy(5, 0) == controversy(0, 5) == 0
    assert controversy(50, 50) == 100
    assert controversy(50, 50) > controversy(90, 10) > controversy(99, 1)
