"""The newsroom expects that the queue's page and its doors decide by the same rules as anywhere."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, Decision, State
from tests.articles.staff import somebody
from tests.comments.conftest import TROY, judge

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def fern():
    return somebody("moderator", "Fern")


@pytest.fixture
def desk(fern):
    client = Client()
    client.force_login(fern)
    return client


def ask(desk, query="", **body):
    return desk.post(
        f"{QUEUE}next/{query}", json.dumps(body), content_type="application/json", **JSON
    )


def decide(desk, comment, decision="approve", **facts):
    sent = {"comment": comment.key, "version": comment.version, "decision": decision, **facts}
    return desk.post(f"{QUEUE}decide/", sent, **JSON)


def keys(answer):
    return [item["key"] for item in answer.json()["items"]]


def test_only_moderators_enter(strike_story, reply):
    comment = reply(strike_story)
    stranger = Client()
    stranger.force_login(somebody("contributor"))

    assert stranger.get(QUEUE).status_code == 403
    assert ask(stranger).status_code == 403
    assert decide(stranger, comment).status_code == 403
    assert Client().get(QUEUE).status_code == 302
    comment.refresh_from_db()
    assert comment.state == State.PENDING


def test_the_page_shows_the_first_reply_whole_and_leads_on(desk, strike_story, reply):
    first = reply(strike_story, "The first one.")
    reply(strike_story, "The second one.", by=TROY)

    page = desk.get(f"{QUEUE}?ordering=oldest")
    named = desk.get(f"{QUEUE}?ordering=oldest&at={first.key}")

    assert "no-store" in page.headers["Cache-Control"]
    assert page.content.decode().count("<article") == 1
    assert "The second one." in page.content.decode()
    assert f'data-key="{first.key}"' in named.content.decode()


def test_what_is_not_known_is_refused(desk, strike_story, reply):
    comment = reply(strike_story)

    assert desk.get(f"{QUEUE}?colour=red").status_code == 400
    assert desk.get(f"{QUEUE}?status=lost").status_code == 400
    assert desk.get(f"{QUEUE}?q=&category=").status_code == 200
    assert ask(desk, "?ordering=backwards").status_code == 400
    assert ask(desk, known="all").status_code == 400
    assert ask(desk, known=[{}]).status_code == 400
    assert ask(desk, unknown=1).status_code == 400
    for body in (b"", b"[]", b"\xff", b"[" * 5000, b'{"known": ["\\u0000"]}'):
        sent = desk.post(f"{QUEUE}next/", body, content_type="application/json", **JSON)
        assert sent.status_code == 400
    assert decide(desk, comment, "praise").status_code == 400
    assert desk.get(f"{QUEUE}decide/").status_code == 405
    assert not Decision.objects.exclude(what="screened").exists()


def test_the_next_ones_are_those_that_the_page_does_not_know(desk, strike_story, reply):
    replies = [reply(strike_story, f"Number {number}") for number in range(25)]

    first = ask(desk, "?ordering=oldest")
    second = ask(desk, "?ordering=oldest", known=keys(first)[2:], gone=keys(first)[:2])

    assert keys(first) == [one.key for one in replies[:20]]
    assert keys(second) == [one.key for one in replies[20:]]
    assert first.json()["counts"]["pending"] == 25


def test_claims_keep_the_next_ones_from_others(desk, strike_story, reply):
    for number in range(25):
        reply(strike_story, f"Number {number}")
    other = Client()
    other.force_login(somebody("moderator", "Moss"))

    mine, theirs = ask(desk, claim=True), ask(other, claim=True)

    assert (len(keys(mine)), len(keys(theirs))) == (20, 5)
    assert not set(keys(mine)) & set(keys(theirs))
    desk.post(f"{QUEUE}release/", **JSON)
    assert len(keys(ask(other, known=keys(theirs), claim=True))) == 20


def test_a_decision_says_what_it_did_and_names_itself(desk, fern, strike_story, reply):
    comment = reply(strike_story, "Well said.")

    answer = decide(desk, comment, "reject", reason="abuse", note="a name")

    decision = Decision.objects.get(by=fern)
    assert answer.json() == {
        "said": "Rejected: “Well said.”",
        "decision": decision.pk,
        "changed": True,
        "state": "rejected",
    }
    assert (decision.reason, decision.note) == ("abuse", "a name")


def test_a_decision_carries_the_version_that_was_shown(desk, moss, strike_story, reply):
    comment = reply(strike_story)
    missing = desk.post(f"{QUEUE}decide/", {"comment": comment.key, "decision": "approve"}, **JSON)
    judge(comment, "reject", moss)
    comment.version = 1

    late = decide(desk, comment)

    assert missing.status_code == 428
    assert late.status_code == 409
    assert late.json()["code"] == "version_conflict"
    assert late.json()["said"].startswith("moss was faster: rejected at ")
    assert Comment.objects.get().state == State.REJECTED


def test_spam_brings_its_reason_and_a_reason_alone_rejects(desk, strike_story, reply):
    spam, rude = reply(strike_story, "Buy now"), reply(strike_story, "You fool")

    decide(desk, spam, "spam")
    sent = {"comment": rude.key, "version": 1, "reason": "abuse"}
    led = desk.post(f"{QUEUE}decide/?ordering=oldest", sent)

    assert led.headers["Location"] == f"{QUEUE}?ordering=oldest"
    reasons = Decision.objects.exclude(reason="").order_by("id").values_list("what", "reason")
    assert list(reasons) == [("spam", "spam"), ("reject", "abuse")]


def test_many_stand_or_fall_alone_and_one_undo_takes_them_back(desk, moss, strike_story, reply):
    one, two = reply(strike_story, "One"), reply(strike_story, "Two")
    late = reply(strike_story, "Late")
    judge(late, "reject", moss)

    items = [f"{one.key}:1", f"{two.key}:1", f"{late.key}:1"]
    many = desk.post(f"{QUEUE}decide-many/", {"item": items, "decision": "approve"}, **JSON).json()

    assert many["done"] == [one.key, two.key]
    assert [(bad["key"], bad["code"]) for bad in many["refused"]] == [
        (late.key, "version_conflict")
    ]
    assert "moss was faster" in many["said"]

    back = desk.post(f"{QUEUE}undo/", {"batch": many["batch"]}, **JSON)
    assert sorted(keys(back)) == sorted([one.key, two.key])
    assert Comment.objects.filter(state=State.PENDING).count() == 2


def test_undo_gives_the_reply_back_as_it_is_now(desk, strike_story, reply):
    comment = reply(strike_story, "Well said.")
    decision = decide(desk, comment).json()["decision"]

    back = desk.post(f"{QUEUE}undo/", {"decision": decision}, **JSON)
    again = desk.post(f"{QUEUE}undo/", {"decision": decision}, **JSON)
    nothing = desk.post(f"{QUEUE}undo/", {"decision": "x"}, **JSON)

    assert [(item["key"], item["version"]) for item in back.json()["items"]] == [(comment.key, 3)]
    assert (again.status_code, nothing.status_code) == (409, 404)


def test_neither_addresses_nor_networks_are_shown(desk, strike_story, reply):
    comment = reply(strike_story)
    Comment.objects.update(author_email="rhea@reader.example", network_hash="n" * 32)

    shown = desk.get(QUEUE).content.decode() + ask(desk).content.decode()

    assert comment.text in shown
    assert "reader.example" not in shown
    assert "n" * 32 not in shown


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_costs_the_same_for_one_and_for_twenty(desk, strike_story, reply, number):
    for each in range(number):
        reply(strike_story, f"Number {each}")
    desk.get(QUEUE)

    with CaptureQueriesContext(connection) as page:
        assert desk.get(QUEUE).status_code == 200
    with CaptureQueriesContext(connection) as more:
        assert ask(desk, claim=True).status_code == 200
    with CaptureQueriesContext(connection) as read:
        assert ask(desk).status_code == 200

    assert (len(page), len(more), len(read)) == (18, 22, 16)
