"""How do many replies come in at once, with every count and the log as if one by one?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.models import Discussion, Popularity
from cms.kernel import clock as newsroom_clock
from cms.seeding.threads import Reply, write_replies
from comments.actions.post_reply import Sent, post_reply
from comments.actions.recount import recount
from comments.actions.undo import undo
from comments.actions.writer import Writer
from comments.models import Comment, Decision, State
from comments.queries.chain import first_break


@pytest.fixture
def reply(strike_story):
    """Return a maker of replies to the strike story, one minute after another."""
    made = iter(range(1000))

    def make(parent=None, state=State.PUBLISHED, **facts):
        number = next(made)
        return Reply(
            key=f"reply{number:07}",
            article_id=strike_story.pk,
            language="en",
            parent=parent,
            author=f"Reader {number}",
            email=f"reader{number}@example.org",
            text=f"Reply number {number}.",
            at=newsroom_clock.now() - timedelta(minutes=60 - number),
            state=state,
            **facts,
        )

    return make


def test_all_counts_agree_with_those_of_one_by_one(reply, moss, strike_story):
    replies = [
        reply(),
        reply(parent=0),
        reply(parent=1),
        reply(parent=0, state=State.PENDING),
        reply(state=State.REJECTED, reason="abuse"),
        reply(parent=4),
        reply(state=State.PENDING, held_for=("links",)),
    ]

    write_replies(replies, moderator=moss)

    assert list(recount(mend=False)) == []
    assert Discussion.objects.get(pk=strike_story.pk).comment_count == 3
    assert Popularity.objects.get(pk=strike_story.pk).comments == 3


def test_the_log_holds_every_decision_in_an_unbroken_chain(reply, moss):
    write_replies([reply(), reply(state=State.SPAM, reason="advert")], moderator=moss)

    write_replies([reply()], moderator=moss)

    assert first_break() is None
    assert list(Decision.objects.order_by("id").values_list("what", "became", "by")) == [
        ("screened", "published", None),
        ("screened", "pending", None),
        ("spam", "spam", moss.pk),
        ("screened", "published", None),
    ]


def test_a_thread_deeper_than_the_tree_hangs_as_deep_as_it_goes(reply, moss):
    chain = [reply(), *(reply(parent=number) for number in range(40))]

    write_replies(chain, moderator=moss)

    assert max(Comment.objects.values_list("depth", flat=True)) == 31
    assert list(recount(mend=False)) == []


def test_a_reader_can_answer_what_came_in_at_once(reply, moss, strike_story):
    write_replies([reply()], moderator=moss)
    first = Comment.objects.get()

    answer = post_reply(
        article_id=strike_story.pk,
        sent=Sent(text="I agree.", parent=first.key, form_age=30.0),
        writer=Writer(identity="somebody"),
        at=newsroom_clock.now(),
    )

    assert answer.parent == first
    assert answer.path.startswith(first.path)
    assert first_break() is None
    assert list(recount(mend=False)) == []


def test_what_a_moderator_rejected_was_decided_by_now_and_can_be_taken_back(reply, moss):
    write_replies([reply(state=State.REJECTED, held_for=("links",))], moderator=moss)
    decision = Decision.objects.get(by=moss)
    later = newsroom_clock.now()

    undo(decision_id=decision.pk, by=moss, at=decision.at)

    comment = Comment.objects.get()
    assert decision.at <= later
    assert (comment.state, comment.held_for) == (State.PENDING, [{"code": "links"}])
    assert (comment.decided_at, comment.decided_by) == (None, None)
    assert first_break() is None


def test_nothing_is_decided_in_the_future(reply, moss):
    just_now = replace(reply(state=State.SPAM), at=newsroom_clock.now())

    write_replies([just_now], moderator=moss)

    assert Decision.objects.get(by=moss).at <= newsroom_clock.now()
    assert Comment.objects.get().decided_at <= newsroom_clock.now()
