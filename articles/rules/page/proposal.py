"""What is proposed for a page: the article, its people, what was left out, and every guess."""

from dataclasses import dataclass
from typing import Literal

from articles.rules.page.pieces import (
    Block,
    Byline,
    Figure,
    Furniture,
    Heading,
    Headline,
    Piece,
    SourceLine,
    Standfirst,
    Tag,
    Told,
)

Kind = Literal["person", "organisation"]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """An expert whom the newsroom already has; `id` is the Expert's number."""

    name: str
    aliases: tuple[str, ...] = ()
    id: int = 0
    kind: Kind = "person"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody quoted on the page, to become an Expert.

    `key` names the person inside the proposal; `aliases` are the other names the page uses;
    `known` is the number of the Expert whom this is taken to be, None for somebody new.
    """

    key: str
    name: str
    role: str = ""
    organisation: str = ""
    kind: Kind = "person"
    aliases: tuple[str, ...] = ()
    known: int | None = None
    known_name: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding on the page. `sure` is False for a guess; one with an `id` can be refused."""

    id: str
    code: str
    lines: tuple[int, ...]
    told: Told
    sure: bool
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None: the opening) and the blocks under it."""

    heading: Heading | None
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The words of the heading, or ""."""
        return self.heading.text if self.heading else ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A page as a draft article.

    `pieces` is all of it in reading order, furniture included; the other fields are the same
    pieces put where they belong.
    """

    pieces: tuple[Piece, ...]
    headline: Headline | None
    standfirst: Standfirst | None
    lead: Figure | None
    sections: tuple[Section, ...]
    byline: tuple[Byline, ...]
    source: SourceLine | None
    tags: tuple[Tag, ...]
    people: tuple[Person, ...]
    left_out: tuple[Furniture, ...]
    notes: tuple[Note, ...]

    def person(self, key: str) -> Person | None:
        """Return the person of that key, None for ""."""
        return next((person for person in self.people if person.key == key), None)

    @property
    def guesses(self) -> tuple[Note, ...]:
        """The notes that are not sure."""
        return tuple(note for note in self.notes if not note.sure)
