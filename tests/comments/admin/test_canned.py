"""The newsroom expects that chiefs keep answers ready and moderators use them."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from comments.models import CannedReply, Comment, Decision, State
from tests.articles.staff import somebody

pytestmark = pytest.mark.django_db
CANNED = "/admin/comments/cannedreply/"
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


@pytest.fixture
def chief(desk, fern):
    fern.user_permissions.add(Permission.objects.get(codename="lead_moderation"))
    return desk


def form(text="Dear {name}"):
    return {"title": "Thanks", "language": "", "place": "1", "text": text}


def test_only_who_leads_keeps_them_and_moderators_read_them(desk, fern):
    assert desk.post(f"{CANNED}add/", form()).status_code == 403
    assert desk.post(f"{CANNED}preview/", {"text": "x"}).status_code == 403
    row = CannedReply.objects.create(title="Thanks", text="Dear {name}")
    assert "Dear Rhea" in desk.get(f"{CANNED}{row.pk}/change/").content.decode()

    fern.user_permissions.add(Permission.objects.get(codename="lead_moderation"))

    assert desk.post(f"{CANNED}add/", form()).status_code == 302
    assert CannedReply.objects.count() == 2


def test_a_place_that_is_none_is_said_beside_the_text(chief):
    answer = chief.post(f"{CANNED}add/", form("Dear {nmae}"))

    assert answer.context["adminform"].form.errors["text"] == [
        "{nmae} is no place that can be filled. There are {name}, {story}, {reason}."
    ]
    assert not CannedReply.objects.exists()


def test_a_text_is_looked_at_before_it_is_saved(chief):
    fine = chief.post(f"{CANNED}preview/", {"text": "Dear {name}, *thanks*"}).json()
    wrong = chief.post(f"{CANNED}preview/", {"text": "<script>{x}"}).json()
    long = chief.post(f"{CANNED}preview/", {"text": "x" * 3000}).json()

    assert fine == {"wrong": "", "html": "<p>Dear Rhea, <em>thanks</em></p>"}
    assert wrong["wrong"].startswith("{x} is no place")
    assert "<script" not in wrong["html"]
    assert long["wrong"] == "This is too long, or not valid text."
    assert chief.get(f"{CANNED}preview/").status_code == 405


def test_one_is_chosen_filled_and_kept_in_the_log(desk, strike_story, reply):
    comment = reply(strike_story)
    row = CannedReply.objects.create(title="Thanks", text="Dear {name}")

    (ready,) = desk.get(f"{QUEUE}canned/{comment.key}/", **JSON).json()["canned"]
    sent = {"comment": comment.key, "version": 1, "decision": "approve",
            "answer": ready["text"], "canned": ready["id"]}  # fmt: skip
    desk.post(f"{QUEUE}decide/", sent, **JSON)

    assert ready == {"id": row.pk, "title": "Thanks", "text": "Dear Rhea"}
    assert Comment.objects.get(parent=comment).text == "Dear Rhea"
    assert Decision.objects.get(what="approve").note == "Canned reply: Thanks"


def test_without_a_script_they_are_forms_and_out_of_scope_nothing(desk, strike_story, reply):
    comment = reply(strike_story)
    CannedReply.objects.create(title="Thanks", text="Dear {name}")

    page = desk.get(f"{QUEUE}canned/{comment.key}/?ordering=oldest").content.decode()

    assert ">Dear Rhea</textarea>" in page
    assert "decide/?ordering=oldest" in page
    assert desk.get(f"{QUEUE}canned/abcdefghjkmn/").status_code == 404
    assert desk.get(f"{QUEUE}canned/abcdefghjkmn/", **JSON).json()["code"] == "not_found"
    assert Comment.objects.get().state == State.PENDING
