"""Which pieces open the story: the standfirst under the headline and the lead photo."""

from collections.abc import Sequence
from typing import Final

from articles.rules.page.pieces import (
    Byline,
    Figure,
    Furniture,
    Heading,
    Headline,
    LeadFigure,
    Passage,
    Piece,
    Quote,
    Reason,
    Standfirst,
    Told,
)
from articles.rules.page.words import word_count

_MOST_WORDS: Final = 60
_MOST_WORDS_BEFORE_TEXT: Final = 45


def with_opening(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with standfirst and lead photo named as such, where there are any."""
    return _with_lead(_with_standfirst(list(pieces)))


def _with_standfirst(pieces: list[Piece]) -> list[Piece]:
    at = _first(pieces, Passage | Heading | Quote)
    if at is None or isinstance(pieces[at], Quote):
        return pieces
    follows = [one for one in pieces[at + 1 : at + 9] if not isinstance(one, Furniture)]
    below = follows[0] if follows else None
    framed = isinstance(below, Figure | Byline) or any(
        isinstance(one, Figure | Byline) for one in pieces[:at]
    )
    fits = _heading_fits if isinstance(pieces[at], Heading) else _passage_fits
    if fits(pieces[at], below, framed=framed):
        pieces[at] = _standfirst(pieces[at], sure=framed and isinstance(pieces[at], Passage))
    return pieces


def _passage_fits(piece: Piece, below: Piece | None, *, framed: bool) -> bool:
    count = word_count(piece.text)
    if framed:
        return count <= _MOST_WORDS
    return isinstance(below, Passage | Quote) and count <= _MOST_WORDS_BEFORE_TEXT


def _heading_fits(piece: Piece, below: Piece | None, *, framed: bool) -> bool:
    """A short line without a full stop right under the headline heads nothing."""
    return bool(piece.text) and (framed or not isinstance(below, Passage | Quote))


def _standfirst(piece: Piece, *, sure: bool) -> Standfirst:
    return Standfirst(
        id=f"standfirst:{piece.line}",
        parts=piece.parts,
        printed=piece.printed,
        reason=Reason("standfirst", Told("standfirst"), sure),
    )


def _with_lead(pieces: list[Piece]) -> list[Piece]:
    at = _first(pieces, Figure | Passage | Heading | Quote)
    if at is not None and isinstance(pieces[at], Figure):
        piece = pieces[at]
        pieces[at] = LeadFigure(piece.id, piece.parts, piece.printed, piece.reason)
    return pieces


def _first(pieces: Sequence[Piece], sorts: type | object) -> int | None:
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Headline) and isinstance(piece, sorts):  # type: ignore[arg-type]
            return at
    return None
