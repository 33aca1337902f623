from datetime import UTC, datetime, timedelta

import pytest

from articles.actions.forget_sightings import forget_sightings
from articles.models import Burst, Dropped, ShareSeen, ViewSeen, WrittenParcel, first_sight
from articles.queries.dropped import not_counted
from articles.rules.popularity import day_of, hour_of

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
TODAY, THIS_HOUR = day_of(MIDNIGHT), hour_of(MIDNIGHT)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _seen():
    for day in (TODAY - 1, TODAY):
        ViewSeen.objects.create(day=day, h=-day)
        ShareSeen.objects.create(day=day, h=-day)
    for hour in (THIS_HOUR - 1, THIS_HOUR):
        Burst.objects.create(hour=hour, h=7, n=3)
    for minutes in (5, 61):
        WrittenParcel.objects.create(number=str(minutes), at=MIDNIGHT - timedelta(minutes=minutes))


@pytest.mark.usefixtures("_seen")
def test_right_after_midnight_all_stays_that_late_views_need():
    gone = forget_sightings(at=MIDNIGHT + timedelta(minutes=5))

    assert ViewSeen.objects.count() == ShareSeen.objects.count() == Burst.objects.count() == 2
    assert gone == 1  # the parcel of an hour ago


@pytest.mark.usefixtures("_seen")
def test_a_few_minutes_later_yesterday_is_forgotten():
    forget_sightings(at=MIDNIGHT + timedelta(minutes=11))

    assert [row.day for row in ViewSeen.objects.all()] == [TODAY]
    assert [row.day for row in ShareSeen.objects.all()] == [TODAY]
    assert [row.hour for row in Burst.objects.all()] == [THIS_HOUR]
    assert [row.number for row in WrittenParcel.objects.all()] == ["5"]


def test_many_rows_go_a_few_at_a_time(monkeypatch):
    monkeypatch.setattr(first_sight, "FORGOTTEN_AT_ONCE", 10)
    ViewSeen.objects.bulk_create(ViewSeen(day=TODAY - 1, h=h) for h in range(35))

    assert forget_sightings(at=MIDNIGHT + timedelta(hours=1)) == 35


def test_of_old_drops_the_sums_stay_and_the_stories_go():
    old = TODAY - 40
    for day in (old, TODAY):
        first_sight.add_drops((day, 1, "machine", story, 2) for story in (0, 5, 6))

    forget_sightings(at=MIDNIGHT)
    forget_sightings(at=MIDNIGHT)

    assert [row.n for row in not_counted(first=old, last=TODAY)] == [6, 6]
    assert Dropped.objects.filter(day=old).count() == 1
    assert [row.day for row in not_counted(first=old, last=TODAY, article_id=5)] == [TODAY]
