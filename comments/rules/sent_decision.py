"""Is this plainly a decision, as moderators' tools send it?

Thousands come in an hour, nearly all of them well formed. What is plain is read here at once; in
any doubt nothing is said, and the shape that the API describes (moderation_shapes) finds out what
is wrong. What is read here is read there alike, and a test holds the two together.
"""

import json
from typing import Any, NamedTuple

from comments.rules.states import DECISIONS, REASONS

LONGEST_KEY, LONGEST_NOTE = 12, 500
LARGEST_VERSION = 2**31 - 1
LARGEST_BODY = 4096  # bytes of one; a longest note of common letters fits
MOST = 200
DEFAULTS = {"version": None, "reason": "", "note": "", "force": False}
NOT_HERE = ("statement", "reply")  # what comes seldom, and is for the shape
NAMES = {*DEFAULTS, *NOT_HERE, "comment", "decision"}


class SentDecision(NamedTuple):
    """What was sent about one reply."""

    comment: str
    version: int | None
    decision: str
    reason: str
    note: str
    force: bool


def decision_in(raw: bytes) -> SentDecision | None:
    """Return the decision; None where it is not plain, or more comes with it."""
    return _read(_opened(raw, LARGEST_BODY))


def decisions_in(raw: bytes) -> list[SentDecision] | None:
    """Return the decisions that are sent together; None where any of them is not plain."""
    sent = _opened(raw, MOST * LARGEST_BODY)
    if not isinstance(sent, dict) or sent.keys() != {"decisions"}:
        return None
    each = sent["decisions"]
    if not isinstance(each, list) or not 1 <= len(each) <= MOST:
        return None
    if any(isinstance(one, dict) and "reply" in one for one in each):
        return None  # only one alone is answered
    found = [decision for one in each if (decision := _read(one))]
    return found if len(found) == len(each) else None


def _opened(raw: bytes, largest: int) -> Any:
    if len(raw) > largest:
        return None
    try:
        return json.loads(raw.decode())
    except (ValueError, RecursionError):
        return None


def _read(sent: Any) -> SentDecision | None:
    if not isinstance(sent, dict) or not sent.keys() <= NAMES:
        return None
    said = {**DEFAULTS, **sent}
    if not _is_plain(said):
        return None
    return SentDecision(*(said[name] for name in SentDecision._fields))


def _is_plain(said: dict[str, Any]) -> bool:
    return (
        _is_key(said.get("comment"))
        and _is_version(said["version"])
        and isinstance(said.get("decision"), str)
        and said["decision"] in DECISIONS
        and isinstance(said["reason"], str)
        and (not said["reason"] or said["reason"] in REASONS)
        and _is_note(said["note"])
        and isinstance(said["force"], bool)
        and all(said.get(name) is None for name in NOT_HERE)
    )


def _is_key(said: Any) -> bool:
    plain = isinstance(said, str) and said.isascii() and said.isalnum()
    return plain and len(said) <= LONGEST_KEY


def _is_version(said: Any) -> bool:
    return said is None or (type(said) is int and 1 <= said <= LARGEST_VERSION)


def _is_note(said: Any) -> bool:
    """Return whether it is one line that nothing would be taken from."""
    if not isinstance(said, str) or len(said) > LONGEST_NOTE:
        return False
    return not said or (said.isprintable() and said == said.strip())
