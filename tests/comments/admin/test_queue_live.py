"""The newsroom expects that a moderator's page hears within seconds what others did."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Category
from cms.kernel import clock
from comments.actions.own_reply import Claim
from comments.actions.remove_reply import remove_reply
from comments.actions.report import report
from comments.models import AuthorKind, Decision, ModeratorScope
from comments.queries import news
from tests.articles.staff import somebody
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = pytest.mark.django_db
NEWS = "/admin/comments/comment/queue/news/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def fern():
    return somebody("moderator", "Fern")


@pytest.fixture
def desk(fern):
    client = Client()
    client.force_login(fern)
    return client


def newest():
    return Decision.objects.order_by("-id").values_list("id", flat=True).first() or 0


def test_a_decision_is_told_with_who_made_it_and_how_much_waits(desk, moss, strike_story, reply):
    comment, _other = reply(strike_story, "One"), reply(strike_story, "Two")
    before = newest()
    judge(comment, "reject", moss)

    told = desk.get(NEWS, {"after": before}, **JSON).json()

    (one,) = told["news"]
    assert (one["key"], one["version"], one["state"]) == (comment.key, 2, "rejected")
    assert one["said"].startswith("moss: rejected, ")
    assert told["counts"]["pending"] == 1
    assert told["after"] == newest()


def test_nothing_new_is_an_empty_answer_that_costs_next_to_nothing(desk, strike_story, reply):
    reply(strike_story)
    read = {"after": newest()}
    first = desk.get(NEWS, read, **JSON)

    with CaptureQueriesContext(connection) as asked:
        same = desk.get(NEWS, read, HTTP_IF_NONE_MATCH=first.headers["ETag"], **JSON)

    assert first.json()["news"] == []
    assert (same.status_code, same.content) == (304, b"")
    assert len(asked) == 6


def test_a_report_and_a_new_reply_are_news_too(desk, moss, strike_story, reply):
    comment = reply(strike_story, approved_by=moss)
    read = {"after": newest()}
    first = desk.get(NEWS, read, **JSON).headers["ETag"]
    report(key=comment.key, reason="abuse", note="", reporter=TROY, at=clock.now())
    second = desk.get(NEWS, read, HTTP_IF_NONE_MATCH=first, **JSON)
    reply(strike_story, "Another")
    third = desk.get(NEWS, read, HTTP_IF_NONE_MATCH=second.headers["ETag"], **JSON)

    assert (second.status_code, third.status_code) == (200, 200)
    assert third.json()["counts"]["pending"] == 1


def test_the_author_is_named_by_what_authors_do(desk, strike_story, reply):
    member = replace(RHEA, kind=AuthorKind.MEMBER)
    comment = reply(strike_story, by=member)
    before = newest()
    remove_reply(key=comment.key, claim=Claim(member), at=clock.now())

    (one,) = desk.get(NEWS, {"after": before}, **JSON).json()["news"]

    assert one["what"] == "remove"
    assert one["said"].startswith("removed by its author, ")


def test_a_long_list_of_news_comes_in_parts(desk, moss, strike_story, reply, monkeypatch):
    monkeypatch.setattr("comments.admin.queue_live.AT_ONCE", 2)
    replies = [reply(strike_story, f"Number {number}") for number in range(3)]
    before = newest()
    for one in replies:
        judge(one, "approve", moss)

    first = desk.get(NEWS, {"after": before}, **JSON)
    second = desk.get(NEWS, {"after": first.json()["after"]}, **JSON)

    assert first.json()["more"]
    assert "ETag" not in first.headers
    told = first.json()["news"] + second.json()["news"]
    assert [one["key"] for one in told] == [one.key for one in replies]


def test_what_is_out_of_scope_is_no_news(desk, fern, moss, strike_story, reply):
    sport = Category.objects.create(name="Sport", slug="sport")
    ModeratorScope.objects.create(user=fern, category=sport)
    comment = reply(strike_story)
    before = newest()
    judge(comment, "approve", moss)

    told = desk.get(NEWS, {"after": before}, **JSON).json()

    assert (told["news"], told["counts"]["pending"]) == ([], 0)


def test_only_moderators_hear_and_only_by_reading(desk):
    stranger = Client()
    stranger.force_login(somebody("contributor"))

    assert stranger.get(NEWS).status_code == 403
    assert desk.post(NEWS).status_code == 405
    assert desk.get(NEWS, {"after": "9" * 400}).status_code == 200
    assert news.head() == 0
