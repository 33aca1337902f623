"""The newsroom expects that what all stories were read is added up by the hour, and quickly."""

from datetime import timedelta

from articles.actions.popularity import count_event, take_back
from articles.queries.numbers import hours_until
from cms.kernel import clock as newsroom_clock


def _count(story, n, hours_ago, metric="views"):
    at = newsroom_clock.now() - timedelta(hours=hours_ago)
    count_event(article_id=story.pk, metric=metric, n=n, at=at)


def test_each_hour_says_what_happened_to_all_stories(clock, strike_story, closed_column):
    _count(strike_story, 5, 0)
    _count(closed_column, 3, 0)
    _count(strike_story, 4, 2, "shares")
    _count(strike_story, 99, 3)

    hours = hours_until(newsroom_clock.now(), 3)

    assert [hour["views"] for hour in hours] == [0, 0, 8]
    assert [hour["shares"] for hour in hours] == [4, 0, 0]


def test_hours_that_are_over_are_summed_once_and_the_present_one_always(
    clock, strike_story, django_assert_num_queries
):
    _count(strike_story, 5, 10)
    hours_until(newsroom_clock.now(), 24)
    _count(strike_story, 2, 0)
    _count(strike_story, 2, 1)

    with django_assert_num_queries(1) as asked:
        hours = hours_until(newsroom_clock.now(), 24)

    assert [hour["views"] for hour in hours if hour["views"]] == [5, 2, 2]
    wanted = newsroom_clock.now().timestamp() // 3600 - 1
    assert str(int(wanted)) in asked[0]["sql"]


def test_an_hour_that_has_just_ended_is_summed_again(clock, strike_story):
    _count(strike_story, 5, 0)
    hours_until(newsroom_clock.now(), 24)
    clock.shift(timedelta(hours=1))
    count_event(
        article_id=strike_story.pk,
        metric="views",
        n=1,
        at=newsroom_clock.now() - timedelta(hours=1),
    )

    assert [hour["views"] for hour in hours_until(newsroom_clock.now(), 2)] == [6, 0]


def test_what_was_taken_back_is_gone_on_the_next_day(clock, strike_story):
    at = newsroom_clock.now() - timedelta(hours=10)
    count_event(article_id=strike_story.pk, metric="comments", n=2, at=at)
    hours_until(newsroom_clock.now(), 24)
    take_back(article_id=strike_story.pk, metric="comments", n=1, at=at)

    clock.shift(timedelta(hours=25))

    assert sum(hour["comments"] for hour in hours_until(newsroom_clock.now(), 48)) == 1
