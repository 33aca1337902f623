"""Which words does a proposal have, in order, and do they agree with the manuscript's."""

from collections.abc import Iterator

from articles.rules.page.pieces import Piece
from articles.rules.page.proposal import Proposal
from articles.rules.page.words import words


def words_of(proposal: Proposal) -> tuple[str, ...]:
    """Return the words of the proposed article in the order of the page, furniture excepted.

    Read from the fields of the proposal, not from its pieces: headline, standfirst, byline, lead
    photo, headings, passages, quotes with their attribution, captions with label and credit,
    source and tags.
    """
    return tuple(word for piece in _in_order(proposal) for word in _words(piece))


def words_left_out(proposal: Proposal) -> tuple[str, ...]:
    """Return the words of the page furniture, in order."""
    return tuple(word for piece in proposal.left_out for word in _words(piece))


def _in_order(proposal: Proposal) -> list[Piece]:
    return sorted(_placed(proposal), key=lambda piece: piece.line)


def _placed(proposal: Proposal) -> Iterator[Piece]:
    singles = (proposal.headline, proposal.standfirst, proposal.lead, proposal.source)
    yield from (piece for piece in singles if piece is not None)
    yield from proposal.byline
    yield from proposal.tags
    for section in proposal.sections:
        if section.heading is not None:
            yield section.heading
        yield from section.blocks


def _words(piece: Piece) -> Iterator[str]:
    for part in piece.parts:
        yield from words(part.text)
