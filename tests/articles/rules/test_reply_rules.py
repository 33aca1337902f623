"""The newsroom expects that of site, category and story the strictest wins, by the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.rules.reply_rules import POLICIES, REPLIERS, Layer, in_force, strictest

OUT = datetime(2026, 11, 20, 9, tzinfo=UTC)
NOW = OUT + timedelta(days=2)
SECOND = timedelta(seconds=1)


def holds(*layers, at=NOW, published_at=OUT):
    return in_force(layers, published_at=published_at, at=at)


@pytest.mark.parametrize("mild", range(len(POLICIES)))
@pytest.mark.parametrize("strict", range(len(POLICIES)))
def test_the_strictest_policy_wins_in_any_order(mild, strict):
    layers = [Layer(POLICIES[mild]), Layer(), Layer(POLICIES[strict])]

    assert holds(*layers).policy == POLICIES[max(mild, strict)]
    assert holds(*reversed(layers)).policy == POLICIES[max(mild, strict)]


def test_who_may_reply_is_told_apart_from_how():
    found = holds(Layer("open", "verified"), Layer("premoderated"), Layer(repliers="members"))

    assert (found.policy, found.repliers) == ("premoderated", "members")


def test_nothing_said_is_the_mildest():
    assert strictest([], POLICIES) == "open"
    assert strictest(["", ""], REPLIERS) == "everybody"


@pytest.mark.parametrize(
    ("at", "is_open"), [(NOW - SECOND / 1000, True), (NOW, False), (NOW + SECOND, False)]
)
def test_a_story_closes_at_its_moment_and_not_before(at, is_open):
    found = holds(Layer("open", closes_at=NOW), at=at)

    assert found.open is is_open
    assert found.closes_at == NOW
    assert found.edge == (NOW if is_open else None)


def test_a_story_closes_after_the_days_of_the_shortest_layer():
    by_days = [Layer(closes_after_days=9), Layer(closes_after_days=3)]
    layers = [*by_days, Layer(closes_at=OUT + timedelta(days=5))]

    found = holds(*layers)

    assert found.open
    assert found.closes_at == found.edge == OUT + timedelta(days=3)
    assert not holds(*layers, at=OUT + timedelta(days=3)).open


def test_an_old_story_is_read_first_and_a_closed_one_stays_closed():
    layers = [Layer("open", premoderated_after_days=1), Layer(closes_after_days=4)]

    assert holds(*layers, at=OUT).policy == "open"
    assert holds(*layers, at=OUT).edge == OUT + timedelta(days=1)
    assert holds(*layers, at=OUT + timedelta(days=1)).policy == "premoderated"
    assert holds(*layers, at=OUT + timedelta(days=1)).edge == OUT + timedelta(days=4)
    assert holds(*layers, at=OUT + timedelta(days=4)).policy == "closed"
    assert holds(*layers, at=OUT + timedelta(days=4)).edge is None


def test_zero_days_hold_from_the_first_moment():
    assert holds(Layer("open", closes_after_days=0), at=OUT).policy == "closed"


def test_a_story_that_is_not_out_has_no_age():
    found = holds(Layer("open", closes_after_days=0), published_at=None)

    assert found.open
    assert found.closes_at is None
