"""What did readers do with the stories? Views, reads and shares, spread over the past."""

from datetime import timedelta

import pytest
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as some

from articles.models import EngagementHour, Popularity, ShareCount
from articles.rules.popularity import METRICS, hour_of
from cms.kernel import clock as newsroom_clock
from cms.seeding.readers import Readership, _parts, count_readers

HOURS = [float(hour) for hour in range(48, -1, -1)]


@given(
    some.integers(0, 10**7),
    some.lists(some.floats(0, 1), min_size=1, max_size=40).filter(lambda all_: sum(all_) > 0.01),
)
def test_the_parts_are_never_negative_and_add_up(total, weights):
    parts = _parts(total, weights)

    assert sum(parts) == total
    assert min(parts) >= 0


def test_all_that_is_said_is_counted_once(strike_story):
    now = newsroom_clock.now()
    story = Readership(strike_story.pk, now - timedelta(hours=20), 1000, {"x": 3, "email": 4})

    count_readers([story], hours_ago=HOURS, now=now)

    row = Popularity.objects.get(pk=strike_story.pk)
    assert (row.views, row.reads, row.shares) == (1000, 400, 7)
    assert dict(ShareCount.objects.values_list("network", "n")) == {"x": 3, "email": 4}
    hours = EngagementHour.objects.filter(metric=METRICS["views"])
    assert hours.aggregate(n=Sum("n"))["n"] == 1000


def test_nothing_happens_before_the_story_is_out(strike_story):
    now = newsroom_clock.now()
    out = now - timedelta(hours=5)

    count_readers([Readership(strike_story.pk, out, 500, {})], hours_ago=HOURS, now=now)

    first = EngagementHour.objects.order_by("hour").first()
    assert first.hour >= hour_of(out) - 1


@pytest.mark.parametrize("hours", [0, 0.01, 9999])
def test_a_story_of_this_minute_and_one_of_last_year_are_counted_too(strike_story, hours):
    now = newsroom_clock.now()
    story = Readership(strike_story.pk, now - timedelta(hours=hours), 10, {})

    count_readers([story], hours_ago=HOURS, now=now)

    assert Popularity.objects.get(pk=strike_story.pk).views == 10


def test_more_read_in_the_evening_than_at_night_and_the_present_hour_has_begun(clock, strike_story):
    now = newsroom_clock.now()
    hours_ago = [*(hour + 0.5 for hour in range(200, 0, -1)), 0.25, 0.1]

    out = now - timedelta(hours=200)
    count_readers([Readership(strike_story.pk, out, 100_000, {})], hours_ago=hours_ago, now=now)

    read = dict(EngagementHour.objects.filter(metric=METRICS["views"]).values_list("hour", "n"))
    yesterday = hour_of(now) // 24 * 24 - 24
    assert read[yesterday + 20] > 2 * read[yesterday + 3]
    assert read[hour_of(now - timedelta(minutes=6))] > 0
