"""The newsroom expects that a reply waits for a moderator unless everything says otherwise."""

from dataclasses import replace

import pytest

from cms.kernel import clock as kernel_clock
from cms.kernel.errors import DomainError
from cms.kernel.models import Announcement
from comments.actions import refusals
from comments.actions.post_reply import Sent, post_reply
from comments.actions.recount import recount
from comments.actions.writer import Writer
from comments.models import Comment, Decision, State
from comments.rules import tree
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = pytest.mark.django_db


def post(story, text="A thoughtful reply.", writer=RHEA, **facts):
    sent = Sent(text, **{"form_age": 60.0, **facts})
    return post_reply(article_id=story.pk, sent=sent, writer=writer, at=kernel_clock.now())


def count_of(story):
    story.discussion.refresh_from_db()
    return story.discussion.comment_count


def test_a_first_reply_waits_and_the_log_says_why(strike_story):
    comment = post(strike_story)

    assert comment.state == State.PENDING
    assert comment.held_for == [{"code": "premoderated"}]
    assert Decision.objects.get(comment=comment).what == "screened"
    assert Announcement.objects.filter(kind="comment.created", subject=comment.key).exists()
    assert count_of(strike_story) == 0


def test_where_replies_are_open_it_is_published_and_counted(open_story):
    comment = post(open_story)

    assert comment.state == State.PUBLISHED
    assert comment.published_at
    assert count_of(open_story) == 1


def test_what_fills_the_trap_is_kept_as_spam(open_story):
    comment = post(open_story, trap="https://pills.example")

    assert comment.state == State.SPAM
    assert count_of(open_story) == 0


@pytest.mark.parametrize(
    ("facts", "writer", "refusal", "code"),
    [
        ({"text": "x"}, RHEA, refusals.Invalid, "too_short"),
        ({"text": "half \ud800"}, RHEA, refusals.Invalid, "bad_encoding"),
        ({"notify": True}, RHEA, refusals.Invalid, "email_needed"),
        ({}, replace(RHEA, name=""), refusals.Invalid, "too_short"),
        ({}, replace(RHEA, name="M0derator"), refusals.Invalid, "imitates_staff"),
        ({}, replace(RHEA, name="Ada"), refusals.Invalid, "imitates_staff"),
        ({}, replace(RHEA, email="nobody"), refusals.Invalid, "bad_email"),
        ({}, replace(RHEA, url="javascript:alert(1)"), refusals.Invalid, "bad_url"),
        ({"parent": "nosuchreply2"}, RHEA, refusals.ParentNotFound, ""),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_stored(
    strike_story, facts, writer, refusal, code
):
    with pytest.raises(refusal) as refused:
        post(strike_story, writer=writer, **facts)

    assert [error["code"] for error in refused.value.errors] == ([code] if code else [])
    assert not Comment.objects.exists()
    assert not Decision.objects.exists()


def test_a_closed_column_takes_no_replies(closed_column):
    with pytest.raises(refusals.StoryClosed):
        post(closed_column)

    assert not Comment.objects.exists()


def test_the_same_words_again_are_refused_for_ten_minutes(clock, strike_story):
    first = post(strike_story)

    with pytest.raises(refusals.Duplicate) as refused:
        post(strike_story, "A  thoughtful reply!!")
    by_another = post(strike_story, writer=TROY)
    clock.shift(601)
    later = post(strike_story)

    assert refused.value.facts == {"comment": first.key}
    assert len({first.pk, by_another.pk, later.pk}) == 3


def test_a_reply_stands_below_the_one_it_answers(strike_story, moss, reply):
    root = reply(strike_story, approved_by=moss)
    answer = reply(strike_story, to=root)

    assert answer.path == root.path + tree.segment(answer.pk)
    assert (answer.parent, answer.root, answer.depth) == (root, root, 1)


def test_what_is_not_public_cannot_be_answered(strike_story, moss, reply):
    waiting = reply(strike_story)
    gap = reply(strike_story, approved_by=moss)
    reply(strike_story, to=gap, approved_by=moss)
    judge(gap, "hold", moss)

    with pytest.raises(refusals.ParentNotFound):
        post(strike_story, parent=waiting.key)
    with pytest.raises(refusals.ParentNotReplyable):
        post(strike_story, parent=gap.key)


def test_a_reply_cannot_answer_one_of_another_story(open_story, closed_column, reply):
    root = reply(open_story)

    with pytest.raises(refusals.ParentOfOtherStory):
        post(closed_column, parent=root.key)


def test_the_thread_grows_no_deeper_than_the_cap(open_story, reply):
    last = reply(open_story)
    for _level in range(34):
        last = reply(open_story, to=last)

    assert last.depth == tree.DEEPEST
    assert last.in_reply_to.depth == tree.DEEPEST
    assert last.parent.depth == tree.DEEPEST - 1
    assert list(recount(mend=False)) == []


def test_the_desk_is_published_at_once_and_signs_with_its_name(strike_story):
    desk = Writer(identity="desk", kind="staff", name="City editor")

    comment = post(strike_story, writer=desk, form_age=None)

    assert comment.state == State.PUBLISHED
    assert comment.author_kind == "staff"


def test_unseen_characters_and_raw_html_are_gone_when_it_is_stored(strike_story):
    comment = post(strike_story, "zero\u200bwidth\x00 <script>alert(1)</script>")

    assert comment.text == "zerowidth <script>alert(1)</script>"
    assert comment.html == "<p>zerowidth &lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_no_refusal_is_silent():
    kinds = [one for one in vars(refusals).values() if isinstance(one, type)]

    assert all(one.code and one.status >= 400 for one in kinds if issubclass(one, DomainError))
