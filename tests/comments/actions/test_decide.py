"""The newsroom expects that a decision holds exactly once, and that every count follows it."""

import pytest

from cms.kernel import clock as kernel_clock
from cms.kernel.errors import Invalid, Missing
from cms.kernel.models import Announcement
from comments.actions import refusals
from comments.actions.decide import Judgement, decide, identity_of_user
from comments.actions.recount import recount
from comments.actions.writer import Writer
from comments.models import Comment, Decision, State
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


def count_of(story):
    story.discussion.refresh_from_db()
    return story.discussion.comment_count


def test_an_approved_reply_is_public_counted_and_announced(strike_story, moss, reply):
    comment = reply(strike_story)

    decided = judge(comment, "approve", moss)

    assert decided.changed
    comment.refresh_from_db()
    assert (comment.state, comment.version, comment.shown) == (State.PUBLISHED, 2, True)
    assert comment.published_at
    assert comment.decided_by == moss
    assert comment.held_for == []
    assert count_of(strike_story) == 1
    assert Announcement.objects.filter(kind="comment.approved", subject=comment.key).count() == 1


def test_rejecting_hides_the_thread_below_without_deciding_on_it(strike_story, moss, reply):
    root = reply(strike_story, approved_by=moss)
    answer = reply(strike_story, to=root, approved_by=moss)
    deeper = reply(strike_story, to=answer, approved_by=moss)

    judge(root, "reject", moss)

    for comment in (answer, deeper):
        comment.refresh_from_db()
        assert (comment.state, comment.version, comment.shown) == (State.PUBLISHED, 2, False)
    assert count_of(strike_story) == 0
    judge(root, "approve", moss)
    assert count_of(strike_story) == 3
    assert list(recount(mend=False)) == []


def test_a_held_reply_leaves_a_gap_above_what_was_answered(strike_story, moss, reply):
    root = reply(strike_story, approved_by=moss)
    reply(strike_story, to=root, approved_by=moss)

    judge(root, "hold", moss)

    root.refresh_from_db()
    assert (root.state, root.shown) == (State.PENDING, True)
    assert count_of(strike_story) == 1


def test_burying_twice_and_digging_out_once_leaves_it_buried(strike_story, moss, reply):
    root = reply(strike_story, approved_by=moss)
    answer = reply(strike_story, to=root, approved_by=moss)
    deeper = reply(strike_story, to=answer, approved_by=moss)
    judge(root, "reject", moss)
    judge(answer, "spam", moss)

    judge(root, "approve", moss)

    deeper.refresh_from_db()
    assert (deeper.buried, deeper.shown) == (1, False)
    assert count_of(strike_story) == 1
    assert list(recount(mend=False)) == []


def test_who_comes_second_hears_who_was_first(strike_story, moss, ada, reply):
    comment = reply(strike_story)
    judge(comment, "approve", moss)

    with pytest.raises(refusals.Stale) as refused:
        judge(comment, "reject", ada, version=1)

    facts = refused.value.facts
    assert (facts["decided_by"], facts["decision"], facts["version"]) == ("moss", "approve", 2)
    assert facts["at"].endswith("Z")
    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED
    assert Decision.objects.filter(comment=comment).count() == 2


@pytest.mark.parametrize("version", [1, 2])
def test_the_same_decision_twice_changes_nothing(strike_story, moss, ada, reply, version):
    comment = reply(strike_story)
    judge(comment, "approve", moss)

    again = judge(comment, "approve", ada, version=version)

    assert not again.changed
    assert again.decision.what == "concurred"
    comment.refresh_from_db()
    assert comment.version == 2
    assert count_of(strike_story) == 1


def test_a_decision_names_the_version_it_is_about(strike_story, moss, reply):
    comment = reply(strike_story)

    with pytest.raises(refusals.PreconditionRequired):
        judge(comment, "approve", moss, version=None)

    comment.refresh_from_db()
    assert comment.state == State.PENDING


@pytest.mark.parametrize(
    ("decision", "facts"),
    [
        ("reject", {"reason": ""}),
        ("spam", {"reason": ""}),
        ("reject", {"reason": "bad_mood"}),
        ("applaud", {}),
        ("approve", {"note": "x" * 501}),
    ],
)
def test_a_decision_says_what_and_why(strike_story, moss, reply, decision, facts):
    comment = reply(strike_story)

    with pytest.raises(Invalid):
        judge(comment, decision, moss, **facts)

    comment.refresh_from_db()
    assert (comment.state, comment.version) == (State.PENDING, 1)


def test_nobody_decides_on_their_own_comment(strike_story, moss, reply):
    own = reply(strike_story, by=Writer(identity=identity_of_user(moss.pk), kind="member"))

    with pytest.raises(refusals.OwnComment):
        judge(own, "approve", moss)

    own.refresh_from_db()
    assert own.state == State.PENDING


def test_what_its_author_took_back_is_gone(strike_story, moss, reply):
    comment = reply(strike_story)
    Comment.objects.filter(pk=comment.pk).update(state=State.REMOVED)

    with pytest.raises(refusals.Gone):
        judge(comment, "approve", moss)


def test_a_rejected_reply_is_not_held_again(strike_story, moss, reply):
    comment = reply(strike_story)
    judge(comment, "reject", moss)

    with pytest.raises(refusals.AlreadyDecided):
        judge(comment, "hold", moss)


def test_a_comment_that_is_not_there_cannot_be_decided_on(clock, moss):
    judgement = Judgement("nosuchreply2", 1, "approve")

    with pytest.raises(Missing):
        decide(judgement=judgement, by=moss, at=kernel_clock.now())
