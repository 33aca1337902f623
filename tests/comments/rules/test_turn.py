"""The newsroom expects that the riskiest is read first, and that nothing waits for ever."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comments.rules.turn import BY_REPORT, MOST, MOST_REPORTS, turn_at

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
KEYS = [f"key{number}" for number in range(2_000)]


def turn(key="aaaa", *, risk=0.0, reach=0.0, reports=0.0, at=NOW):
    return turn_at(key=key, written_at=at, risk=risk, reach=reach, reports=reports)


PLAIN = next(key for key in KEYS if turn(key) == NOW and turn(key, risk=1) < NOW)


def test_what_is_riskier_more_read_or_reported_comes_earlier():
    assert turn(PLAIN, risk=0.9) < turn(PLAIN, risk=0.2) < turn(PLAIN)
    assert turn(PLAIN, risk=0.5, reach=800) < turn(PLAIN, risk=0.5, reach=8)
    assert turn(PLAIN, reports=2) < turn(PLAIN, reports=1) < turn(PLAIN)


@given(
    risk=st.floats(-1, 2),
    reach=st.floats(0, 1e9),
    reports=st.floats(0, 1e6),
    key=st.sampled_from(KEYS),
)
def test_nothing_waits_longer_than_a_day_and_its_reports_for_what_came_later(
    risk, reach, reports, key
):
    most = MOST + MOST_REPORTS * BY_REPORT

    assert NOW - most <= turn(key, risk=risk, reach=reach, reports=reports) <= NOW
    assert turn(key, at=NOW) <= turn(PLAIN, risk=1, at=NOW + most)


def test_one_in_ten_is_moved_by_chance_and_always_the_same():
    by_chance = [key for key in KEYS if turn(key, risk=0) == turn(key, risk=1)]

    assert 0.07 < len(by_chance) / len(KEYS) < 0.13
    assert turn(by_chance[0]) == turn(by_chance[0], risk=0.7)
    moved = [NOW - turn(key) for key in by_chance]
    assert timedelta(hours=9) < sum(moved, timedelta()) / len(moved) < timedelta(hours=15)
