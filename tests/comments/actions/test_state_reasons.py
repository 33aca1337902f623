"""The newsroom expects that an author is told of a rejection, where it wishes so, and why."""

import io
import json
from dataclasses import replace

import pytest
from django.core.management import call_command

from articles.actions.withdraw import withdraw
from cms.kernel import clock as kernel_clock
from comments.actions import undo as undoing
from comments.actions.undo import undo
from comments.models import (
    AuthorKind,
    BlockList,
    Comment,
    Decision,
    Letter,
    NoLetters,
    ScreeningRules,
    State,
    What,
)
from comments.queries.block_lists import forget
from comments.queries.chain import first_break
from comments.rules.letters import DECISION_WAITS
from tests.comments.conftest import RHEA, TROY, judge
from tests.comments.post import RHEAS, delivered

pytestmark = pytest.mark.django_db
READER = replace(RHEA, identity="rhea-confirmed", kind=AuthorKind.VERIFIED, email=RHEAS)
LAWS = {"terms_clause": "Rules for comments, No. 3", "legal_basis": "§ 130 StGB"}


@pytest.fixture
def told(db):
    return ScreeningRules.objects.create(authors_told=True)


@pytest.fixture
def stated(db):
    return ScreeningRules.objects.create(authors_told=True, reasons_stated=True, **LAWS)


def sent_later(clock):
    clock.shift(DECISION_WAITS.total_seconds())
    return delivered()


def test_nobody_is_told_before_the_newsroom_says_so(clock, moss, strike_story, reply):
    decided = judge(reply(strike_story, by=READER), "reject", moss)

    assert sent_later(clock) == []
    assert decided.decision.evidence == []


def test_the_author_is_told_once_and_by_nobody_in_particular(
    clock, settings, moss, told, strike_story, reply
):
    settings.COMMENT_APPEALS = "desk@courier.example"
    other = reply(strike_story, "What Troy said.", by=TROY, approved_by=moss)
    comment = reply(strike_story, "What Rhea answered.", to=other, by=READER)

    judge(comment, "reject", moss, note="Insults Troy, says moss.")

    assert delivered() == []
    [letter] = sent_later(clock)
    assert letter.to == [RHEAS]
    assert letter.subject == f"Your comment was rejected: {strike_story.headline}"
    assert "Reason: It insults somebody." in letter.body
    assert f"write to desk@courier.example and name the number {comment.key}" in letter.body
    for secret in ("moss", "Troy", "What Rhea", "Insults", "automated", "court"):
        assert secret not in letter.body
    assert delivered() == []


@pytest.mark.parametrize("after", ["undo", "approve", "withdraw", "unsubscribe", "erase"])
@pytest.mark.usefixtures("told")
def test_what_has_lost_its_reason_is_not_sent(clock, ada, moss, strike_story, reply, after):
    comment = reply(strike_story, by=READER)
    done = judge(comment, "reject", moss)
    if after == "undo":
        undo(decision_id=done.decision.pk, by=moss, at=kernel_clock.now())
    elif after == "approve":
        judge(comment, "approve", moss)
    elif after == "withdraw":
        withdraw(strike_story.pk, by=ada, note="Wrong.")
    elif after == "unsubscribe":
        NoLetters.objects.create(address_hash=READER.email_hash)
    else:
        call_command("erase_commenter", "--email", RHEAS, "--yes", stdout=io.StringIO())

    assert sent_later(clock) == []
    assert not Letter.objects.filter(kind="rejected").exists()


def test_undone_and_rejected_again_it_is_told_once(clock, moss, told, strike_story, reply):
    comment = reply(strike_story, by=READER)
    first = judge(comment, "reject", moss)
    undo(decision_id=first.decision.pk, by=moss, at=kernel_clock.now())
    judge(comment, "reject", moss, reason="off_topic")
    judge(comment, "reject", moss, reason="hate")

    [letter] = sent_later(clock)

    assert "It has nothing to do with the story" in letter.body


def test_the_letter_waits_as_long_as_its_moderator_may_undo():
    assert DECISION_WAITS == undoing.WINDOW


@pytest.mark.parametrize(("decision", "by"), [("spam", READER), ("hold", READER), ("reject", TROY)])
@pytest.mark.usefixtures("told")
def test_spammers_and_who_confirmed_no_address_are_not_written_to(
    clock, moss, open_story, reply, decision, by
):
    judge(reply(open_story, by=by), decision, moss)

    assert sent_later(clock) == []


def test_a_statement_stands_with_the_decision_in_the_letter_and_in_the_log(
    clock, moss, moss_api, stated, strike_story, reply
):
    comment = reply(strike_story, "See http://a.example http://b.example", by=READER)
    body = {"comment": comment.key, "version": 1, "decision": "reject", "reason": "illegal",
            "statement": {"facts": "It calls for violence."}}  # fmt: skip

    made = moss_api.post("/api/v1/moderation/decisions/", body, format="json").json()

    said = moss_api.get(f"/api/v1/moderation/decisions/{made['id']}/").json()["statement"]
    [letter] = sent_later(clock)
    assert {name: said[name] for name in said if name not in {"words", "redress"}} == {
        "ground": "illegal",
        "basis": "§ 130 StGB",
        "facts": "It calls for violence.",
        "reported": False,
        "found_automatically": True,
        "decided_automatically": False,
    }
    for sentence in (*said["words"], *said["redress"]):
        assert sentence in letter.body
    assert "by § 130 StGB" in letter.body
    assert "Automated means pointed it out; a person decided." in letter.body
    assert "a court" in letter.body
    assert made["evidence"][0]["code"] == "statement"
    assert first_break() is None


def test_every_export_of_the_log_holds_statements(tmp_path, moss, stated, strike_story, reply):
    judge(reply(strike_story, by=READER), "reject", moss)
    file = tmp_path / "log.ndjson"

    call_command("audit", "--verify", "--export", str(file), stdout=io.StringIO())

    last = json.loads(file.read_text().splitlines()[-1])
    assert last["evidence"][0]["basis"] == LAWS["terms_clause"]


@pytest.mark.parametrize("decision", ["approve", "hold", "spam"])
def test_only_rejections_state_reasons(moss, stated, open_story, reply, decision):
    assert judge(reply(open_story, by=READER), decision, moss).decision.evidence == []


def test_what_a_rule_rejects_is_stated_and_told_too(clock, stated, open_story, reply):
    BlockList.objects.create(kind="blocked", text="casino")
    forget()

    comment = reply(open_story, "Visit the casino.", by=READER)

    row = Decision.objects.get(comment=comment, what=What.SCREENED)
    [letter] = sent_later(clock)
    assert comment.state == State.REJECTED
    assert row.evidence[-1]["decided_automatically"]
    assert "It was found and rejected by automated means." in letter.body
    assert "casino" not in letter.body


def test_what_cannot_be_stated_is_refused(moss_api, strike_story, reply):
    comment = reply(strike_story)
    for statement, field in (
        ({"basis": "x" * 201}, "/statement/basis"),
        ({"facts": "x" * 501}, "/statement/facts"),
        ({"facts": "half \ud800"}, "/statement/facts"),
        ({"ground": "illegal"}, "/statement/ground"),
        ({"facts": 7}, "/statement/facts"),
    ):
        body = {"comment": comment.key, "version": 1, "decision": "reject", "reason": "abuse",
                "statement": statement}  # fmt: skip

        answer = moss_api.post(
            "/api/v1/moderation/decisions/", json.dumps(body), content_type="application/json"
        )

        assert answer.status_code == 400, statement
        assert answer.json()["errors"][0]["field"] == field
    assert Comment.objects.get().version == 1
