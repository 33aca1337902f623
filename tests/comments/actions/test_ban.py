"""The newsroom expects that a ban keeps out whom it names, to the instant, and never its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cms.kernel import clock as kernel_clock
from cms.kernel.errors import Invalid
from comments.actions import refusals
from comments.actions.answer import approve_and_answer
from comments.actions.ban import Banned, ban
from comments.actions.decide import Judgement, identity_of_user
from comments.actions.premoderate import premoderate
from comments.actions.writer import email_hash, identity_of_address
from comments.models import AuthorKind, Ban, Commenter
from tests.comments.conftest import RHEA, TROY

pytestmark = pytest.mark.django_db


def keep_out(by, kind, value, **facts):
    return ban(who=Banned(kind, value), reason="abuse", by=by, at=kernel_clock.now(), **facts)


def test_a_ban_ends_at_its_instant(clock, moss, open_story, reply):
    until = kernel_clock.now() + timedelta(seconds=90)
    keep_out(moss, "identity", TROY.identity, until=until)

    clock.move_to(until - timedelta(microseconds=1000))
    with pytest.raises(refusals.Banned) as refused:
        reply(open_story, by=TROY)
    clock.move_to(until)

    assert refused.value.facts["until"] == "2026-11-22T09:01:30.000Z"
    assert reply(open_story, by=TROY).state == "published"


def test_no_end_is_further_away_than_every_clock_can_show(moss):
    with pytest.raises(Invalid) as refused:
        keep_out(moss, "identity", TROY.identity, until=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    with pytest.raises(Invalid):
        premoderate(
            identity=TROY.identity,
            until=datetime(9999, 12, 31, tzinfo=UTC),
            by=moss,
            at=kernel_clock.now(),
        )

    assert refused.value.errors[0]["code"] == "too_far"
    assert not Ban.objects.exists()
    assert not Commenter.objects.exists()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("email", "Moss@Example.org"),
        ("domain", "example.org"),
        ("network", "desk"),
        ("identity", "account"),
        ("identity", "address"),
    ],
)
def test_nobody_of_the_newsroom_is_kept_out(moss, ada, open_story, reply, kind, value):
    account = identity_of_user(moss.pk)
    desk = replace(RHEA, identity=account, kind=AuthorKind.STAFF, network_hash="desk")
    reply(open_story, by=desk)
    address = identity_of_address(email_hash(moss.email))
    named = {"account": account, "address": address}.get(value, value)

    with pytest.raises(refusals.IsStaff):
        keep_out(moss, kind, named)
    assert not Ban.objects.exists()

    assert keep_out(ada, kind, named).kind == kind  # a superuser may


def test_a_network_is_the_newsrooms_while_its_own_write_from_it(moss, open_story, reply):
    reply(open_story, by=replace(TROY, network_hash="cafe"))
    reader = identity_of_address(email_hash(moss.email))

    assert keep_out(moss, "network", "cafe")
    reply(open_story, by=replace(RHEA, identity=reader, network_hash="hotel"))
    with pytest.raises(refusals.IsStaff):
        keep_out(moss, "network", "hotel")


def test_an_answer_from_the_queue_gives_no_network_away(moss, ada, strike_story, reply):
    comment = reply(strike_story, by=TROY)
    _decided, answer = approve_and_answer(
        judgement=Judgement(comment.key, 1, "approve"), text="So it is.", by=moss,
        at=kernel_clock.now(),
    )  # fmt: skip

    assert answer.network_hash == ""
    assert keep_out(moss, "network", TROY.network_hash)
