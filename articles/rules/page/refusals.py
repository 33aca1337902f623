"""What remains of a proposal when an editor refuses some of its guesses."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from articles.rules.page.assembling import assemble
from articles.rules.page.lines import Paragraph
from articles.rules.page.notes import speaker_id
from articles.rules.page.pieces import Furniture, Passage, Piece, Quote, Reason, Tag, Told, passage
from articles.rules.page.proposal import Note, Person, Proposal


class UnknownGuess(ValueError):
    """Something refused that the proposal never proposed: `ids` says what."""

    def __init__(self, ids: Collection[str]) -> None:
        """Keep the ids in order."""
        self.ids = tuple(sorted(ids))
        super().__init__("The proposal has no guess called " + ", ".join(self.ids) + ".")


def accept(proposal: Proposal, refused: Collection[str]) -> Proposal:
    """Return the proposal without what is refused; `refused` are ids of its notes.

    A refused quote, caption, heading, standfirst, byline, source or line of furniture becomes
    running text again, a refused tag is left out, a refused speaker leaves the quote without
    one, a refused person leaves all their quotes without one. Raises UnknownGuess.
    """
    known = {note.id for note in proposal.notes} - {""}
    unknown = set(refused) - known
    if unknown:
        raise UnknownGuess(unknown)
    pieces = [one for piece in proposal.pieces for one in _kept(piece, frozenset(refused))]
    return assemble(
        _rejoined(pieces),
        people=[_person(person, frozenset(refused)) for person in proposal.people],
        notes=[_note(note, frozenset(refused)) for note in proposal.notes],
    )


def _kept(piece: Piece, refused: frozenset[str]) -> Iterator[Piece]:
    if piece.id and piece.id in refused:
        yield from _returned(piece)
    elif isinstance(piece, Quote) and refused & {speaker_id(piece), f"person:{piece.speaker}"}:
        yield replace(piece, speaker="", how=Told("refused"), how_code="refused", speaker_sure=True)
    else:
        yield piece


def _returned(piece: Piece) -> Iterator[Piece]:
    if isinstance(piece, Tag):
        reason = Reason("refused", Told("no_tag", {"words": piece.name}), sure=True)
        yield Furniture(f"furniture:{piece.id}", piece.parts, piece.printed, reason)
        return
    for number, paragraph in enumerate(piece.printed):
        yield passage(paragraph, part="" if not number else f".{number}")


def _rejoined(pieces: Sequence[Piece]) -> list[Piece]:
    """Passages of one paragraph that a refused quote parted are one passage again."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            isinstance(last, Passage)
            and isinstance(piece, Passage)
            and last.printed[-1].line == piece.line
        ):
            joined[-1] = passage(Paragraph(piece.line, f"{last.text} {piece.text}"))
        else:
            joined.append(piece)
    return joined


def _person(person: Person, refused: frozenset[str]) -> Person:
    if f"match:{person.key}" in refused:
        person = replace(person, known=None, known_name="")
    if f"role:{person.key}" in refused:
        person = replace(person, role="", organisation="")
    kept = tuple(
        name
        for name in person.aliases
        if f"alias:{person.key}:{name.replace(' ', '-')}" not in refused
    )
    return replace(person, aliases=kept)


def _note(note: Note, refused: frozenset[str]) -> Note:
    return replace(note, refused=True) if note.id in refused else note
