"""What exactly is published? The copy, complete and in its one written form."""

from collections.abc import Mapping
from dataclasses import replace

from articles.rules.copy import ArticleCopy, Block, Quote, Section
from articles.rules.document import canonical, written
from articles.rules.names import slug_of


def freeze(copy: ArticleCopy, expert_names: Mapping[int, str]) -> str:
    """Return the content of an edition as canonical JSON text: same copy, same bytes.

    Sections without an anchor get one from their heading, each its own; quotes without a printed
    name get the expert's present name, which they then keep.
    """
    sections = tuple(_with_names(section, expert_names) for section in copy.sections)
    return canonical(written(copy.with_sections(anchored(sections))))


def anchored(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections, each headed one with an anchor that no other has."""
    taken = {section.anchor for section in sections if section.anchor}
    done: list[Section] = []
    for number, section in enumerate(sections):
        anchor = section.anchor
        if not anchor and section.heading:
            anchor = _free(slug_of(section.heading, fallback=f"section-{number + 1}"), taken)
            taken.add(anchor)
        done.append(replace(section, anchor=anchor))
    return tuple(done)


def _free(wanted: str, taken: set[str]) -> str:
    wanted = wanted[:100].rstrip("-")
    anchor, number = wanted, 1
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    return anchor


def _with_names(section: Section, expert_names: Mapping[int, str]) -> Section:
    def named(block: Block) -> Block:
        if isinstance(block, Quote) and block.expert and not block.printed_name:
            return replace(block, printed_name=expert_names.get(block.expert, ""))
        return block

    return replace(section, blocks=tuple(named(block) for block in section.blocks))
