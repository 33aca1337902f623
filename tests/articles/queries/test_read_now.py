"""The newsroom expects that the ten most read are those of the last sixty minutes."""

from datetime import timedelta

import pytest

from articles.actions.popularity import count_event, hide
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article
from articles.queries.read_now import read_now
from cms.kernel import clock as newsroom_clock


@pytest.fixture
def three(clock, ada, story_copy):
    stories = []
    for number in range(3):
        copy = story_copy(headline=f"Story {number}", slug=f"story-{number}")
        stories.append(create_article(copy, by=ada).pk)
        publish(stories[-1], by=ada)
    clock.shift(timedelta(days=2, minutes=15))  # a quarter of an hour is over
    return stories


def read(story, n, *, hours_ago, metric="views"):
    at = newsroom_clock.now() - timedelta(hours=hours_ago)
    count_event(article_id=story, metric=metric, n=n, at=at)


def found(limit=10):
    return [
        (row.article_id, row.readers, row.trend) for row in read_now(newsroom_clock.now(), limit)
    ]


def test_the_present_hour_counts_whole_and_the_one_before_as_far_as_it_is_within(three):
    read(three[0], 10, hours_ago=0)
    read(three[0], 40, hours_ago=1)
    read(three[0], 400, hours_ago=2)

    # 10 + 40 x 3/4 against 40 x 1/4 + 400 x 3/4
    assert found() == [(three[0], 40, "down")]


def test_most_readers_stand_first_and_shares_are_no_readers(three):
    read(three[0], 3, hours_ago=0)
    read(three[1], 30, hours_ago=0)
    read(three[2], 99, hours_ago=0, metric="shares")

    assert found() == [(three[1], 30, "new"), (three[0], 3, "new")]
    assert found(limit=1) == [(three[1], 30, "new")]


def test_what_nobody_can_read_is_not_shown(three, ada):
    for story in three:
        read(story, 5, hours_ago=0)

    withdraw(three[0], by=ada, note="Retracted.")
    hide(article_id=three[0])

    assert {pk for pk, _readers, _trend in found()} == set(three[1:])


def test_everybody_who_asks_within_ten_seconds_gets_the_same(
    three, django_assert_num_queries, clock
):
    read(three[0], 3, hours_ago=0)
    with django_assert_num_queries(2):
        found()
    read(three[0], 3, hours_ago=0)

    with django_assert_num_queries(0):
        assert found() == [(three[0], 3, "new")]
    clock.shift(10)
    assert found() == [(three[0], 6, "new")]
