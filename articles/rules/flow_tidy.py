"""What does an editor leave behind that nobody meant to write?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.rules.copy import Block, Passage, Section

_BLANK = re.compile(r"<p>(?:\s|<br ?/?>|&nbsp;)*</p>")


def without_blank_lines(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the body without empty paragraphs, and without the passages they leave empty."""
    return tuple(
        replace(section, blocks=tuple(b for b in map(_tidied, section.blocks) if b is not None))
        for section in sections
    )


def _tidied(block: Block) -> Block | None:
    if not isinstance(block, Passage):
        return block
    html = _BLANK.sub("", block.html).strip()
    return replace(block, html=html) if html else None


def with_known_opening(
    sections: Sequence[Section], former: Sequence[Section]
) -> tuple[Section, ...]:
    """Return the body with the id its opening had before, if its first block was taken away."""
    if not sections or sections[0].heading or sections[0].id or not former or former[0].heading:
        return tuple(sections)
    opening = replace(sections[0], id=former[0].id, anchor=former[0].anchor)
    ids = {section.id for section in sections}
    return tuple(sections) if former[0].id in ids else (opening, *sections[1:])
