"""The newsroom expects that its document shows moderators' tools the refusals that they get."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from cms.kernel import clock as kernel_clock
from comments.actions.claim import claim
from comments.actions.decide import identity_of_user
from comments.models import AuthorKind, Comment, State
from comments.queries.queue import Wanted
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = pytest.mark.django_db
DOCUMENT = yaml.load(
    (Path(__file__).parents[3] / "docs" / "openapi.yaml").read_text(),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506 - safe, and quick
)
API = "/api/v1/moderation/"
DECISIONS = f"{API}decisions/"
UNDO = f"{DECISIONS}{{id}}/"
WHO = f"{API}commenters/{{handle}}/"
LIST = f"{API}rules/{{kind}}/"
LATER = "2026-12-24T00:00:00Z"


def shown(verb, door, answer):
    """Return the example of a refusal, by its code, as the document shows it for the door."""
    said = DOCUMENT["paths"][door][verb]["responses"][str(answer.status_code)]
    for example in said["content"]["application/problem+json"]["examples"].values():
        named = example.get("$ref", "").rpartition("/")[2]
        value = DOCUMENT["components"]["examples"][named]["value"] if named else example["value"]
        if value["code"] == answer.json()["code"]:
            return value
    pytest.fail(f"{verb} {door} shows no {answer.json()['code']}")


def told_as_shown(api, verb, door, body=None, *, code, **places):
    """Knock, and compare what is said with the example; return the refusal."""
    path = door
    for name, value in places.items():
        path = path.replace(f"{{{name}}}", str(value))
    answer = getattr(api, verb)(path, *([] if body is None else [body]), format="json")
    said, example = answer.json(), shown(verb, door, answer)
    assert said["code"] == code
    assert set(said) == set(example)
    for name in ("type", "title", "status", "code", "detail"):
        assert said[name] == example[name], name
    if code == "validation":
        assert said["errors"] == example["errors"]
    return said


@pytest.fixture
def decide(moss_api):
    def ask(comment, version, decision="approve", *, code, **facts):
        body = {"comment": comment.key, "version": version, "decision": decision, **facts}
        return told_as_shown(moss_api, "post", DECISIONS, body, code=code)

    return ask


def test_of_decisions(ada, moss, strike_story, reply, decide):
    waits, own, gone, held = (reply(strike_story, by=TROY) for _number in range(4))
    Comment.objects.filter(pk=own.pk).update(identity=identity_of_user(moss.pk))
    Comment.objects.filter(pk=gone.pk).update(state=State.REMOVED)
    judge(waits, "reject", ada)
    judge(reply(strike_story, by=TROY), "approve", ada)
    claim(by=ada, count=1, wanted=Wanted(), ordering="newest", at=kernel_clock.now())

    decide(waits, 1, code="version_conflict")
    decide(waits, 2, "hold", code="already_decided")
    decide(held, 1, code="claimed")
    decide(gone, 1, code="gone")
    decide(waits, None, code="precondition_required")
    decide(own, 1, code="own_comment")
    decide(waits, 2, "reject", code="validation")
    decide(Comment(key="nothingthere"), 1, code="not_found")


def test_of_undoing(clock, ada, moss, moss_api, strike_story, reply):
    def undo(decided, code):
        told_as_shown(moss_api, "delete", UNDO, code=code, id=decided.decision.pk)

    theirs = judge(reply(strike_story), "approve", ada)
    late, own, gone, overtaken, undone = (
        judge(reply(strike_story), "approve", moss) for _number in range(5)
    )
    Comment.objects.filter(pk=own.comment.pk).update(identity=identity_of_user(moss.pk))
    Comment.objects.filter(pk=gone.comment.pk).update(state=State.ERASED)
    judge(overtaken.comment, "reject", ada)
    assert moss_api.delete(f"{DECISIONS}{undone.decision.pk}/").status_code == 200

    undo(theirs, "not_yours")
    undo(own, "own_comment")
    undo(gone, "gone")
    undo(overtaken, "version_conflict")
    undo(undone, "already_undone")
    clock.shift(601)
    undo(late, "undo_window_closed")


def test_of_commenters(moss, moss_api, ada, open_story, reply):
    ours = reply(
        open_story,
        by=replace(RHEA, identity=identity_of_user(ada.pk), kind=AuthorKind.STAFF),
    )
    theirs = reply(open_story, by=replace(TROY, network_hash=""))
    refused = (
        ("warnings/", {"text": "x"}, {"text": "x" * 501}),
        ("premoderation/", {"until": LATER}, {"until": "1999-01-01T00:00:00Z"}),
        ("bans/", {"by": "identity", "reason": "abuse"}, {"by": "network", "reason": "abuse"}),
        ("rejections/", {"count": 1, "reason": "abuse"}, None),
        ("notes/", None, {"text": "x" * 501}),
    )

    for rest, fine, unfit in refused:
        door = f"{WHO}{rest}"
        if fine:
            told_as_shown(moss_api, "post", door, fine, code="is_staff", handle=ours.key)
            told_as_shown(moss_api, "post", door, fine, code="not_found", handle="nothingthere")
        if unfit:
            told_as_shown(moss_api, "post", door, unfit, code="validation", handle=theirs.key)


def test_of_lists_and_of_what_all_refuse_alike(api, ada_api, moss_api):
    body = {"text": "casino", "version": 0}
    moss_api.put(f"{API}rules/suspect/", body, format="json")

    told_as_shown(moss_api, "put", LIST, body, code="version_conflict", kind="suspect")
    told_as_shown(
        moss_api, "put", LIST, {"text": "bet"}, code="precondition_required", kind="suspect"
    )
    short = {"text": "x", "version": 1}
    told_as_shown(moss_api, "put", LIST, short, code="validation", kind="suspect")
    queue = f"{API}queue/"
    told_as_shown(api, "get", queue, code="not_authenticated")
    told_as_shown(ada_api, "get", queue, code="forbidden")
    told_as_shown(moss_api, "get", f"{API}rules/", {"colour": "red"}, code="bad_parameter")
    for door, answer, code in (
        (queue, moss_api.get(queue, headers={"Accept": "text/xml"}), "not_acceptable"),
        (
            DECISIONS,
            moss_api.post(DECISIONS, "x", content_type="text/plain"),
            "unsupported_media_type",
        ),
    ):
        verb = answer.wsgi_request.method.lower()
        assert answer.json()["code"] == code
        example = shown(verb, door, answer)
        assert {**answer.json(), "request_id": ""} == {**example, "request_id": ""}
