"""The newsroom expects that hours become days and that no number changes by it."""

from datetime import timedelta

import pytest

from articles.actions.condense_hours import condense_hours, condense_what_is_over
from articles.actions.popularity import count_event
from articles.actions.rebuild_popularity import rebuild_all
from articles.actions.roll_windows import roll_windows
from articles.models import Article, EngagementDay, EngagementHour, Popularity
from articles.models.ranking import RankingBasis, WindowCount
from cms.kernel import clock as newsroom_clock

DAY = timedelta(days=1)
SCORES = [f"{kind}_{half_life}" for kind in ("hot", "before") for half_life in ("1h", "1d", "7d")]


@pytest.fixture
def story(db, clock):
    return Article.objects.create(headline="Story").pk


def count(story, n, ago, metric="views"):
    count_event(article_id=story, metric=metric, n=n, at=newsroom_clock.now() - ago)


def scores(story):
    row = Popularity.objects.get(pk=story)
    return [getattr(row, name) for name in SCORES]


def sums():
    return {
        model: sum(model.objects.values_list("n", flat=True))
        for model in (EngagementHour, EngagementDay)
    }


def test_old_hours_become_days_and_younger_ones_stay(story):
    for days in (0, 31, 33, 33.1, 40):
        count(story, 3, days * DAY)

    gone = condense_hours(days=32)

    assert gone == 3
    assert sums() == {EngagementHour: 6, EngagementDay: 9}
    assert EngagementDay.objects.count() == 2
    assert condense_hours(days=32) == 0


def test_a_score_is_made_anew_from_days_as_exactly_as_from_hours(story):
    for hour in range(0, 24 * 60, 7):
        count(story, 1 + hour % 5, timedelta(hours=hour))
        count(story, 1, timedelta(hours=hour), metric="shares")
    rebuild_all()
    from_hours = scores(story)

    condense_hours(days=32)
    rebuild_all()

    assert scores(story) == pytest.approx(from_hours, abs=1e-6)
    assert EngagementDay.objects.exists()


def test_other_weights_are_as_exact_with_days(story):
    for days in range(33, 60):
        count(story, 9, days * DAY)
        count(story, 2, days * DAY, metric="comments")
    RankingBasis.objects.update(views=3, comments=7)
    rebuild_all()
    from_hours, points = scores(story), Popularity.objects.get().points

    condense_hours(days=32)
    rebuild_all()

    assert scores(story)[:3] == pytest.approx(from_hours[:3], abs=1e-6)
    assert Popularity.objects.get().points == points == 27 * (9 * 3 + 2 * 7)


def test_what_comes_late_is_added_to_its_day(story):
    count(story, 3, 40 * DAY)
    condense_hours(days=32)
    count(story, 4, 40 * DAY)

    condense_hours(days=32)

    assert EngagementDay.objects.get().n == 7


def test_a_reply_that_is_taken_down_is_taken_from_its_day(story):
    count(story, 2, 40 * DAY, metric="comments")
    count(story, 5, 40 * DAY)
    condense_hours(days=32)
    both = EngagementDay.objects.get(metric=4)

    count(story, -1, 40 * DAY, metric="comments")

    one = EngagementDay.objects.get(metric=4)
    assert (both.n, one.n) == (2, 1)
    assert one.hot_1d == pytest.approx(both.hot_1d - 86_400, abs=1e-3)  # half of it is a day less
    assert EngagementDay.objects.get(metric=1).n == 5
    assert Popularity.objects.get().comments == 1


def test_no_hour_goes_that_has_yet_to_leave_a_window(story, clock):
    count(story, 3, 10 * DAY)
    clock.shift(60 * DAY)  # nobody rolled the windows meanwhile

    assert condense_hours(days=32) == 0
    roll_windows()
    assert condense_hours(days=32) == 1
    assert not WindowCount.objects.exclude(w30d=0).exists()


def test_the_chore_folds_as_the_settings_say(story, settings):
    count(story, 3, 40 * DAY)

    settings.ENGAGEMENT_HOURS_DAYS = 0
    assert condense_what_is_over() == 0
    settings.ENGAGEMENT_HOURS_DAYS = 60
    assert condense_what_is_over() == 0
    settings.ENGAGEMENT_HOURS_DAYS = 1
    assert condense_what_is_over() == 1


def test_a_few_rows_at_a_time_come_to_the_same(story, monkeypatch):
    for hours in range(12):
        count(story, 1, 40 * DAY + timedelta(hours=hours))
    monkeypatch.setattr("articles.actions.condense_hours.AT_ONCE", 5)

    assert condense_hours(days=32) == 12

    assert sums() == {EngagementHour: 0, EngagementDay: 12}
