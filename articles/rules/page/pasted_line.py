"""How does one line grow out of the pieces of text that a pasted page is made of?"""

import re
from collections import Counter
from dataclasses import dataclass, field

from articles.rules.page.markup import Markup
from articles.rules.page.pieces import BULLET
from articles.rules.page.weaving import Mark

# What browsers and word processors put between letters for the eye of one printer only.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_SOURCE = "source"
Style = tuple[str, str]  # a tag, and where a link leads


def visible(text: str) -> str:
    """Return the text without soft hyphens and marks of no width, hard spaces as spaces."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ")


@dataclass(slots=True)
class Line:
    """A line that is being read: its words, and which of them are styled how."""

    heading: bool = False
    listed: str = ""
    words: str = ""
    marks: list[Mark] = field(default_factory=list)
    styles: Counter[Style] = field(default_factory=Counter)  # how often each was begun

    def begin(self, style: Style | None) -> None:
        """Style what comes until the same style is ended."""
        if style is not None:
            self.styles[style] += 1

    def end(self, style: Style | None) -> None:
        """End a style; one that a source took away before is not there any more."""
        if style is not None and style in self.styles:
            self.styles[style] -= 1
            self.styles += Counter()

    def add(self, text: str) -> None:
        """Add words; spaces between them are one space."""
        flat = _SPACE.sub(" ", visible(text))
        if not self.words or self.words.endswith(" "):
            flat = flat.removeprefix(" ")
        start = len(self.words)
        self.words += flat
        for tag, href in self.styles:
            if flat.strip():
                self._mark(Mark(start, len(self.words), tag, href))
        self._add_address(text)

    def _mark(self, mark: Mark) -> None:
        """Go on with the same mark where one ended right here."""
        for place in range(len(self.marks) - 1, max(len(self.marks) - 7, -1), -1):
            last = self.marks[place]
            if last.end == mark.start and last.kind == mark.kind:
                self.marks[place] = Mark(last.start, mark.end, *mark.kind)
                return
        self.marks.append(mark)

    def _add_address(self, text: str) -> None:
        """The link of a source is part of its words: the source keeps its address."""
        href = next((href for _tag, href in self.styles if href.startswith("http")), "")
        if href and text.strip() and self.words.casefold().startswith(_SOURCE):
            self.words = f"{self.words.rstrip()}, {href}"
            del self.styles["a", href]

    def ended(self) -> "tuple[Markup, Line]":
        """Return the line as read, and the next one, in which the same styles go on."""
        words = self.words.rstrip()
        lead = "## " if self.heading else BULLET if self.listed else ""
        if not words:
            return Markup(""), Line(self.heading, self.listed, styles=self.styles)
        marks = () if self.heading else self._shifted(len(lead), len(words))
        listed = "" if self.heading else self.listed
        return Markup(lead + words, marks, listed), Line(styles=self.styles)

    def _shifted(self, by: int, end: int) -> tuple[Mark, ...]:
        kept = [mark for mark in self.marks if mark.start < end]
        return tuple(Mark(mark.start + by, min(mark.end, end) + by, *mark.kind) for mark in kept)
