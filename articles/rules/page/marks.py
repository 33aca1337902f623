"""Where does a quotation that opens here close.

The outer pair alone counts: quotations inside it are stepped over. Each kind of mark knows only
its own partners, so that other marks inside stay plain letters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CURLY_OPEN, _CURLY_CLOSE = "\u201c", "\u201d"
_LOW = "\u201e"
_SINGLE_OPEN, _SINGLE_CLOSE = "\u2018", "\u2019"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of quotation mark: the signs that open it and those that close it."""

    opens: str
    closes: str

    @property
    def signs(self) -> str:
        """All its signs."""
        return self.opens + self.closes

    @property
    def same(self) -> bool:
        """Whether one sign both opens and closes."""
        return self.opens in self.closes


FAMILIES = {
    _CURLY_OPEN: Family(_CURLY_OPEN, _CURLY_CLOSE),
    _LOW: Family(_LOW, _CURLY_OPEN + _CURLY_CLOSE),
    "«": Family("«", "»"),
    "»": Family("»", "«"),
    '"': Family('"', '"'),
    _CURLY_CLOSE: Family(_CURLY_CLOSE, _CURLY_CLOSE),
    _SINGLE_OPEN: Family(_SINGLE_OPEN, _SINGLE_CLOSE),
    "'": Family("'", "'"),
    "\u2039": Family("\u2039", "\u203a"),
    "「": Family("「", "」"),
    "『": Family("『", "』"),
}
OPENING = frozenset(FAMILIES)
_SINGLES = frozenset((_SINGLE_OPEN, "'"))
_ANY_OPENING = re.compile("[" + "".join(FAMILIES) + "]")
_PATTERNS = {sign: re.compile(f"[{family.signs}]") for sign, family in FAMILIES.items()}
_BEFORE_OPENING = frozenset(" \t\u00a0([{:;,/" + DASHES)
_BEFORE_CLOSING = frozenset(",.!?…")
_FEW = 5


def openings(text: str, start: int) -> Iterator[int]:
    """Yield where a quotation may open from `start` on."""
    for match in _ANY_OPENING.finditer(text, start):
        if _may_open(text, match.start()):
            yield match.start()


def closing(text: str, start: int) -> int | None:
    """Return where the quotation that opens at `start` closes, or None if it does not."""
    depth = 0
    opened_by = text[start]
    for match in _PATTERNS[opened_by].finditer(text, start):
        depth += _turn(text, match.start(), opened_by, depth)
        if depth == 0:
            return match.start()
    return None


def last_closing(text: str, start: int) -> int | None:
    """Return the last sign behind `start` that can close what opens there, or None."""
    signs = FAMILIES[text[start]].closes
    at = max(text.rfind(sign) for sign in signs)
    return at if at > start else None


def _turn(text: str, at: int, opened_by: str, depth: int) -> int:
    family = FAMILIES[opened_by]
    if opened_by in _SINGLES:
        return _single_turn(text, at, depth)
    if family.same:
        return 1 if depth == 0 or _may_open(text, at) else -1
    return 1 if text[at] in family.opens else -1


def _single_turn(text: str, at: int, depth: int) -> int:
    """An apostrophe is no closing mark: one needs a full stop before it or nothing behind it."""
    if depth == 0:
        return 1
    behind = text[at + 1 : at + 2]
    ends = len(text) - at < _FEW and not text[at + 1 :].strip(" ." + DASHES)
    return -1 if ends or (text[at - 1] in _BEFORE_CLOSING and not behind.isalnum()) else 0


def _may_open(text: str, at: int) -> bool:
    sign = text[at]
    if sign in (_LOW, _CURLY_OPEN, "«", "「", "『"):
        return True
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free = not before or before in _BEFORE_OPENING or before in OPENING
    return free and bool(behind.strip()) and behind not in _BEFORE_CLOSING
