"""The newsroom expects that two moderators never read the same reply."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from cms.kernel import clock as kernel_clock
from cms.kernel.errors import Invalid
from comments.actions.claim import LEASE, claim, release
from comments.actions.decide import identity_of_user
from comments.actions.refusals import Claimed
from comments.models import Comment, Decision, State
from comments.queries.queue import Wanted
from tests.comments.actions.test_concurrency import at_once
from tests.comments.conftest import RHEA, judge

ALL = Wanted()


def claimed_by(user, count=20, wanted=ALL):
    rows = claim(by=user, count=count, wanted=wanted, at=kernel_clock.now())
    return [row.key for row in rows]


@pytest.fixture
def mia(django_user_model):
    return django_user_model.objects.create_user("mia", is_staff=True)


@pytest.mark.django_db
def test_two_moderators_get_different_replies(strike_story, moss, mia, reply):
    keys = [reply(strike_story).key for _number in range(5)]

    mine, yours = claimed_by(moss, 3), claimed_by(mia, 3)

    assert (len(mine), len(yours)) == (3, 2)
    assert sorted(mine + yours) == sorted(keys)


@pytest.mark.django_db(transaction=True)
def test_also_when_they_ask_at_the_same_moment(strike_story, moss, mia, ada, reply):
    for _number in range(30):
        reply(strike_story)

    outcomes = at_once([lambda user=user: claimed_by(user, 10) for user in (moss, mia, ada)] * 2)

    held = {}
    for pk, keys in zip([moss.pk, mia.pk, ada.pk] * 2, outcomes, strict=True):
        held.setdefault(pk, set()).update(keys)
    handed = [key for keys in held.values() for key in keys]
    assert len(handed) == len(set(handed)) >= 30 - 10
    for pk, keys in held.items():
        assert set(Comment.objects.filter(claimed_by=pk).values_list("key", flat=True)) == keys


@pytest.mark.django_db
def test_asking_again_renews_and_time_frees(clock, strike_story, moss, mia, reply):
    keys = [reply(strike_story).key for _number in range(2)]
    assert claimed_by(moss) == claimed_by(moss)

    clock.shift(LEASE.total_seconds() - 1)
    assert claimed_by(mia) == []
    assert sorted(claimed_by(moss)) == sorted(keys)
    clock.shift(2)
    assert claimed_by(mia) == []
    clock.shift(LEASE.total_seconds())
    assert sorted(claimed_by(mia)) == sorted(keys)


@pytest.mark.django_db
def test_what_is_given_back_or_decided_is_free(strike_story, moss, mia, reply):
    comments = [reply(strike_story) for _number in range(2)]
    claimed_by(moss)
    judge(comments[0], "approve", moss)

    assert release(by=moss) == 1

    comments[0].refresh_from_db()
    assert (comments[0].claimed_by, comments[0].claimed_until) == (None, None)
    assert claimed_by(mia) == [comments[1].key]


@pytest.mark.django_db
def test_nobody_is_handed_their_own_or_what_waits_no_more(strike_story, moss, reply):
    own = reply(strike_story, by=replace(RHEA, identity=identity_of_user(moss.pk)))
    judge(reply(strike_story), "reject", moss)
    other = reply(strike_story)

    assert claimed_by(moss) == [other.key]
    assert own.key not in claimed_by(moss)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, -1, 51])
def test_so_many_cannot_be_claimed(moss, count):
    with pytest.raises(Invalid):
        claimed_by(moss, count)


@pytest.mark.django_db
def test_what_another_reads_is_decided_only_by_force(clock, strike_story, moss, mia, reply):
    comment = reply(strike_story)
    claimed_by(moss)

    with pytest.raises(Claimed) as refused, transaction.atomic():
        judge(comment, "approve", mia)

    until = kernel_clock.rfc3339(kernel_clock.now() + LEASE)
    assert refused.value.facts == {"claimed_by": "moss", "claimed_until": until, "version": 1}
    comment.refresh_from_db()
    assert comment.state == State.PENDING
    done = judge(comment, "approve", mia, force=True)
    assert done.decision.evidence == [{"code": "forced", "claimed_by": "moss"}]
    assert Decision.objects.filter(comment=comment).count() == 2
    comment.refresh_from_db()
    assert comment.claimed_by is None


@pytest.mark.django_db
def test_a_claim_that_is_over_keeps_nobody_away(clock, strike_story, moss, mia, reply):
    comment = reply(strike_story)
    claimed_by(moss)
    clock.move_to(kernel_clock.now() + LEASE + timedelta(seconds=1))

    done = judge(comment, "approve", mia)

    assert done.decision.evidence == []
