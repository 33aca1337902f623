"""The newsroom expects that no door leads out of a moderator's scope, nor to one's own comment."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from django.test import Client

from articles.models import Category
from cms.kernel import clock as kernel_clock
from comments.actions.decide import Judgement, identity_of_user
from comments.actions.decide_many import decide_many
from comments.actions.writer import email_hash, identity_of_address
from comments.api.urls import urlpatterns
from comments.models import (
    AuthorKind,
    Ban,
    Comment,
    Commenter,
    CommenterNote,
    Decision,
    ModeratorScope,
    State,
)
from tests.comments.conftest import RHEA, TROY, judge
from tests.conftest import client_with

pytestmark = pytest.mark.django_db
API = "/api/v1/moderation/"
QUEUE = "/admin/comments/comment/queue/"
LATER = "2026-12-24T00:00:00Z"
PAPERS = {
    "moderation-lists",
    "moderation-list",
    "moderation-try",
}  # the lists are the whole paper's


def doors(comment, decision):
    """Return by the name of each door what is asked of it about the comment: verb, path, body."""
    who = f"commenters/{comment.key}/"
    said = {"comment": comment.key, "version": comment.version, "decision": "approve"}
    return {
        "moderation-queue": ("get", "queue/?status=published", None),
        "moderation-claims": ("post", "claims/", {}),
        "moderation-decisions": ("post", "decisions/", said),
        "moderation-decisions-bulk": ("post", "decisions/bulk/", {"decisions": [said]}),
        "moderation-batch": ("delete", f"decisions/batches/{decision.batch}/", None),
        "moderation-decision": ("delete", f"decisions/{decision.pk}/", None),
        "moderation-commenter": ("get", who, None),
        "moderation-notes": ("post", f"{who}notes/", {"text": "x"}),
        "moderation-warnings": ("post", f"{who}warnings/", {"text": "x"}),
        "moderation-premoderation": ("post", f"{who}premoderation/", {"until": LATER}),
        "moderation-bans": ("post", f"{who}bans/", {"by": "identity", "reason": "abuse"}),
        "moderation-ban": ("delete", f"{who}bans/1/", None),
        "moderation-rejections": ("post", f"{who}rejections/", {"count": 1, "reason": "abuse"}),
        "moderation-stats": ("get", "stats/", None),
        "moderation-log": ("get", "log/", None),
    }


def knock(api, verb, path, body):
    return (
        getattr(api, verb)(f"{API}{path}", body, format="json")
        if body is not None
        else (getattr(api, verb)(f"{API}{path}"))
    )


@pytest.fixture
def decided(moss, strike_story, reply):
    """Troy's comment, published in a batch, and another one that waits."""
    comment = reply(strike_story, by=TROY)
    _batch, [item] = decide_many(
        judgements=[Judgement(comment.key, 1, "approve")], by=moss, at=kernel_clock.now()
    )
    reply(strike_story, by=TROY)
    comment.refresh_from_db()
    return comment, item.decided.decision


def test_every_door_is_walked(decided):
    named = {one.name for one in urlpatterns if str(one.pattern).startswith("moderation/")}

    assert named == set(doors(*decided)) | PAPERS


def test_what_is_out_of_scope_is_not_there_at_any_door(django_user_model, moss, decided):
    narrow = django_user_model.objects.create_user("nell", is_staff=True)
    narrow.user_permissions.set(moss.user_permissions.all())
    sport = Category.objects.create(slug="sport", name="Sport")
    ModeratorScope.objects.create(user=narrow, category=sport)
    api = client_with(narrow, "moderator")
    before = Decision.objects.count()

    said = {name: knock(api, *ask) for name, ask in doors(*decided).items()}

    lists = {"moderation-queue", "moderation-claims", "moderation-log"}
    for name in lists:
        assert said.pop(name).json()["results"] == [], name
    assert said.pop("moderation-stats").json()["waiting"] == 0
    [row] = said.pop("moderation-decisions-bulk").json()["results"]
    assert (row["status"], row["code"], row["decision"]) == ("missing", "not_found", None)
    assert {name: answer.status_code for name, answer in said.items()} == dict.fromkeys(said, 404)
    assert Decision.objects.count() == before
    assert not Ban.objects.exists()
    assert not Commenter.objects.exists()
    assert not CommenterNote.objects.exists()


@pytest.fixture(params=["account", "address"])
def own(request, moss, strike_story, reply):
    """What Moss wrote: by the account, or as a reader who has confirmed the account's address."""
    account = replace(RHEA, identity=identity_of_user(moss.pk), kind=AuthorKind.MEMBER, email="")
    address = identity_of_address(email_hash(moss.email))
    reader = replace(RHEA, identity=address, kind=AuthorKind.VERIFIED)
    return reply(strike_story, by=account if request.param == "account" else reader)


def test_nobody_decides_on_their_own_comment_at_any_door(moss, moss_api, own):
    said = {"comment": own.key, "version": 1, "decision": "approve"}
    admin = Client()
    admin.force_login(moss)
    who = f"commenters/{own.key}/"

    one = knock(moss_api, "post", "decisions/", said)
    answered = knock(moss_api, "post", "decisions/", {**said, "reply": {"text": "Fine."}})
    bulk = knock(moss_api, "post", "decisions/bulk/", {"decisions": [said]})
    claimed = knock(moss_api, "post", "claims/", {})
    last = knock(moss_api, "post", f"{who}rejections/", {"count": 1, "reason": "abuse"})
    page = admin.post(f"{QUEUE}decide/", said, HTTP_ACCEPT="application/json")
    many = admin.post(
        f"{QUEUE}decide-many/",
        urlencode({"item": f"{own.key}:1", "decision": "approve"}),
        content_type="application/x-www-form-urlencoded",
        HTTP_ACCEPT="application/json",
    )

    for answer in (one, answered, page):
        assert (answer.status_code, answer.json()["code"]) == (403, "own_comment")
    assert bulk.json()["results"][0]["code"] == "own_comment"
    assert claimed.json()["results"] == []
    assert last.json()["code"] == "is_staff"
    assert [row["code"] for row in many.json()["refused"]] == ["own_comment"]
    own.refresh_from_db()
    assert (own.state, own.version) == (State.PENDING, 1)
    assert Comment.objects.count() == 1


def test_nobody_takes_back_what_was_decided_on_their_own(django_user_model, ada, moss, own):
    chief = django_user_model.objects.get(pk=moss.pk)
    django_user_model.objects.filter(pk=moss.pk).update(is_superuser=True)
    api = client_with(chief, "moderator")
    judge(own, "reject", ada)
    batch, items = decide_many(
        judgements=[Judgement(own.key, 2, "spam", "spam")], by=ada, at=kernel_clock.now()
    )

    alone = knock(api, "delete", f"decisions/{items[0].decided.decision.pk}/", None)
    whole = knock(api, "delete", f"decisions/batches/{batch}/", None)

    assert (alone.status_code, alone.json()["code"]) == (403, "own_comment")
    assert [row["code"] for row in whole.json()["results"]] == ["own_comment"]
    own.refresh_from_db()
    assert own.state == State.SPAM
