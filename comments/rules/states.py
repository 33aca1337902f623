"""Which state follows which move, and what do readers see of it?"""

from enum import StrEnum


class State(StrEnum):
    """Where a reply stands."""

    PENDING = "pending"
    PUBLISHED = "published"
    REJECTED = "rejected"
    SPAM = "spam"
    REMOVED = "removed"
    ERASED = "erased"


class Move(StrEnum):
    """What can be done to a reply."""

    APPROVE = "approve"
    REJECT = "reject"
    SPAM = "spam"
    HOLD = "hold"
    REMOVE = "remove"
    ERASE = "erase"


MOVES: dict[tuple[Move, State], State] = {
    (Move.APPROVE, State.PENDING): State.PUBLISHED,
    (Move.APPROVE, State.PUBLISHED): State.PUBLISHED,  # "keep": answers open reports
    (Move.APPROVE, State.REJECTED): State.PUBLISHED,
    (Move.APPROVE, State.SPAM): State.PUBLISHED,
    (Move.REJECT, State.PENDING): State.REJECTED,
    (Move.REJECT, State.PUBLISHED): State.REJECTED,
    (Move.REJECT, State.REJECTED): State.REJECTED,
    (Move.REJECT, State.SPAM): State.REJECTED,
    (Move.SPAM, State.PENDING): State.SPAM,
    (Move.SPAM, State.PUBLISHED): State.SPAM,
    (Move.SPAM, State.REJECTED): State.SPAM,
    (Move.SPAM, State.SPAM): State.SPAM,
    (Move.HOLD, State.PENDING): State.PENDING,
    (Move.HOLD, State.PUBLISHED): State.PENDING,
    (Move.REMOVE, State.PENDING): State.REMOVED,
    (Move.REMOVE, State.PUBLISHED): State.REMOVED,
    # What was judged stays so, with its thread; only its words go.
    (Move.REMOVE, State.REJECTED): State.REJECTED,
    (Move.REMOVE, State.SPAM): State.SPAM,
    **{(Move.ERASE, state): State.ERASED for state in State if state is not State.ERASED},
}

DECISIONS = (Move.APPROVE, Move.REJECT, Move.SPAM, Move.HOLD)  # a moderator's
NEEDS_REASON = frozenset({Move.REJECT, Move.SPAM})
REASONS = (
    "spam",
    "abuse",
    "hate",
    "off_topic",
    "misinformation",
    "illegal",
    "personal_data",
    "advert",
    "banned_word",
    "duplicate",
    "other",
)

# A judged reply takes its whole thread along; one that is only gone leaves a gap in the thread.
BURYING = frozenset({State.REJECTED, State.SPAM})
GAPS = frozenset({State.PENDING, State.REMOVED, State.ERASED})
OVER = frozenset({State.REMOVED, State.ERASED})  # no moderator decides on these any more


def after_edit(state: State, verdict: State, *, by_person: bool) -> State:
    """Return where a reply stands once its new wording was screened.

    `by_person`: a moderator decided on the wording before. A new wording never lifts that decision,
    nor what a trap caught; what a rule rejected may at best wait. All else goes by the verdict.
    """
    if state is State.SPAM or (state is State.REJECTED and by_person):
        return state
    waits = state is State.REJECTED or (state is State.PENDING and by_person)
    return State.PENDING if waits and verdict not in BURYING else verdict


def possible(state: State, *, unread: bool = False) -> list[Move]:
    """Return what a moderator can decide now, in the order of the buttons.

    `unread`: it is published, but reported or yet to be read, so that approving it says something.
    """
    keep = unread and state is State.PUBLISHED
    return [
        move
        for move in DECISIONS
        if MOVES.get((move, state)) not in {None, state} or (keep and move is Move.APPROVE)
    ]


def is_shown(state: State, *, buried: int, visible_descendants: int) -> bool:
    """Return whether readers see it: in full, or as a gap above something they see."""
    if buried or state in BURYING:
        return False
    return state is State.PUBLISHED or visible_descendants > 0


def weight(state: State, visible_descendants: int) -> int:
    """Return how many visible replies this one adds to what stands above it.

    `visible_descendants` counts below it as if nothing above it were buried, so that the number
    stays when the reply itself is buried, and comes back with it.
    """
    if state in BURYING:
        return 0
    return visible_descendants + (state is State.PUBLISHED)
