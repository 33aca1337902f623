"""Who is meant where running text says "according to the expert" or "the ministry said"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.rules.page.cast import Cast, Member
from articles.rules.page.pieces import Passage, Piece
from articles.rules.page.sentences import Token, phrase, tokens
from articles.rules.page.vocabulary import CALLED_LATER, ORGANISATION_NOUNS, ROLE_NOUNS, SAYING

_WORDS = 3
_NOUNS = ROLE_NOUNS | ORGANISATION_NOUNS | frozenset(CALLED_LATER)


@dataclass(frozen=True, slots=True)
class Called:
    """A place where the text calls somebody otherwise than by name."""

    line: int
    words: str
    member: Member


def called(pieces: Sequence[Piece], cast: Cast) -> Iterator[Called]:
    """Yield whom the running text means by "the expert" and the like, where that can be told."""
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Passage):
            continue
        found = tokens(piece.text)
        for index, token in enumerate(found):
            if token.low == "the":
                yield from _meant(cast, piece, at, found, index)


def _meant(
    cast: Cast, piece: Passage, at: int, found: Sequence[Token], index: int
) -> Iterator[Called]:
    ends = index + 1
    while ends < min(len(found), index + 1 + _WORDS) and found[ends].low not in _NOUNS:
        ends += 1
    if ends >= len(found) or found[ends].low not in _NOUNS or found[ends].capital:
        return
    if not _speaks(found, index, ends):
        return
    place = (at, found[index].start)
    noun = found[ends].low
    member = cast.last_house(noun, place) or cast.last_called(noun, place)
    if member is not None:
        yield Called(piece.line, phrase(found[index : ends + 1]).lower(), member)


def _speaks(found: Sequence[Token], index: int, ends: int) -> bool:
    before = tuple(token.low for token in found[max(0, index - 2) : index])
    behind = found[ends + 1].low if ends + 1 < len(found) else ""
    return before == ("according", "to") or behind in SAYING
