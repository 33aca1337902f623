"""What is a page cut into: pieces in reading order, each keeping the words it was made of.

A piece holds its words in `parts`, in the order of the page, and the paragraphs it came from as
they stood in `printed`: refusing the piece gives them back as running text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from articles.rules.page.lines import Paragraph
from articles.rules.page.weaving import Mark, woven

BULLET = "• "  # what a pasted item of a list begins with
PartName = Literal["text", "said", "attribution", "caption", "label", "credit", "name", "url"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a piece; `line` is the manuscript's line of the paragraph they stand in."""

    name: PartName
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A finding for people: `code` names the sentence, `facts` stand in its places.

    The sentences themselves are the doors' (importers.page_words), each in its language.
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a piece is what it is: `sure` is False for a guess."""

    code: str
    told: Told
    sure: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Something on the page. `id` is its stable name; a piece with a `reason` can be refused."""

    id: str
    parts: tuple[Part, ...]
    printed: tuple[Paragraph, ...]
    reason: Reason | None = None

    @property
    def line(self) -> int:
        """The first line of the manuscript that it stands on."""
        return self.printed[0].line

    @property
    def lines(self) -> tuple[int, ...]:
        """All lines of the manuscript that it stands on."""
        return tuple(sorted({paragraph.line for paragraph in self.printed}))

    def said_as(self, name: PartName) -> str:
        """Return the words of all parts of one name, joined by spaces."""
        return " ".join(part.text for part in self.parts if part.name == name)

    @property
    def text(self) -> str:
        """The words of all parts, in order, joined by spaces."""
        return " ".join(part.text for part in self.parts if part.text)


class Headline(Piece):
    """The headline."""

    __slots__ = ()


class Standfirst(Piece):
    """The sentence or two under the headline."""

    __slots__ = ()


class Byline(Piece):
    """Who wrote the story, as printed."""

    __slots__ = ()


class Heading(Piece):
    """The heading of a section."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Passage(Piece):
    """One paragraph of running text; `listed` is "ul" or "ol" for an item of a list."""

    marks: tuple[Mark, ...] = ()
    listed: str = ""

    @property
    def html(self) -> str:
        """The paragraph as clean HTML."""
        inner = woven(self.text, self.marks)
        if self.listed:
            return f"<{self.listed}><li>{inner.removeprefix(BULLET)}</li></{self.listed}>"
        return f"<p>{inner}</p>"


@dataclass(frozen=True, slots=True)
class Figure(Piece):
    """The words of a photo: its caption and credit, and the label between them ("Photo:").

    `alt` is what the page said of it for those who cannot see it.
    """

    alt: str = ""

    @property
    def caption(self) -> str:
        """What the photo shows."""
        return self.said_as("caption")

    @property
    def credit(self) -> str:
        """Whose photo it is."""
        return self.said_as("credit")

    @property
    def label(self) -> str:
        """The words that say that this is a photo, as printed."""
        return self.said_as("label")


class LeadFigure(Figure):
    """The words of the photo that leads the story."""

    __slots__ = ()


class SourceLine(Piece):
    """Where the story comes from."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """Who published it first."""
        return self.said_as("name")

    @property
    def url(self) -> str:
        """The address, or ""."""
        return self.said_as("url")


class Tag(Piece):
    """A subject of the story."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The subject."""
        return self.said_as("name")


class Furniture(Piece):
    """A line of the page that is no part of the story, left out."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Quote(Piece):
    """What somebody said, without the outer quotation marks.

    `speaker` is the key of a person of the proposal or "" when nobody was found; `how` tells
    people how the speaker was found, `how_code` machines.
    """

    speaker: str = ""
    how: Told = Told("")
    how_code: str = ""
    speaker_sure: bool = field(default=False)

    @property
    def said(self) -> str:
        """The words said; paragraphs are parted by a blank line."""
        return _joined(part for part in self.parts if part.name == "said")

    @property
    def attribution(self) -> str:
        """The words that say who said it, as printed, or ""."""
        return "; ".join(part.text for part in self.parts if part.name == "attribution")


Block = Passage | Quote | Figure


def _joined(parts: Iterable[Part]) -> str:
    text = ""
    line = 0
    for part in parts:
        gap = "" if not text else " " if part.line == line else "\n\n"
        text += gap + part.text
        line = part.line
    return text


def passage(paragraph: Paragraph, *, part: str = "") -> Passage:
    """Return a paragraph as running text; `part` tells passages of one paragraph apart."""
    return Passage(
        id=f"passage:{paragraph.line}{part}",
        parts=(Part("text", paragraph.text, paragraph.line),),
        printed=(paragraph,),
    )
