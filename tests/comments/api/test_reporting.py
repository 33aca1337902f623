"""The newsroom expects that readers can report a reply, and that a decision answers them."""

import io

import pytest
from django.core.cache import cache
from django.core.management import call_command

from cms.kernel import clock as kernel_clock
from comments.actions.decide import Judgement, decide
from comments.actions.forget_old import forget_old
from comments.actions.undo import undo
from comments.models import Comment, Letter, Report, State
from tests.comments.conftest import TROY, judge
from tests.comments.post import RHEAS, delivered

pytestmark = pytest.mark.django_db


def report(api, comment, address="198.51.100.7", **facts):
    body = {"reason": "abuse", **facts}
    door = f"/api/v1/comments/{comment.key}/reports/"
    return api.post(door, body, format="json", REMOTE_ADDR=address)


def reports_of(comment):
    comment.refresh_from_db()
    return comment.open_reports


def test_a_report_is_received_and_says_nothing_more(api, open_story, reply):
    comment = reply(open_story)

    answers = [report(api, comment, note="He \u202einsults\x00 me.") for _time in range(3)]

    assert [answer.status_code for answer in answers] == [202] * 3
    assert {answer.content for answer in answers} == {b'{"received":true}'}
    assert Report.objects.get().note == "He insults me."
    assert reports_of(comment) == 1
    assert comment.state == State.PUBLISHED
    assert b"report" not in api.get(f"/api/v1/comments/{comment.key}/").content


def test_each_reader_and_each_wording_counts(api, open_story, reply):
    comment = reply(open_story)
    report(api, comment)
    report(api, comment, address="203.0.113.9")
    Comment.objects.filter(pk=comment.pk).update(revision=2)

    report(api, comment)

    assert reports_of(comment) == 3


def test_only_what_readers_see_is_reported(api, strike_story, reply):
    waiting = reply(strike_story)

    assert report(api, waiting).status_code == 404
    assert report(api, Comment(key="nothing")).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reason": "banned_word"}, "/reason"),
        ({"reason": "duplicate"}, "/reason"),
        ({"reason": "ugly"}, "/reason"),
        ({"reason": None}, "/reason"),
        ({"reason": ["abuse"]}, "/reason"),
        ({"note": "x" * 501}, "/note"),
        ({"note": 7}, "/note"),
        ({"note": "half \ud800"}, "/note"),
        ({"weight": 9}, "/weight"),
    ],
)
def test_what_is_no_report_is_refused(client, open_story, reply, facts, field):
    comment = reply(open_story)

    answer = client.post(
        f"/api/v1/comments/{comment.key}/reports/",
        {"reason": "abuse", **facts},
        content_type="application/json",
    )

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)
    assert not Report.objects.exists()


def test_ten_reports_in_an_hour(api, open_story, reply, settings):
    settings.RATE_LIMITS = True
    cache.clear()
    comment = reply(open_story)

    answers = [report(api, comment).status_code for _time in range(11)]

    assert answers == [202] * 10 + [429]


@pytest.mark.parametrize(
    ("decision", "outcome"), [("approve", "disagreed"), ("reject", "agreed"), ("spam", "agreed")]
)
def test_a_decision_answers_them_and_undoing_asks_again(
    api, moss, open_story, reply, decision, outcome
):
    comment = reply(open_story)
    report(api, comment)
    report(api, comment, address="203.0.113.9")

    decided = judge(comment, decision, moss)

    assert decided.changed
    assert reports_of(comment) == 0
    assert set(Report.objects.values_list("outcome", "settled_by")) == {
        (outcome, decided.decision.pk)
    }
    undo(decision_id=decided.decision.pk, by=moss, at=kernel_clock.now())
    assert reports_of(comment) == 2
    assert set(Report.objects.values_list("outcome", "settled_by")) == {("", None)}


def test_holding_leaves_them_open(api, moss, open_story, reply):
    comment = reply(open_story)
    report(api, comment)

    judge(comment, "hold", moss)

    assert reports_of(comment) == 1


def test_a_report_that_came_in_between_is_not_lost_by_undoing(api, moss, open_story, reply):
    comment = reply(open_story)
    report(api, comment)
    kept = judge(comment, "approve", moss)
    report(api, comment, address="203.0.113.9")

    undo(decision_id=kept.decision.pk, by=moss, at=kernel_clock.now())

    assert reports_of(comment) == 2


def test_what_was_kept_is_not_asked_again_by_the_same_reader(api, moss, open_story, reply):
    comment = reply(open_story)
    report(api, comment)
    judge(comment, "approve", moss)

    assert report(api, comment).status_code == 202
    assert reports_of(comment) == 0
    report(api, comment, address="203.0.113.9")
    assert reports_of(comment) == 1


def test_a_second_keep_on_the_same_version_settles_new_reports(api, moss, open_story, reply):
    comment = reply(open_story)
    report(api, comment)

    comment.refresh_from_db()
    judgement = Judgement(comment.key, comment.version, "approve")
    done = decide(judgement=judgement, by=moss, at=kernel_clock.now())

    assert (done.changed, reports_of(comment)) == (True, 0)


@pytest.fixture
def illegal(api, open_story, reply):
    """What Troy said, reported by Rhea as illegal, with her address."""
    comment = reply(open_story, "What Troy said.", by=TROY)
    report(api, comment, reason="illegal", note="§ 130", name="Rhea Quaife", email=RHEAS)
    return comment


def settled(clock, comment, decision, moss):
    judge(comment, decision, moss)
    assert delivered() == []
    clock.shift(601)
    return delivered()


@pytest.mark.parametrize(
    ("decision", "words"),
    [("reject", "Readers do not see it any more."), ("approve", "We do not agree: it stays.")],
)
def test_who_reports_something_illegal_hears_of_it_twice(clock, moss, illegal, decision, words):
    [receipt] = delivered()
    [notice] = settled(clock, illegal, decision, moss)

    assert receipt.to == notice.to == [RHEAS]
    assert f"#reply-{illegal.key}" in receipt.body
    assert words in notice.body
    assert illegal.key in notice.body
    for letter in (receipt, notice):
        for secret in ("Troy", "What", "Rhea", "§ 130", "moss"):
            assert secret not in letter.body.replace("What was decided", "")


def test_what_is_undone_at_once_is_not_told(clock, moss, illegal):
    delivered()
    done = judge(illegal, "reject", moss)
    undo(decision_id=done.decision.pk, by=moss, at=kernel_clock.now())
    clock.shift(601)

    assert delivered() == []
    [letter] = settled(clock, illegal, "approve", moss)
    assert "it stays" in letter.body


def test_nobody_else_is_written_to(clock, api, moss, open_story, reply):
    comment = reply(open_story, by=TROY)
    report(api, comment)
    report(api, comment, address="203.0.113.9", reason="illegal", note="Look.")

    assert delivered() == []
    assert settled(clock, comment, "reject", moss) == []


def test_no_mailbox_is_flooded_with_receipts(api, open_story, reply):
    for number in range(5):
        report(api, reply(open_story, by=TROY), reason="illegal", email=RHEAS)
        assert Report.objects.count() == number + 1

    assert len(delivered()) == 3
    assert Report.objects.exclude(email="").count() == 3


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reason": "abuse", "email": RHEAS}, "/email"),
        ({"reason": "abuse", "name": "Rhea"}, "/name"),
        ({"reason": "illegal", "email": "nobody"}, "/email"),
        ({"reason": "illegal", "email": f"{'r' * 250}@x.example"}, "/email"),
        ({"reason": "illegal", "name": "x" * 61}, "/name"),
        ({"reason": "illegal", "email": ["a@b.example"]}, "/email"),
    ],
)
def test_who_reports_says_so_rightly(api, open_story, reply, facts, field):
    answer = report(api, reply(open_story, by=TROY), **facts)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
    assert not Report.objects.exists()


def test_who_reported_is_forgotten(clock, moss, moss_api, illegal, settings):
    queue = moss_api.get("/api/v1/moderation/queue/?status=reported").content
    judge(illegal, "reject", moss)
    clock.shift((settings.COMMENT_REMOVED_DAYS + 1) * 24 * 3600)
    forget_old(at=kernel_clock.now())

    assert RHEAS.encode() not in queue
    assert b"Quaife" not in queue
    assert Report.objects.get().name == Report.objects.get().email == ""


@pytest.mark.usefixtures("illegal")
def test_who_reported_is_erased():
    out = io.StringIO()

    call_command("erase_commenter", "--email", RHEAS, "--yes", stdout=out)

    assert "Erased: 0 comments, 0 votes, 1 reports." in out.getvalue()
    assert "Found in 0 places." in out.getvalue()
    assert not Letter.objects.exists()
