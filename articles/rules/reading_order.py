"""In which order does one read what changed in a story?

As the newer state is read; what is gone is told where it stood: after what last stood before it
and still does. Stretches in which nothing changed are folded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from articles.rules.copy import ArticleCopy, Block, Section
from articles.rules.difference import PartChange, difference

Change = Literal["same", "added", "removed", "changed", "moved"]
Part = Section | Block


@dataclass(frozen=True, slots=True)
class Row:
    """A section's heading or a block, before and after; `was_in` is the heading it stood under.

    What is both changed and moved is `changed`; `was_in` is None where nothing moved.
    """

    change: Change
    before: Part | None
    after: Part | None
    was_in: str | None = None

    @property
    def part(self) -> Part:
        """Return the newest state of it."""
        part = self.after if self.after is not None else self.before
        assert part is not None  # noqa: S101 - an invariant
        return part


@dataclass(frozen=True, slots=True)
class Fold:
    """So many blocks that did not change."""

    count: int


def reading_order(before: ArticleCopy, after: ArticleCopy) -> list[Row | Fold]:
    """Return what changed in the body, in the order in which one reads it."""
    changes = _Changes(before, after)
    lost = _lost(changes, before)
    groups = [lost["", ""]]
    for section in after.sections:
        rows = [changes.row(section), *lost[section.id, ""]]
        for block in section.blocks:
            rows += [changes.row(block), *lost[section.id, block.id]]
        groups += [rows, lost[section.id, "end"]]
    return list(_folded(groups))


class _Changes:
    """What happened to each section and block, by its id."""

    def __init__(self, before: ArticleCopy, after: ArticleCopy) -> None:
        found = difference(before, after)
        self.sections: Mapping[str, PartChange] = {c.id: c for c in found.sections}
        self.blocks: Mapping[str, PartChange] = {c.id: c for c in found.blocks}
        self.headings = {section.id: section.heading for section in before.sections}
        self.former: dict[str, Part] = {s.id: s for s in before.sections}
        self.former |= {block.id: block for block in before.blocks()}
        self.present = {section.id for section in after.sections}

    def of(self, part: Part) -> PartChange | None:
        known = self.sections if isinstance(part, Section) else self.blocks
        return known.get(part.id)

    def row(self, part: Part) -> Row:
        """Return the row of a part that stands in the newer state."""
        change = self.of(part)
        if change is None:
            return Row("same", part, part)
        was_in = self.headings.get(change.was_at.section, "") if change.was_at else ""
        former = self.former.get(part.id)
        return Row(change.change, former, part, was_in if change.moved else None)

    def is_gone(self, part: Part) -> bool:
        change = self.of(part)
        return change is not None and change.change == "removed"

    def stays(self, block: Block) -> bool:
        """Return whether a block stands where it stood."""
        change = self.of(block)
        return change is None or (change.change == "changed" and not change.moved)


Lost = defaultdict[tuple[str, str], list[Row]]


def _lost(changes: _Changes, before: ArticleCopy) -> Lost:
    """Return what is gone, by the section and block after which it is told.

    The block is "" at a section's start and "end" at its end; both are "" at the very start.
    """
    lost: Lost = defaultdict(list)
    last_section = ("", "")
    for section in before.sections:
        place = last_section
        if changes.is_gone(section):
            lost[place].append(Row("removed", section, None))
        else:
            place, last_section = (section.id, ""), (section.id, "end")
        for block in section.blocks:
            if changes.is_gone(block):
                lost[place].append(Row("removed", block, None))
            elif section.id in changes.present and changes.stays(block):
                place = (section.id, block.id)
    return lost


def _folded(groups: Iterable[list[Row]]) -> Iterator[Row | Fold]:
    """Yield the rows without what is the same, but with the headings under which it changed."""
    unchanged = 0
    for rows in groups:
        changed = any(row.change != "same" for row in rows)
        for row in rows:
            heading = row.part.heading if isinstance(row.part, Section) else None
            if row.change != "same" or (changed and heading):
                if unchanged:
                    yield Fold(unchanged)
                unchanged = 0
                yield row
            elif heading is None:
                unchanged += 1
    if unchanged:
        yield Fold(unchanged)
