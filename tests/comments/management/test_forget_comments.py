"""The newsroom expects that nothing of a reader is kept for longer than it is needed."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command

from cms.kernel import clock as kernel_clock
from cms.kernel.models import Replay
from comments.actions.own_reply import Claim
from comments.actions.recount import recount
from comments.actions.remove_reply import remove_reply
from comments.models import Comment, CommentRevision, Report, Subscription
from tests.comments.conftest import RHEA, judge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
MINA = replace(RHEA, identity="mina", kind="member", email="mina@reader.example")


def run():
    out = io.StringIO()
    call_command("forget_comments", stdout=out)
    return out.getvalue()


def test_networks_are_forgotten_with_their_salt(clock, open_story, reply):
    comment = reply(open_story)
    Report.objects.create(comment=comment, revision=1, identity="x", network_hash="y")
    clock.shift(timedelta(days=14))
    young = reply(open_story, "Just now.")
    assert "networks: 0" in run()
    clock.shift(timedelta(seconds=1))

    assert "networks: 2" in run()

    assert set(Comment.objects.values_list("pk", "network_hash")) == {
        (comment.pk, ""),
        (young.pk, "home"),
    }
    assert Report.objects.get().network_hash == ""


def test_words_that_were_taken_back_are_wiped_after_a_month(clock, open_story, reply):
    comment = reply(open_story, by=MINA)
    reply(open_story, to=comment)
    CommentRevision.objects.create(comment=comment, number=1, text="Before.", html="")
    remove_reply(key=comment.key, claim=Claim(MINA), at=kernel_clock.now())
    clock.shift(timedelta(days=30))
    assert "taken back: 0" in run()
    clock.shift(timedelta(seconds=1))

    assert "taken back: 1" in run()

    comment.refresh_from_db()
    assert (comment.text, comment.html, comment.author_name, comment.author_email) == ("",) * 4
    assert comment.email_hash
    assert not CommentRevision.objects.exists()
    assert list(recount(mend=False)) == []
    assert "taken back: 0" in run()


def test_addresses_are_wiped_after_a_year_unless_letters_go_there(clock, open_story, reply):
    silent, told = reply(open_story, by=MINA), reply(open_story, by=MINA)
    Subscription.objects.create(comment=told, address=MINA.email, address_hash="x")
    clock.shift(timedelta(days=365, seconds=1))

    assert "addresses: 1" in run()

    silent.refresh_from_db()
    told.refresh_from_db()
    assert (silent.author_email, told.author_email) == ("", MINA.email)
    Subscription.objects.update(ended_at=kernel_clock.now())
    assert "addresses: 1" in run()


def test_notes_on_reports_that_were_settled_are_wiped(clock, moss, open_story, reply):
    comment = reply(open_story)
    for number in range(2):
        Report.objects.create(comment=comment, revision=1, identity=f"{number}", note="Ugh.")
        Comment.objects.filter(pk=comment.pk).update(open_reports=1)
        if not number:
            judge(comment, "approve", moss)
    clock.shift(timedelta(days=31))

    assert "notes: 1" in run()

    assert sorted(Report.objects.values_list("outcome", "note")) == [
        ("", "Ugh."),
        ("disagreed", ""),
    ]


def test_answers_are_kept_for_a_day(clock, db):
    Replay.objects.create(scope="s", key="k" * 8, fingerprint="f", status=200, body="{}")
    clock.shift(timedelta(hours=24))
    assert "kept answers: 0" in run()
    clock.shift(timedelta(seconds=1))

    assert "kept answers: 1" in run()
