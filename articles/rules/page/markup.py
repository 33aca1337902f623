"""Which words of a pasted line were emphasised or led somewhere, and how is that kept?

The page itself is read as plain text; what the line carried beside its letters waits here and is
put back into the running text that comes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from articles.rules.page.assembling import assemble
from articles.rules.page.pieces import BULLET, Figure, Passage, Piece
from articles.rules.page.proposal import Proposal
from articles.rules.page.weaving import Mark


@dataclass(frozen=True, slots=True)
class Markup:
    """What one line of the manuscript carried: its text, marks in it, a list, a picture's words."""

    text: str
    marks: tuple[Mark, ...] = ()
    listed: str = ""
    alt: str = ""


def with_markup(proposal: Proposal, markup: Mapping[int, Markup]) -> Proposal:
    """Return the proposal with emphasis, links and lists in its running text; `markup` by line.

    Costs time linear in the words. The words themselves never change.
    """
    if not markup:
        return proposal
    pieces = [_marked(piece, markup.get(piece.line)) for piece in proposal.pieces]
    return assemble(pieces, people=proposal.people, notes=proposal.notes)


def _marked(piece: Piece, found: Markup | None) -> Piece:
    if found is None:
        return piece
    if isinstance(piece, Figure) and found.alt:
        return replace(piece, alt=found.alt)
    if isinstance(piece, Passage) and (found.marks or found.listed):
        return _passage(piece, found)
    return piece


def _passage(piece: Passage, found: Markup) -> Passage:
    """The text may be a part of its line: it is looked for from where its id says it begins."""
    part = piece.id.partition(":")[2].partition(".")[2]
    at = found.text.find(piece.text, int(part) if part.isdigit() else 0)
    if at < 0:
        return piece
    end = at + len(piece.text)
    inside = [mark for mark in found.marks if mark.start < end and mark.end > at]
    marks = [
        replace(mark, start=max(mark.start - at, 0), end=min(mark.end, end) - at) for mark in inside
    ]
    listed = found.listed if piece.text.startswith(BULLET) else ""
    return replace(piece, marks=tuple(marks), listed=listed)
