"""The newsroom expects that a time on the wall is one moment, or is refused."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from articles.rules.wall import moments

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("wall", "found"),
    [
        ("2026-07-01T18:00", ["2026-07-01T15:00+00:00"]),
        ("2026-12-01T18:00", ["2026-12-01T16:00+00:00"]),
        ("2026-03-29T03:30", []),
        ("2026-10-25T03:30", ["2026-10-25T00:30+00:00", "2026-10-25T01:30+00:00"]),
    ],
)
def test_a_time_is_one_moment_except_when_the_clocks_change(wall, found):
    there = moments(datetime.fromisoformat(wall), KYIV)

    assert [moment.isoformat(timespec="minutes") for moment in there] == found
