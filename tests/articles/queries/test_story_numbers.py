"""The newsroom expects that a story's numbers are those that were counted, when they were."""

from datetime import timedelta

import pytest

from articles.actions.condense_hours import condense_hours
from articles.actions.popularity import count_event
from articles.models import Article, ShareCount
from articles.queries.story_numbers import counts_given_out, story_numbers
from cms.kernel import clock as newsroom_clock


@pytest.fixture
def story(db, clock):
    return Article.objects.create(headline="Story", slug="story").pk


def count(story, metric, n, *, hours_ago):
    at = newsroom_clock.now() - timedelta(hours=hours_ago)
    count_event(article_id=story, metric=metric, n=n, at=at)


def test_each_count_stands_in_its_point_and_the_life_beside_them(story):
    count(story, "views", 3, hours_ago=0)
    count(story, "shares", 2, hours_ago=47)
    count(story, "views", 5, hours_ago=48)

    found = story_numbers(story, "48h", newsroom_clock.now())

    assert [point["views"] for point in found.points] == [0] * 47 + [3]
    assert found.points[0] == {"views": 0, "reads": 0, "shares": 2, "comments": 0}
    assert found.life == {"views": 8, "reads": 0, "shares": 2, "comments": 0}


def test_all_time_reaches_to_the_first_count(story):
    count(story, "reads", 4, hours_ago=24 * 200)
    count(story, "reads", 1, hours_ago=0)

    found = story_numbers(story, "all", newsroom_clock.now())

    assert found.points[0]["reads"] == 4
    assert sum(point["reads"] for point in found.points) == 5


def test_days_that_were_folded_count_as_before(story):
    for hours in (0, 24 * 40, 24 * 40 + 1, 24 * 200):
        count(story, "reads", 2, hours_ago=hours)
        count(story, "shares", 1, hours_ago=hours)
    at = newsroom_clock.now()
    before = [story_numbers(story, span, at).points for span in ("48h", "30d", "all")]

    condense_hours(days=32)

    assert [story_numbers(story, span, at).points for span in ("48h", "30d", "all")] == before
    given = list(counts_given_out())
    assert [row.hours for row in given] == [24, 24, 1]
    assert [row.counts["reads"] for row in given] == [2, 4, 2]
    assert given[0].hour % 24 == 0


def test_networks_stand_most_used_first_and_what_came_from_elsewhere_apart(story):
    ShareCount.objects.create(article_id=story, network="x", n=2)
    ShareCount.objects.create(article_id=story, network="email", n=1, imported=9)

    found = story_numbers(story, "48h", newsroom_clock.now())

    assert found.shares == [("email", 1, 9), ("x", 2, 0)]


def test_the_queries_do_not_grow(story, django_assert_num_queries):
    for hours in range(30):
        count(story, "views", 1, hours_ago=hours * 24)

    with django_assert_num_queries(7):
        story_numbers(story, "all", newsroom_clock.now())


def test_hours_are_given_out_once_each_oldest_first(story):
    other = Article.objects.create(headline="Other", slug="other").pk
    for pk, metric, hours in ((story, "views", 1), (other, "views", 1), (story, "shares", 1)):
        count(pk, metric, 2, hours_ago=hours)
    count(story, "reads", 1, hours_ago=5)

    rows = list(counts_given_out())

    assert [(row.article_id, row.counts["views"], row.counts["shares"]) for row in rows] == [
        (story, 0, 0), (story, 2, 2), (other, 2, 0),
    ]  # fmt: skip
    assert rows[0].hour + 4 == rows[1].hour
    assert [row.article_id for row in counts_given_out(article_id=other)] == [other]
    assert len(list(counts_given_out(first=rows[1].hour))) == 2
