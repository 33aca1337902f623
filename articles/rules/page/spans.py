"""From where to where does a quotation run, be it over several paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.rules.page.lines import Paragraph
from articles.rules.page.marks import DASHES, FAMILIES, closing, last_closing
from articles.rules.page.pieces import Piece

LIST_MARKS = " \t*•·" + DASHES


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation: it opens in paragraph `first` at `start`, closes in `last` at `end`."""

    first: int
    start: int
    last: int
    end: int
    sure: bool = True


@dataclass(slots=True)
class Reading:
    """How far the paragraphs are read: `at` in paragraph `index`, everything before is settled."""

    texts: Sequence[Paragraph]
    index: int = 0
    at: int = 0
    hopeless_until: int = -1
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraph being read."""
        return self.texts[self.index].text

    def move(self, index: int, at: int) -> None:
        """Go on reading there; a paragraph read to its end gives way to the next."""
        self.index, self.at = index, at
        if not self.text[at:].strip():
            self.index, self.at = index + 1, 0


def inside(reading: Reading, start: int) -> Span | None:
    """Return where the quotation runs if it closes in its own paragraph."""
    text = reading.text
    end = closing(text, start)
    return None if end is None else Span(reading.index, start, reading.index, end)


def span_from(reading: Reading, start: int) -> Span | None:
    """Return where the quotation ends, be it paragraphs later; None if it never does."""
    text = reading.text
    end = closing(text, start)
    if end is not None:
        return Span(reading.index, start, reading.index, end)
    later = _closes_later(reading, text[start])
    if later is not None:
        return Span(reading.index, start, *later)
    last = last_closing(text, start)
    if last is None:
        return None
    return Span(reading.index, start, reading.index, last, sure=False)


def _closes_later(reading: Reading, sign: str) -> tuple[int, int] | None:
    """Every further paragraph opens with the mark again; the last one closes.

    What did not close for this paragraph does not close for the next ones either, so each
    paragraph is looked at once.
    """
    if reading.index < reading.hopeless_until:
        return None
    for index in range(reading.index + 1, len(reading.texts)):
        text = reading.texts[index].text
        begin = len(text) - len(text.lstrip(LIST_MARKS))
        if text[begin : begin + 1] != sign:
            end = _first_closing(text, sign) if index == reading.index + 1 else None
            reading.hopeless_until = index
            return None if end is None else (index, end)
        end = closing(text, begin)
        if end is not None:
            return index, end
    reading.hopeless_until = len(reading.texts)
    return None


def _first_closing(text: str, sign: str) -> int | None:
    """Return where a quotation opened in the paragraph before closes in this one."""
    family = FAMILIES[sign]
    if family.same or sign == "'" or len(sign) != 1:
        return None
    end = closing(sign + text, 0)
    return None if end is None else end - 1
