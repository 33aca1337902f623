"""The newsroom expects that the effect of other weights is shown before they hold."""

from datetime import timedelta

import pytest

from articles.actions.change_ranking_rule import change_ranking_rule
from articles.actions.popularity import count_event
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article
from articles.queries.weights import compared
from cms.kernel import clock as newsroom_clock

OLD = {"views": 1, "shares": 8, "comments": 4}
VIEWS = {"views": 1, "shares": 0, "comments": 0}


@pytest.fixture
def three(clock, ada, story_copy):
    stories = []
    for number in range(3):
        copy = story_copy(headline=f"Story {number}", slug=f"story-{number}")
        stories.append(create_article(copy, by=ada).pk)
        publish(stories[-1], by=ada)
    clock.shift(timedelta(days=20))
    return stories


def count(story, metric, n, *, hours=0):
    at = newsroom_clock.now() - timedelta(hours=hours)
    count_event(article_id=story, metric=metric, n=n, at=at)


def both(then, limit=20):
    lists = compared(OLD, then, at=newsroom_clock.now(), limit=limit)
    return [[(row.article_id, row.rank, row.moved) for row in each] for each in lists]


def test_both_lists_are_shown_with_what_moves(three):
    count(three[0], "shares", 2)  # 16
    count(three[0], "views", 1)
    count(three[1], "views", 10)
    count(three[2], "views", 5)

    present, then = both(VIEWS)

    assert present == [(three[0], 1, -2), (three[1], 2, 1), (three[2], 3, 1)]
    assert then == [(three[1], 1, 1), (three[2], 2, 1), (three[0], 3, -2)]


def test_what_comes_in_and_what_leaves_is_told(three):
    count(three[0], "shares", 2)
    count(three[1], "views", 10)

    present, then = both(VIEWS, limit=1)

    assert present == [(three[0], 1, None)]
    assert then == [(three[1], 1, None)]


def test_it_halves_each_day_and_forgets_after_a_fortnight(three):
    count(three[0], "views", 30, hours=48)  # a quarter
    count(three[1], "views", 10)
    count(three[2], "views", 10**9, hours=24 * 15)

    assert [pk for pk, _rank, _moved in both(VIEWS)[1]] == [three[1], three[0]]


def test_what_is_not_live_or_kept_out_stands_in_neither(three, ada):
    for number, story in enumerate(three):
        count(story, "views", 10 - number)
    withdraw(three[0], by=ada, note="Retracted.")
    change_ranking_rule(article_id=three[1], kind="exclude", until=None, reason="Old", by=ada)

    assert [[pk for pk, _rank, _moved in each] for each in both(OLD)] == [[three[2]]] * 2
