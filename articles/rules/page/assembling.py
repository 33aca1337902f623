"""How do pieces in reading order become a proposal: sections, lead, source, tags, people."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from articles.rules.page.pieces import (
    Block,
    Byline,
    Figure,
    Furniture,
    Heading,
    Headline,
    LeadFigure,
    Passage,
    Piece,
    Quote,
    SourceLine,
    Standfirst,
    Tag,
)
from articles.rules.page.proposal import Note, Person, Proposal, Section

P = TypeVar("P", bound=Piece)


def assemble(
    pieces: Sequence[Piece], *, people: Iterable[Person], notes: Iterable[Note]
) -> Proposal:
    """Return the proposal that the pieces make; people whom no quote names are left away."""
    speaking = {piece.speaker for piece in pieces if isinstance(piece, Quote)}
    return Proposal(
        pieces=tuple(pieces),
        headline=_first(pieces, Headline),
        standfirst=_first(pieces, Standfirst),
        lead=_first(pieces, LeadFigure),
        sections=_sections(pieces),
        byline=_all(pieces, Byline),
        source=_first(pieces, SourceLine),
        tags=_all(pieces, Tag),
        people=tuple(person for person in people if person.key in speaking),
        left_out=_all(pieces, Furniture),
        notes=tuple(notes),
    )


def _sections(pieces: Sequence[Piece]) -> tuple[Section, ...]:
    sections: list[tuple[Heading | None, list[Block]]] = []
    for piece in pieces:
        if isinstance(piece, Heading):
            sections.append((piece, []))
        elif isinstance(piece, Passage | Quote | Figure) and not isinstance(piece, LeadFigure):
            if not sections:
                sections.append((None, []))
            sections[-1][1].append(piece)
    return tuple(Section(heading, tuple(blocks)) for heading, blocks in sections)


def _all(pieces: Sequence[Piece], sort: type[P]) -> tuple[P, ...]:
    return tuple(piece for piece in pieces if isinstance(piece, sort))


def _first(pieces: Sequence[Piece], sort: type[P]) -> P | None:
    return next(iter(_all(pieces, sort)), None)
