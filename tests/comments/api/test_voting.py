"""The newsroom expects that each reader votes once, and that every vote counts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection

from articles.actions.withdraw import withdraw
from cms.kernel import clock as kernel_clock
from comments.actions.vote import vote
from comments.models import Comment, Vote
from comments.rules.ranking import wilson
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = pytest.mark.django_db


def url(comment):
    return f"/api/v1/comments/{comment.key}/vote/"


def put(api, comment, value, address="198.51.100.7"):
    return api.put(url(comment), {"value": value}, format="json", REMOTE_ADDR=address)


def test_a_vote_counts_once_however_often_it_is_sent(api, open_story, reply):
    comment = reply(open_story)

    answers = [put(api, comment, 1) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert answers[-1].json() == {"up": 1, "down": 0, "mine": 1}
    assert answers[-1]["Cache-Control"] == "private, no-store"
    comment.refresh_from_db()
    assert comment.wilson == pytest.approx(0.206543, abs=1e-6)
    assert Vote.objects.count() == 1


def test_a_vote_can_be_turned_and_taken_back(api, open_story, reply):
    comment = reply(open_story)
    put(api, comment, 1)

    turned = put(api, comment, -1)
    other = put(api, comment, 1, address="203.0.113.9")
    comment.refresh_from_db()
    divided = comment.controversy
    back = api.delete(url(comment), REMOTE_ADDR="198.51.100.7")
    again = api.delete(url(comment), REMOTE_ADDR="198.51.100.7")

    assert turned.json() == {"up": 0, "down": 1, "mine": -1}
    assert other.json() == {"up": 1, "down": 1, "mine": 1}
    assert divided == 2
    assert back.json() == again.json() == {"up": 1, "down": 0, "mine": None}
    comment.refresh_from_db()
    assert (comment.up, comment.down, comment.controversy) == (1, 0, 0)


def test_a_vote_shows_at_once_and_changes_the_answers(api, open_story, reply):
    comment = reply(open_story)
    page = f"/api/v1/articles/{open_story.slug}/comments/"
    before = api.get(page)
    touched = touched_of(open_story)

    put(api, comment, 1)
    put(api, comment, 1)

    after = api.get(page)
    assert after.json()["results"][0]["score"] == {"up": 1, "down": 0}
    assert after["ETag"] != before["ETag"]
    assert touched_of(open_story) == touched + 1


def touched_of(story):
    story.discussion.refresh_from_db()
    return story.discussion.touched


def test_nobody_votes_on_their_own(api, moss_api, open_story):
    body = {"text": "My own words.", "author": {"name": "Rhea", "email": "rhea@reader.example"}}
    mine = api.post(f"/api/v1/articles/{open_story.slug}/comments/", body, format="json").json()
    desk = moss_api.post(
        f"/api/v1/articles/{open_story.slug}/comments/", {"text": "The desk."}, format="json"
    ).json()
    Comment.objects.update(state="published", published_at=kernel_clock.now())

    for caller, said in ((api, mine), (moss_api, desk)):
        answer = caller.put(f"/api/v1/comments/{said['id']}/vote/", {"value": 1}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (403, "own_comment")

    assert not Vote.objects.exists()
    assert moss_api.put(
        f"/api/v1/comments/{mine['id']}/vote/", {"value": 1}, format="json"
    ).status_code == 200  # fmt: skip


def test_only_what_readers_see_is_voted_on(api, ada, moss, strike_story, reply):
    waiting = reply(strike_story)
    root = reply(strike_story, approved_by=moss)
    below = reply(strike_story, to=root, approved_by=moss)
    gap = reply(strike_story, approved_by=moss)
    reply(strike_story, to=gap, approved_by=moss)
    judge(gap, "hold", moss)
    judge(root, "reject", moss)
    seen = reply(strike_story, approved_by=moss)
    withdraw(strike_story.pk, by=ada)

    for comment in (waiting, root, below, gap, seen):
        assert put(api, comment, 1).status_code == 404
    assert put(api, Comment(key="nothing"), 1).status_code == 404
    assert not Vote.objects.exists()


@pytest.mark.parametrize("value", [0, 2, "1", 1.0, True, None, [1], {}, "x" * 100])
def test_a_vote_is_one_or_minus_one(api, open_story, reply, value):
    comment = reply(open_story)

    answer = put(api, comment, value)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "/value")
    more = api.put(url(comment), {"value": 1, "weight": 5}, format="json")
    assert more.json()["errors"][0]["code"] == "unknown_field"
    assert not Vote.objects.exists()


def test_thirty_votes_in_a_minute(api, open_story, reply, settings):
    settings.RATE_LIMITS = True
    cache.clear()
    comment = reply(open_story)

    answers = [put(api, comment, 1).status_code for _time in range(31)]

    assert answers == [200] * 30 + [429]


@pytest.mark.django_db(transaction=True)
def test_a_hundred_votes_at_once_all_count(open_story, reply):
    comment = reply(open_story)
    root = reply(open_story, by=TROY)
    changes = [(number, 1 if number % 4 else -1) for number in range(100)]

    def one(change):
        number, value = change
        voter = replace(RHEA, identity=f"voter-{number}", network_hash=f"n-{number}")
        try:
            vote(key=comment.key, value=value, voter=voter, at=kernel_clock.now())
            vote(key=root.key, value=-value, voter=voter, at=kernel_clock.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(one, changes))

    comment.refresh_from_db()
    root.refresh_from_db()
    assert (comment.up, comment.down) == (root.down, root.up) == (75, 25)
    assert comment.wilson == wilson(75, 25)
    assert root.wilson == wilson(25, 75)
    assert Vote.objects.count() == 200
