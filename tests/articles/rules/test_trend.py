"""The newsroom expects that a trend is more than chance."""

import pytest

from articles.rules.trend import trend


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (5, 0, "new"),
        (0, 0, "same"),
        (12, 10, "same"),
        (40, 10, "up"),
        (10, 40, "down"),
        (0, 9, "down"),
        (1_000_000, 990_000, "same"),
        (1_200_000, 990_000, "up"),
    ],
)
def test_a_trend_is_more_than_chance_and_more_than_a_tenth(now, before, said):
    assert trend(now, before) == said
