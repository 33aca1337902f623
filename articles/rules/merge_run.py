"""Can two people's changes to one passage stand together? If they changed different paragraphs.

A passage is a run of paragraphs without ids; which of them changed is found by comparing lines, as
diff3 does (https://en.wikipedia.org/wiki/Diff3).
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.rules.flow_nodes import FlowError, nodes_of


@dataclass(frozen=True, slots=True)
class _Change:
    """The paragraphs from `start` to `end` of the base become others."""

    start: int
    end: int
    to: tuple[str, ...]

    def meets(self, other: "_Change") -> bool:
        """Return whether both change the same paragraphs."""
        first, second = sorted((self, other), key=lambda c: (c.start, c.end))
        return second.start < first.end


def merged_run(base: str, mine: str, theirs: str) -> str | None:
    """Return the passage with the changes of both; None where they changed the same paragraph.

    What both added in one place stands one after the other, mine first.
    """
    try:
        before, here, there = (_paragraphs(html) for html in (base, mine, theirs))
    except FlowError:
        return None
    ours = _changes(before, here)
    others = [change for change in _changes(before, there) if change not in ours]
    if any(change.meets(other) for change in ours for other in others):
        return None
    changes = sorted((*ours, *others), key=lambda change: (change.start, change.end))
    out: list[str] = []
    done = 0
    for change in changes:
        out += (*before[done : change.start], *change.to)
        done = change.end
    return "".join((*out, *before[done:]))


def _paragraphs(html: str) -> list[str]:
    return [node.outer for node in nodes_of(html) if not node.blank]


def _changes(before: list[str], after: list[str]) -> list[_Change]:
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        _Change(start, end, tuple(after[first:last]))
        for tag, start, end, first, last in codes
        if tag != "equal"
    ]
