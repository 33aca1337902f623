"""The newsroom expects that none of the next replies comes twice, and that none is passed over."""

import json

import pytest
from django.test import Client

from comments.admin import queue_asked
from comments.models import Comment, State
from tests.articles.staff import somebody

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"
JSON = {"HTTP_ACCEPT": "application/json"}


def moderator(name):
    client = Client()
    client.force_login(somebody("moderator", name))
    return client


@pytest.fixture
def desk():
    return moderator("Fern")


@pytest.fixture
def replies(strike_story, reply):
    return lambda count: [reply(strike_story, f"Number {number}") for number in range(count)]


def ask(desk, query="", **body):
    return desk.post(
        f"{QUEUE}next/{query}", json.dumps(body), content_type="application/json", **JSON
    )


def keys(answer):
    return [item["key"] for item in answer.json()["items"]]


def test_a_list_goes_on_behind_its_last_one_until_nothing_is_left(desk, replies):
    all_of_them = [one.key for one in replies(45)]

    seen, cursor = [], ""
    for _page in range(3):
        answer = ask(desk, f"?ordering=oldest&cursor={cursor}")
        seen += keys(answer)
        cursor = answer.json()["cursor"]
        Comment.objects.filter(key__in=keys(answer)[:3]).update(state=State.REJECTED)

    assert seen == all_of_them
    assert cursor == ""


def test_words_are_looked_for_a_bounded_way_at_a_time(desk, replies, monkeypatch):
    monkeypatch.setattr(queue_asked, "WINDOW", 10)
    wanted = replies(25)[21]

    found, cursor, asked = [], "", 0
    while cursor or not asked:
        answer = ask(desk, f"?ordering=oldest&q=number+21&cursor={cursor}")
        found += keys(answer)
        cursor, asked = answer.json()["cursor"], asked + 1

    assert found == [wanted.key]
    assert asked == 3


def test_a_cursor_that_is_none_of_ours_is_refused(desk, replies):
    replies(25)
    cursor = ask(desk, "?ordering=oldest").json()["cursor"]

    assert ask(desk, "?ordering=oldest&cursor=abc").status_code == 400
    assert ask(desk, f"?ordering=newest&cursor={cursor}").status_code == 400
    assert desk.get(f"{QUEUE}?ordering=oldest&cursor=abc").status_code == 400
    assert desk.get(f"{QUEUE}?ordering=oldest&cursor={cursor}").status_code == 200


def test_the_page_leads_on_without_a_script(desk, replies):
    last = replies(25)[-1]

    page = desk.get(f"{QUEUE}?ordering=oldest&q=&at={last.key}")
    further = desk.get(f"{QUEUE}{page.context['further']}")

    assert last.text in further.content.decode()
    assert further.context["further"] == ""


def test_claims_keep_the_next_ones_from_others(desk, replies):
    replies(25)
    other = moderator("Moss")

    mine, theirs = ask(desk, claim=True), ask(other, claim=True)

    assert (len(keys(mine)), len(keys(theirs))) == (20, 5)
    assert not set(keys(mine)) & set(keys(theirs))
    desk.post(f"{QUEUE}release/", **JSON)
    assert len(keys(ask(other, known=keys(theirs), claim=True))) == 20


def test_what_is_on_its_way_out_takes_no_place_of_the_next(desk, replies):
    replies(45)
    mine = keys(ask(desk, claim=True))

    fresh = keys(ask(desk, known=mine[10:], gone=mine[:10], claim=True))

    assert len(fresh) == 20
    assert not set(fresh) & set(mine)


def test_what_is_skipped_too_often_is_given_back_to_others(desk, replies):
    replies(20)
    mine = keys(ask(desk, claim=True))
    other = moderator("Moss")

    desk.post(f"{QUEUE}release/", {"key": mine[:5]}, **JSON)

    assert sorted(keys(ask(other, claim=True))) == sorted(mine[:5])
    assert keys(ask(desk, known=mine[5:], gone=mine[:5], claim=True)) == []


def test_what_is_renewed_brings_nothing_else(desk, replies):
    replies(25)
    mine = keys(ask(desk, claim=True))

    assert keys(ask(desk, known=mine, claim=True, renew=True)) == []
    assert len(keys(ask(moderator("Moss"), claim=True))) == 5


def test_one_is_read_anew_by_its_key_within_ones_scope(desk, replies):
    one, other = replies(2)
    Comment.objects.filter(pk=one.pk).update(text="Other words.", version=2)

    answer = ask(desk, only=[one.key, "abcdefghjkmn"])

    assert [(item["key"], item["version"]) for item in answer.json()["items"]] == [(one.key, 2)]
    assert "Other words." in answer.json()["items"][0]["card"]
    assert other.key not in keys(answer)


def test_a_form_where_json_belongs_is_refused(desk, replies):
    replies(1)

    answer = desk.post(f"{QUEUE}next/", {"known": "x"}, **JSON)

    assert (answer.status_code, answer.json()["code"]) == (400, "validation")
