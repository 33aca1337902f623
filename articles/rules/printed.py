"""Is this what was printed, but for what freezing fills in?"""

from dataclasses import replace
from typing import Any

from articles.rules.copy import ArticleCopy, Block, Quote, Section

FILLED_IN = ("anchor", "printed_name")  # by freezing, where an editor left them empty


def printed_as(document: Any, content: Any) -> bool:
    """Return whether an edition's content is this document, but for what freezing fills in."""
    if isinstance(document, dict) and isinstance(content, dict):
        return document.keys() == content.keys() and all(
            (name in FILLED_IN and value == "") or printed_as(value, content[name])
            for name, value in document.items()
        )
    if isinstance(document, list) and isinstance(content, list):
        return len(document) == len(content) and all(map(printed_as, document, content))
    return bool(document == content)


def thawed(frozen: ArticleCopy, like: ArticleCopy) -> ArticleCopy:
    """Return a frozen story without what freezing filled in where the other state has nothing."""
    anchors = {section.id: section.anchor for section in like.sections}
    names = {block.id: block.printed_name for block in like.blocks() if isinstance(block, Quote)}

    def block(value: Block) -> Block:
        if isinstance(value, Quote) and names.get(value.id) == "":
            return replace(value, printed_name="")
        return value

    def section(value: Section) -> Section:
        anchor = value.anchor if anchors.get(value.id, value.anchor) else ""
        return replace(value, anchor=anchor, blocks=tuple(block(b) for b in value.blocks))

    return frozen.with_sections(tuple(section(value) for value in frozen.sections))
