"""The newsroom expects that taking a decision back leaves everything as it was."""

import pytest

from cms.kernel import clock as kernel_clock
from cms.kernel.errors import Missing
from comments.actions import refusals
from comments.actions.log import note
from comments.actions.recount import recount
from comments.actions.undo import UNDOABLE, WINDOW, undo
from comments.models import Comment, Decision, State
from comments.queries.queue_counts import last_decision
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db
SAME = (
    "state",
    "held_for",
    "published_at",
    "decided_at",
    "decided_by_id",
    "decided_by_kind",
    "open_reports",
    "buried",
    "reply_count",
    "visible_descendants",
    "last_activity_at",
)


def take_back(decision, by):
    return undo(decision_id=decision.pk, by=by, at=kernel_clock.now())


def picture(comment):
    return Comment.objects.values(*SAME).get(pk=comment.pk)


@pytest.mark.parametrize("decision", ["approve", "reject", "spam"])
def test_a_reply_that_waited_waits_again(strike_story, moss, reply, decision):
    comment = reply(strike_story)
    before = picture(comment)
    decided = judge(comment, decision, moss)

    undone = take_back(decided.decision, moss)

    assert picture(comment) == before
    assert undone.decision.undoes == decided.decision
    comment.refresh_from_db()
    assert comment.version == 3


@pytest.mark.parametrize("decision", ["reject", "spam", "hold"])
def test_a_whole_thread_comes_back(clock, strike_story, moss, reply, decision):
    root = reply(strike_story, approved_by=moss)
    clock.shift(60)
    answer = reply(strike_story, to=root, approved_by=moss)
    clock.shift(60)
    before = (picture(root), picture(answer))
    decided = judge(root, decision, moss)

    take_back(decided.decision, moss)

    assert (picture(root), picture(answer)) == before
    strike_story.discussion.refresh_from_db()
    assert strike_story.discussion.comment_count == 2
    assert list(recount(mend=False)) == []


def test_it_is_taken_back_once(strike_story, moss, reply):
    decided = judge(reply(strike_story), "approve", moss)
    undone = take_back(decided.decision, moss)

    with pytest.raises(refusals.NotUndoable):
        take_back(decided.decision, moss)
    with pytest.raises(refusals.NotUndoable):
        take_back(undone.decision, moss)


def test_after_another_decision_it_is_too_late(strike_story, moss, reply):
    comment = reply(strike_story)
    first = judge(comment, "approve", moss)
    judge(comment, "reject", moss)

    with pytest.raises(refusals.Stale):
        take_back(first.decision, moss)

    comment.refresh_from_db()
    assert comment.state == State.REJECTED


def test_several_decisions_on_one_reply_are_taken_back_step_by_step(strike_story, moss, reply):
    comment = reply(strike_story)
    pictures, decisions = [], []
    for said in ("approve", "hold", "reject"):
        comment.refresh_from_db()
        pictures.append(picture(comment))
        decisions.append(judge(comment, said, moss).decision)

    for before, decision in zip(reversed(pictures), reversed(decisions), strict=True):
        take_back(decision, moss)
        assert picture(comment) == before

    assert list(recount(mend=False)) == []


def test_what_its_author_changed_between_two_decisions_is_not_undone(strike_story, moss, reply):
    comment = reply(strike_story)
    first = judge(comment, "approve", moss).decision
    Comment.objects.filter(pk=comment.pk).update(version=3)
    comment.refresh_from_db()
    second = judge(comment, "reject", moss).decision
    take_back(second, moss)

    with pytest.raises(refusals.Stale):
        take_back(first, moss)


def test_moderators_take_back_their_own_within_ten_minutes(
    clock, strike_story, moss, ada, reply, django_user_model
):
    mia = django_user_model.objects.create_user("mia", is_staff=True)
    decided = judge(reply(strike_story), "approve", moss)

    with pytest.raises(refusals.NotYours):
        take_back(decided.decision, mia)
    clock.shift(601)
    with pytest.raises(refusals.UndoClosed):
        take_back(decided.decision, moss)

    assert take_back(decided.decision, ada).changed


def test_what_was_erased_stays_so(strike_story, ada, reply):
    comment = reply(strike_story)
    decided = judge(comment, "approve", ada)
    Comment.objects.filter(pk=comment.pk).update(state=State.ERASED)

    with pytest.raises(refusals.Gone):
        take_back(decided.decision, ada)


def test_a_decision_that_is_not_there_cannot_be_taken_back(strike_story, moss, reply):
    comment = reply(strike_story)
    screened = Decision.objects.get(comment=comment)

    with pytest.raises(Missing):
        undo(decision_id=screened.pk + 1, by=moss, at=kernel_clock.now())
    with pytest.raises(refusals.NotUndoable):
        take_back(screened, moss)


def test_what_does_not_say_how_it_was_before_is_refused_and_not_offered(
    clock, strike_story, moss, reply
):
    clock.shift(60)
    real = judge(reply(strike_story), "reject", moss).decision
    comment = reply(strike_story)
    clock.shift(60)
    brought = note(
        comment, what="approve", was="pending", at=kernel_clock.now(), by=moss, by_kind="user"
    )

    with pytest.raises(refusals.NotUndoable):
        take_back(brought, moss)

    until = kernel_clock.now()
    offered = last_decision(moss, UNDOABLE, since=until - WINDOW, until=until)
    comment.refresh_from_db()
    assert (comment.state, comment.version) == (State.PENDING, 1)
    assert offered == real
    assert last_decision(moss, UNDOABLE, since=until - WINDOW, until=real.at - WINDOW) is None
