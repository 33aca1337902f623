"""What article does a manuscript make."""

from collections.abc import Sequence

from articles.rules.page.assembling import assemble
from articles.rules.page.lines import paragraphs
from articles.rules.page.notes import notes_on
from articles.rules.page.people import people_of
from articles.rules.page.proposal import KnownPerson, Note, Proposal
from articles.rules.page.sorting import pieces_of
from articles.rules.page.speakers import with_speakers


def propose(text: str, *, known_people: Sequence[KnownPerson] = ()) -> Proposal:
    """Return the structured draft that a page of plain text makes.

    Never fails; every word of the text is in the proposal once and in its order. Costs time
    linear in the length of the text. What is guessed is in `notes`, and `accept` refuses it.
    """
    pieces, cast, speaking = with_speakers(pieces_of(paragraphs(text)))
    people, about_people = people_of(pieces, cast, speaking, known_people)
    notes = sorted([*notes_on(pieces), *about_people], key=_place)
    return assemble(pieces, people=people, notes=notes)


def _place(note: Note) -> tuple[bool, tuple[int, ...]]:
    """Notes on the page as a whole come last."""
    return not note.lines, note.lines[:1]
