"""What is a story when one part of it becomes again what it was?

A part is a block or a section by its id, or a fact by its name after a stroke: "/headline".
All else stays as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from articles.rules.amend import place_of
from articles.rules.copy import ArticleCopy, Block, Section
from articles.rules.difference import difference

FACTS = (
    "headline", "standfirst", "slug", "language", "category", "tags", "byline", "lead", "source",
    "seo", "related", "translation_of",
)  # fmt: skip


class NoSuchPart(ValueError):
    """It did not stand in the former state."""


def put_back(now: ArticleCopy, then: ArticleCopy, part: str) -> ArticleCopy:
    """Return the story with one part as it was.

    Raises NoSuchPart.
    """
    if part.startswith("/"):
        return _fact(now, then, part.removeprefix("/"))
    if any(section.id == part for section in then.sections):
        return _heading(now, then, part)
    if place_of(then, part) is None or not part:
        raise NoSuchPart(part)
    return _block(now, then, part)


def _fact(now: ArticleCopy, then: ArticleCopy, name: str) -> ArticleCopy:
    if name not in FACTS:
        raise NoSuchPart(name)
    return replace(now, **{name: getattr(then, name)})


def _heading(now: ArticleCopy, then: ArticleCopy, key: str) -> ArticleCopy:
    """Return the story with a section's heading as it was; where it is gone, it parts the text.

    A section that was moved goes back to its place, with the blocks that it has by now.
    """
    former = _with_free_anchor(now, next(s for s in then.sections if s.id == key))
    present = next((section for section in now.sections if section.id == key), None)
    if present is not None:
        back = replace(former, blocks=present.blocks)
        if not any(change.moved for change in difference(then, now).sections if change.id == key):
            return _changed(now, key, lambda _section: back)
        without = now.with_sections(tuple(s for s in now.sections if s.id != key))
        return _with_section(without, then, back)
    places = (place_of(now, block.id) for block in former.blocks)
    place = next((place for place in places if place is not None), None)
    if place is None:
        return _with_section(now, then, replace(former, blocks=()))
    number, position = place
    opened = now.sections[number]
    halves = (
        replace(opened, blocks=opened.blocks[:position]),
        replace(former, blocks=opened.blocks[position:]),
    )
    return now.with_sections((*now.sections[:number], *halves, *now.sections[number + 1 :]))


def _block(now: ArticleCopy, then: ArticleCopy, key: str) -> ArticleCopy:
    """Return the story with a block as it was, in its place if it was moved or taken away."""
    number, position = place_of(then, key) or (0, 0)
    former = then.sections[number].blocks[position]
    if place_of(now, key) is not None and not _moved(now, then, key):
        return _mapped(now, lambda block: former if block.id == key else block)
    without = now.with_sections(
        tuple(
            replace(section, blocks=tuple(b for b in section.blocks if b.id != key))
            for section in now.sections
        )
    )
    return _with_block(without, then, then.sections[number], former)


def _moved(now: ArticleCopy, then: ArticleCopy, key: str) -> bool:
    return any(change.moved for change in difference(then, now).blocks if change.id == key)


def _with_block(now: ArticleCopy, then: ArticleCopy, section: Section, block: Block) -> ArticleCopy:
    """Return the story with a block after its nearest former neighbour that still stands."""
    stands = any(one.id == section.id for one in now.sections)
    ids = [one.id for one in section.blocks]
    at = ids.index(block.id)
    neighbours = [*((key, 1) for key in ids[:at][::-1]), *((key, 0) for key in ids[at + 1 :])]
    for key, behind in neighbours:
        place = place_of(now, key)
        if place and (not stands or now.sections[place[0]].id == section.id):
            return _inserted(now, place[0], place[1] + behind, block)
    if not stands:
        remade = _with_free_anchor(now, replace(section, blocks=(block,)))
        return _with_section(now, then, remade)
    return _changed(now, section.id, lambda s: replace(s, blocks=(block, *s.blocks)))


def _with_free_anchor(now: ArticleCopy, section: Section) -> Section:
    """Return the section without its anchor where another one has that by now."""
    taken = any(s.anchor == section.anchor for s in now.sections if s.id != section.id)
    return replace(section, anchor="") if taken else section


def _inserted(now: ArticleCopy, number: int, position: int, block: Block) -> ArticleCopy:
    section = now.sections[number]
    blocks = (*section.blocks[:position], block, *section.blocks[position:])
    return _changed(now, section.id, lambda s: replace(s, blocks=blocks))


def _with_section(now: ArticleCopy, then: ArticleCopy, section: Section) -> ArticleCopy:
    """Return the story with a section after the nearest former one before it that still stands."""
    places = {one.id: number for number, one in enumerate(now.sections)}
    number = _first(places, _before(then, section.id))
    after = 0 if number is None else number + 1
    return now.with_sections((*now.sections[:after], section, *now.sections[after:]))


def _before(then: ArticleCopy, key: str) -> list[str]:
    ids = [section.id for section in then.sections]
    return ids[: ids.index(key)][::-1]


def _first(places: dict[str, int], keys: Sequence[str]) -> int | None:
    return next((places[key] for key in keys if key in places), None)


def _changed(now: ArticleCopy, key: str, change: Callable[[Section], Section]) -> ArticleCopy:
    sections = now.sections
    return now.with_sections(tuple(change(s) if s.id == key else s for s in sections))


def _mapped(now: ArticleCopy, change: Callable[[Block], Block]) -> ArticleCopy:
    return now.with_sections(
        tuple(
            replace(section, blocks=tuple(change(block) for block in section.blocks))
            for section in now.sections
        )
    )
