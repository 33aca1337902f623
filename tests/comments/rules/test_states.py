"""The newsroom expects that a reply moves only along the table."""

import pytest

from comments.rules.states import (
    BURYING,
    DECISIONS,
    MOVES,
    OVER,
    Move,
    State,
    after_edit,
    is_shown,
    possible,
    weight,
)


def test_what_its_author_took_back_no_moderator_brings_again():
    assert not {(move, state) for move in DECISIONS for state in OVER} & set(MOVES)


def test_erasure_is_possible_from_everywhere_and_back_from_nowhere():
    assert {state for move, state in MOVES if move is Move.ERASE} == set(State) - {State.ERASED}
    assert not any(state is State.ERASED for _move, state in MOVES)


def test_the_buttons_offer_what_would_change_something():
    assert possible(State.PENDING) == [Move.APPROVE, Move.REJECT, Move.SPAM]
    assert possible(State.PUBLISHED) == [Move.REJECT, Move.SPAM, Move.HOLD]
    assert possible(State.ERASED) == []
    assert possible(State.PUBLISHED, unread=True)[0] is Move.APPROVE
    assert possible(State.PENDING, unread=True) == possible(State.PENDING)


@pytest.mark.parametrize("verdict", [State.PUBLISHED, State.PENDING, State.REJECTED, State.SPAM])
def test_a_new_wording_goes_by_its_verdict_but_lifts_no_decision(verdict):
    waits = verdict if verdict in BURYING else State.PENDING

    assert after_edit(State.PUBLISHED, verdict, by_person=False) is verdict
    assert after_edit(State.PUBLISHED, verdict, by_person=True) is verdict
    assert after_edit(State.PENDING, verdict, by_person=False) is verdict
    assert after_edit(State.PENDING, verdict, by_person=True) is waits
    assert after_edit(State.REJECTED, verdict, by_person=False) is waits
    assert after_edit(State.REJECTED, verdict, by_person=True) is State.REJECTED
    assert after_edit(State.SPAM, verdict, by_person=False) is State.SPAM


def test_taking_back_what_was_judged_brings_no_thread_back():
    for state in BURYING:
        assert MOVES[Move.REMOVE, state] is state


@pytest.mark.parametrize(
    ("state", "buried", "below", "shown"),
    [
        (State.PUBLISHED, 0, 0, True),
        (State.PUBLISHED, 1, 0, False),
        (State.PENDING, 0, 0, False),
        (State.PENDING, 0, 2, True),
        (State.REMOVED, 0, 2, True),
        (State.REMOVED, 0, 0, False),
        (State.ERASED, 0, 1, True),
        (State.REJECTED, 0, 5, False),
        (State.SPAM, 0, 5, False),
    ],
)
def test_a_gap_is_shown_only_above_what_readers_see(state, buried, below, shown):
    assert is_shown(state, buried=buried, visible_descendants=below) is shown


@pytest.mark.parametrize("state", State)
def test_a_judged_reply_takes_its_thread_along(state):
    own = 1 if state is State.PUBLISHED else 0

    assert weight(state, 4) == (0 if state in BURYING else 4 + own)
