"""Which paragraphs does a manuscript have, and on which line does each begin."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
# Text set by hand in columns: lines of about this many characters, most of them full.
_COLUMN = range(50, 101)
_ENOUGH_LINES = 3
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as printed; `line` counts from 1 and names its first line."""

    line: int
    text: str


def paragraphs(manuscript: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs in order; any line end counts, control characters become spaces.

    Every line is a paragraph, unless the text is evidently set in columns by hand: then a
    paragraph runs to the next empty line.
    """
    lines = [_clean(line) for line in _LINE_END.split(manuscript)]
    blocks = list(_blocks(lines))
    if _set_in_columns(blocks):
        return tuple(
            Paragraph(block[0].line, " ".join(one.text for one in block)) for block in blocks
        )
    return tuple(line for block in blocks for line in block)


def _clean(line: str) -> str:
    if not line.isprintable():
        line = "".join(" " if _control(letter) else letter for letter in line)
    return line.strip().strip("\ufeff").strip()


def _control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"}


def _blocks(lines: Sequence[str]) -> Iterator[list[Paragraph]]:
    numbered = (Paragraph(number, line) for number, line in enumerate(lines, start=1))
    for printed, block in groupby(numbered, key=lambda one: bool(one.text)):
        if printed:
            yield list(block)


def _set_in_columns(blocks: Sequence[Sequence[Paragraph]]) -> bool:
    broken = [pair for block in blocks for pair in pairwise(block)]
    if len(broken) < _ENOUGH_LINES or len(blocks) == 1:
        return False
    full = sum(len(upper.text) in _COLUMN for upper, _ in broken)
    mid_sentence = sum(lower.text[0].islower() for _, lower in broken)
    return full >= _MOSTLY * len(broken) and mid_sentence * 3 >= len(broken)
