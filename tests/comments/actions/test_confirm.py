"""The newsroom expects that a confirmed address is no way out of what was settled before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cms.kernel import clock as kernel_clock
from comments.actions.ban import Banned, ban
from comments.actions.confirm import confirm
from comments.actions.letter_tokens import Link
from comments.actions.premoderate import premoderate
from comments.actions.refusals import Banned as Refused
from comments.actions.writer import email_hash, identity_of_address
from comments.models import AuthorKind, Comment, Commenter, State
from tests.comments.conftest import TROY
from tests.comments.post import TROYS

pytestmark = pytest.mark.django_db


@pytest.fixture
def troys(open_story, reply):
    """What Troy wrote before he confirmed anything."""
    made = reply(open_story, by=TROY)
    Comment.objects.filter(pk=made.pk).update(author_email=TROYS, email_hash=email_hash(TROYS))
    return made


def proven(comment):
    link = Link(comment.key, email_hash(TROYS))
    return confirm(link=link, at=kernel_clock.now())


@pytest.mark.parametrize("hours", [None, 1, 72])
def test_who_is_read_first_stays_so_for_the_longer_of_both(
    clock, moss, open_story, reply, troys, hours
):
    now = kernel_clock.now()
    until = now + timedelta(hours=24)
    address = identity_of_address(email_hash(TROYS))
    premoderate(identity=TROY.identity, until=until, by=moss, at=now)
    if hours:
        longer = now + timedelta(hours=hours)
        premoderate(identity=address, until=longer, by=moss, at=now)
        until = max(until, longer)

    confirmed = proven(troys)

    assert (confirmed.identity, confirmed.author_kind) == (address, AuthorKind.VERIFIED)
    assert Commenter.objects.get(identity=address).premoderated_until == until
    clock.move_to(until - timedelta(seconds=1))
    from_address = reply(open_story, by=_reader(address))
    clock.move_to(until)
    later = reply(open_story, by=_reader(address))
    assert (from_address.state, later.state) == (State.PENDING, State.PUBLISHED)


def _reader(identity):
    return replace(TROY, identity=identity, kind=AuthorKind.VERIFIED)


@pytest.mark.parametrize("kind", ["identity", "email", "domain", "network"])
def test_who_is_banned_gains_nothing(moss, troys, kind):
    value = {
        "identity": TROY.identity,
        "email": TROYS,
        "domain": TROYS.partition("@")[2],
        "network": TROY.network_hash,
    }[kind]
    ban(who=Banned(kind, value), reason="abuse", by=moss, at=kernel_clock.now())

    with pytest.raises(Refused):
        proven(troys)

    troys.refresh_from_db()
    assert (troys.identity, troys.author_kind) == (TROY.identity, AuthorKind.ANONYMOUS)


def test_confirming_changes_no_other_reply_and_is_done_once(moss, open_story, reply, troys):
    other = reply(open_story, by=TROY)

    first, again = proven(troys), proven(troys)

    other.refresh_from_db()
    assert (first.version, again.identity) == (again.version, first.identity)
    assert (other.identity, other.author_kind) == (TROY.identity, AuthorKind.ANONYMOUS)
