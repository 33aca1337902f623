"""The newsroom expects that only readers with a record take a reply back by reporting it."""

from dataclasses import replace

import pytest

from cms.kernel import clock as kernel_clock
from comments.actions.recount import recount
from comments.actions.report import report
from comments.actions.undo import undo
from comments.models import Comment, Decision, Outcome, Report, State
from comments.queries.chain import first_break
from tests.comments.conftest import RHEA, judge

pytestmark = pytest.mark.django_db


def tell(comment, number, network=""):
    reader = replace(RHEA, identity=f"reader-{number}", network_hash=network or f"network-{number}")
    report(key=comment.key, reason="abuse", note="", reporter=reader, at=kernel_clock.now())
    comment.refresh_from_db()


def was_right(number, comment, times=8):
    """Let a reader have been right so often, without the work of it."""
    settled = Decision.objects.filter(comment=comment).first()
    for revision in range(100, 100 + times):
        Report.objects.create(
            comment=comment,
            revision=revision,
            identity=f"reader-{number}",
            reason="abuse",
            outcome=Outcome.AGREED,
            settled_by=settled,
        )


def test_a_thousand_fresh_readers_take_nothing_away(open_story, reply):
    comment = reply(open_story)
    readers = [
        Report(
            comment=comment,
            revision=1,
            identity=f"flood-{number}",
            network_hash=f"farm-{number % 5}",
            reason="abuse",
            weight=0.25,
        )
        for number in range(999)
    ]
    Report.objects.bulk_create(readers)
    Comment.objects.filter(pk=comment.pk).update(open_reports=999)

    tell(comment, 1000, "farm-1")

    assert (comment.state, comment.open_reports) == (State.PUBLISHED, 1000)
    assert comment.report_weight == 1.5


def test_readers_who_were_right_take_it_back(open_story, moss, reply):
    other, comment = reply(open_story), reply(open_story)
    for number in range(5):
        was_right(number, other)
    turn = comment.turn_at

    for number in range(3):
        tell(comment, number)
    assert comment.state == State.PUBLISHED
    tell(comment, 3)

    assert comment.state == State.PENDING
    [finding] = comment.held_for
    assert (finding["code"], finding["reports"]) == ("reports", 4)
    assert comment.turn_at < turn
    held = Decision.objects.filter(comment=comment).last()
    assert (held.what, held.by_kind, held.became) == ("hold", "rule", "pending")
    open_story.discussion.refresh_from_db()
    assert open_story.discussion.comment_count == 1
    assert list(recount(mend=False)) == []
    assert first_break() is None


def test_what_the_newsroom_wrote_stays(open_story, reply):
    other, comment = reply(open_story), reply(open_story)
    Comment.objects.filter(pk=comment.pk).update(author_kind="staff")
    for number in range(6):
        was_right(number, other)
        tell(comment, number)

    assert comment.state == State.PUBLISHED
    assert comment.report_weight > 3


def test_what_was_kept_is_asked_again_by_several_or_after_an_edit(open_story, moss, reply):
    comment = reply(open_story)
    tell(comment, 1)
    judge(comment, "approve", moss)

    weights = []
    for number in (2, 3, 4):
        tell(comment, number)
        weights.append(comment.report_weight)

    assert weights == [0, 0, 0.75]
    judge(comment, "approve", moss)
    Comment.objects.filter(pk=comment.pk).update(revision=2)
    tell(comment, 5)
    assert comment.report_weight == 0.25


@pytest.mark.parametrize("decision", ["approve", "reject", "spam"])
def test_undoing_brings_weight_and_turn_back_exactly(open_story, moss, reply, decision):
    comment = reply(open_story)
    for number in range(3):
        tell(comment, number)
    before = Comment.objects.values("turn_at", "report_weight", "open_reports").get()
    decided = judge(comment, decision, moss)
    comment.refresh_from_db()
    assert (comment.report_weight, comment.open_reports) == (0, 0)

    undo(decision_id=decided.decision.pk, by=moss, at=kernel_clock.now())

    assert Comment.objects.values("turn_at", "report_weight", "open_reports").get() == before
