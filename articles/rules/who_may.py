"""Who may do what to a story? One answer for the admin and for programs.

A contributor opens every story and changes, or hands in, those of his own that readers neither
see nor are going to see; an editor changes and publishes all; a chief withdraws and deletes.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from articles.rules.standing import Code

Move = Literal[
    "change", "submit", "return", "publish", "correct", "schedule", "unschedule", "withdraw",
    "delete",
]  # fmt: skip
MOVES: tuple[Move, ...] = get_args(Move)
Reason = Literal[
    "", "writes_nothing", "not_his_own", "in_print", "editors_publish", "chiefs_withdraw",
    "chiefs_delete",
]  # fmt: skip
IN_PRINT: frozenset[Code] = frozenset({"live", "scheduled"})


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do in this newsroom, whatever the story."""

    write: bool = False
    publish: bool = False
    withdraw: bool = False
    delete: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Which story: how it stands, and whether somebody made it or is in its byline."""

    code: Code
    own: bool


def refusal(move: Move, rights: Rights, story: Asked) -> Reason:
    """Return why not; "" when somebody with these rights may do so to the story."""
    if not rights.write:
        return "writes_nothing"
    if move == "withdraw":
        return "" if rights.withdraw else "chiefs_withdraw"
    if move == "delete":
        return "" if rights.delete else "chiefs_delete"
    if move not in {"change", "submit"}:
        return "" if rights.publish else "editors_publish"
    return "" if rights.publish else _own(story)


def _own(story: Asked) -> Reason:
    if not story.own:
        return "not_his_own"
    return "in_print" if story.code in IN_PRINT else ""
