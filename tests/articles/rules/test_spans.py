"""The newsroom expects that the points of a plot cover all that was counted, to the present one."""

from datetime import UTC, datetime

import pytest

from articles.rules.spans import MOST_POINTS, span_of

NOW = int(datetime(2026, 11, 22, 9, tzinfo=UTC).timestamp() // 3_600)


def test_two_days_are_48_hours_and_the_present_one_is_the_last():
    span = span_of("48h", now=NOW, oldest=None)

    assert len(span.starts) == 48
    assert span.starts[-1] == datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_a_month_is_30_days_that_begin_at_midnight():
    span = span_of("30d", now=NOW, oldest=None)

    assert span.starts[0] == datetime(2026, 10, 24, tzinfo=UTC)
    assert span.starts[-1] == datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("hours", [0, 1, 9, 10, 24, 24 * 59, 24 * 60, 24 * 61, 24 * 3_000])
def test_all_time_is_at_most_sixty_points_from_the_first_hour_to_today(hours):
    span = span_of("all", now=NOW, oldest=NOW - hours)

    assert span.points <= MOST_POINTS
    assert span.first <= NOW - hours < span.first + span.size
    assert span.first + span.size * span.points == (NOW // 24 + 1) * 24


def test_a_story_of_which_nothing_was_counted_has_today():
    span = span_of("all", now=NOW, oldest=None)

    assert span.starts == [datetime(2026, 11, 22, tzinfo=UTC)]
