"""What is an article, as plain values?

`ArticleCopy` is the whole tree of one article as an editor has it. Every other rule (lacks,
freeze, flow, difference) reads it; `queries.working_copy` makes it from rows and
`actions.write_copy` makes rows of it. `id` of a section or block is its stable key: a short
string, or "" for one that has no row yet.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

Kind = Literal["person", "organisation"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from: a name to print and, if there is one, an address."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text: clean HTML of the small vocabulary (rules.clean)."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said: plain text, paragraphs parted by a blank line.

    `expert` is the Expert's number (None: speaker not yet named); `printed_name` is the name as
    it is printed here, kept when the expert is renamed later; `attribution` is how it was said.
    """

    id: str
    text: str
    expert: int | None = None
    printed_name: str = ""
    attribution: str = ""
    said_on: date | None = None
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo in its place: `photo` is the Photo's number (None: the file is still missing)."""

    id: str
    photo: int | None = None
    caption: str = ""
    credit: str = ""
    alt: str = ""


Block = Passage | Quote | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it; the first section may have no heading: the opening."""

    id: str
    heading: str = ""
    anchor: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class BylineEntry:
    """One name of the byline, in order."""

    author: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Seo:
    """What search engines and social networks are told, where it differs from the story."""

    title: str = ""
    description: str = ""
    canonical_url: str = ""
    noindex: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A public note on what was put right."""

    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ArticleCopy:
    """One article as its editors have it. Numbers are the ids of the linked rows."""

    headline: str = ""
    standfirst: str = ""
    slug: str = ""
    language: str = "en"
    category: int | None = None
    tags: tuple[int, ...] = ()
    byline: tuple[BylineEntry, ...] = ()
    lead: Figure | None = None
    sections: tuple[Section, ...] = ()
    source: Source = Source()
    seo: Seo = Seo()
    related: tuple[int, ...] = ()
    translation_of: int | None = None
    corrections: tuple[Correction, ...] = field(default=())

    def blocks(self) -> tuple[Block, ...]:
        """Return all blocks of the body in reading order."""
        return tuple(block for section in self.sections for block in section.blocks)

    def with_sections(self, sections: tuple[Section, ...]) -> "ArticleCopy":
        """Return the same article with another body."""
        return replace(self, sections=sections)
