"""The newsroom expects that it sees which stories climb."""

from datetime import timedelta

import pytest

from articles.actions.popularity import count_event
from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.queries.movers import movers
from cms.kernel import clock as newsroom_clock


@pytest.fixture
def three(clock, ada, story_copy):
    """Three live stories."""
    made = [
        create_article(story_copy(slug=f"s-{n}", headline=f"Story {n}"), by=ada).pk for n in "abc"
    ]
    for pk in made:
        publish(pk, by=ada)
    return made


def _read(pk, n, hours_ago):
    at = newsroom_clock.now() - timedelta(hours=hours_ago)
    count_event(article_id=pk, metric="views", n=n, at=at)


def test_who_overtook_whom_in_the_last_hour_is_told(three):
    first, second, third = three
    _read(first, 100, 5)
    _read(second, 50, 5)
    _read(second, 200, 0)
    _read(third, 10, 0)

    found = movers(newsroom_clock.now(), 5)

    assert [(m.article_id, m.rank, m.gained) for m in found] == [
        (second, 1, 1),
        (first, 2, -1),
        (third, 3, None),
    ]
    assert found[1].lost == 1
    assert found[0].headline == "Story b"


def test_the_rate_and_the_readers_are_told(three):
    _read(three[0], 100, 0)

    (found,) = movers(newsroom_clock.now(), 5)

    assert found.points == pytest.approx(100)
    assert found.rate == pytest.approx(100 * 0.0288811, rel=1e-3)  # ln 2 / 24 of it an hour
    assert found.counts["views"] == 100


def test_what_nobody_read_is_not_popular(three):
    assert movers(newsroom_clock.now(), 5) == []


def test_three_queries_whatever_was_read(three, django_assert_num_queries):
    for pk in three:
        _read(pk, 10, 0)

    with django_assert_num_queries(3):
        movers(newsroom_clock.now(), 2)
