"""What is to be said about the pieces of a page: what was recognised, guessed, or is missing."""

from collections.abc import Iterator, Sequence

from articles.rules.page.marks import OPENING, closing
from articles.rules.page.pieces import (
    Figure,
    Headline,
    Passage,
    Piece,
    Quote,
    SourceLine,
    Standfirst,
    Told,
)
from articles.rules.page.proposal import Note

_SINGLES = frozenset("'\u2018")
_SPEAKER_CODES = {"unknown": "speaker_unknown"}


def notes_on(pieces: Sequence[Piece]) -> Iterator[Note]:
    """Yield the notes in reading order, those on the page as a whole last."""
    for piece in pieces:
        if piece.reason is not None:
            reason = piece.reason
            yield Note(piece.id, reason.code, piece.lines, reason.told, reason.sure)
        if isinstance(piece, Quote):
            yield _speaker(piece)
        if isinstance(piece, Passage) and _left_open(piece.text):
            yield Note("", "quote_unclosed", piece.lines, Told("quote_unclosed"), sure=False)
    yield from _missing(pieces)


def speaker_id(quote: Quote) -> str:
    """Return the id under which the speaker of a quote can be refused."""
    return "speaker:" + quote.id.partition(":")[2]


def _speaker(quote: Quote) -> Note:
    if not quote.speaker:
        return Note("", "speaker_unknown", quote.lines, quote.how, sure=False)
    code = "speaker_named" if quote.speaker_sure else "speaker_guessed"
    return Note(speaker_id(quote), code, quote.lines, quote.how, quote.speaker_sure)


def _left_open(text: str) -> bool:
    return text[0] in OPENING - _SINGLES and closing(text, 0) is None


def _missing(pieces: Sequence[Piece]) -> Iterator[Note]:
    wanted = (
        (Headline, "headline_missing"),
        (Standfirst, "standfirst_missing"),
        (Figure, "photo_missing"),
        (SourceLine, "source_missing"),
    )
    for sort, code in wanted:
        if not any(isinstance(piece, sort) for piece in pieces):
            yield Note("", code, (), Told(code), sure=True)
