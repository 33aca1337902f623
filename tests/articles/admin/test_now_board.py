"""The newsroom expects that the board says what is read now, and costs nothing while all rests."""

import pytest

from articles.actions.popularity import count_event
from cms.kernel import clock as newsroom_clock

BOARD, ROWS = "/admin/articles/article/now/", "/admin/articles/article/now/rows/"


@pytest.fixture
def desk(client, ada, clock):
    client.force_login(ada)
    return client


def test_the_board_says_headline_readers_and_trend_in_words(desk, strike_story):
    count_event(article_id=strike_story.pk, metric="views", n=1234, at=newsroom_clock.now())

    says = desk.get(BOARD).content.decode()

    assert strike_story.headline in says
    assert "<b>1,234</b>" in says
    assert 'data-trend="new">new</span>' in says
    assert says.count("<li data-story") == 10
    assert says.count('<li data-story="" hidden>') == 9


def test_a_board_without_readers_says_so(desk):
    says = desk.get(BOARD).content.decode()

    assert '<p class="now-nothing" id="now-nothing">' in says


def test_who_has_the_rows_hears_so_until_something_changes(desk, strike_story, clock):
    count_event(article_id=strike_story.pk, metric="views", n=5, at=newsroom_clock.now())
    etag = desk.get(ROWS)["ETag"]

    clock.shift(20)
    same = desk.get(ROWS, headers={"If-None-Match": etag})
    count_event(article_id=strike_story.pk, metric="views", n=5, at=newsroom_clock.now())
    clock.shift(20)
    other = desk.get(ROWS, headers={"If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    (row,) = other.json()["rows"]
    assert (row["id"], row["readers"]) == (strike_story.pk, "10")


def test_an_unchanged_board_asks_only_who_looks(desk, strike_story, django_assert_num_queries):
    etag = desk.get(ROWS)["ETag"]

    with django_assert_num_queries(2):  # the session, and its user
        desk.get(ROWS, headers={"If-None-Match": etag})


def test_the_board_is_for_those_who_may_see_stories_and_only_read(client, desk, moss):
    assert desk.post(ROWS).status_code == 405

    client.force_login(moss)
    assert client.get(BOARD).status_code == 403
    assert client.get(ROWS).status_code == 403


def test_the_first_page_leads_to_the_board(desk):
    assert BOARD in desk.get("/admin/").content.decode()
