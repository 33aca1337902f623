"""What changed between two states of a story?

Sections and blocks are the same where their ids are. Of those that stand in both, as few as
possible count as moved: the rest keep their order (a longest increasing subsequence,
https://en.wikipedia.org/wiki/Longest_increasing_subsequence).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from articles.rules.copy import ArticleCopy
from articles.rules.document import written

Json = dict[str, Any]
Key = TypeVar("Key", bound=Hashable)
Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of the story: its JSON pointer, and its values."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where a section or block stands: the section's id ("" for a section itself), and how far."""

    section: str
    position: int


@dataclass(frozen=True, slots=True)
class PartChange:
    """What happened to a section or block; what is both changed and moved is `changed`.

    `before` and `after` are its documents (None where it does not stand), a section's without its
    blocks; `was_at` and `is_at` are its places.
    """

    id: str
    change: Kind
    moved: bool = False
    before: Json | None = None
    after: Json | None = None
    was_at: Place | None = None
    is_at: Place | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed: facts, then sections, then blocks, in reading order."""

    facts: list[FactChange] = field(default_factory=list)
    sections: list[PartChange] = field(default_factory=list)
    blocks: list[PartChange] = field(default_factory=list)


def difference(before: ArticleCopy, after: ArticleCopy) -> Difference:
    """Return what changed from one state of a story to another."""
    return difference_of(written(before), written(after))


def difference_of(old: Json, new: Json) -> Difference:
    """Return what changed from one document of a story to another, without reading them whole."""
    return Difference(
        facts=list(_facts(old, new)),
        sections=list(_parts(_sections(old), _sections(new))),
        blocks=list(_parts(_blocks(old), _blocks(new))),
    )


def _facts(old: Json, new: Json) -> Iterator[FactChange]:
    for name in new:
        if name != "sections" and old.get(name) != new[name]:
            yield FactChange(f"/{name}", old.get(name), new[name])


Parts = dict[str, tuple[Place, Json]]


def _sections(document: Json) -> Parts:
    return {
        section["id"]: (Place("", number), {k: v for k, v in section.items() if k != "blocks"})
        for number, section in enumerate(document["sections"])
    }


def _blocks(document: Json) -> Parts:
    return {
        block["id"]: (Place(section["id"], position), block)
        for section in document["sections"]
        for position, block in enumerate(section["blocks"])
    }


def _parts(old: Parts, new: Parts) -> Iterator[PartChange]:
    moved = _moved(old, new)
    for key, (place, part) in new.items():
        if key not in old:
            yield PartChange(key, "added", after=part, is_at=place)
        elif old[key][1] != part or key in moved:
            was_at, former = old[key]
            kind: Kind = "changed" if former != part else "moved"
            yield PartChange(key, kind, key in moved, former, part, was_at, place)
    for key, (place, part) in old.items():
        if key not in new:
            yield PartChange(key, "removed", before=part, was_at=place)


def _moved(old: Parts, new: Parts) -> set[str]:
    """Return which of those that stand in both have moved; a section carries its blocks along."""
    ranks = {key: rank for rank, key in enumerate(old)}
    both = [key for key in new if key in old]
    stayed: defaultdict[str, list[str]] = defaultdict(list)
    for key in both:
        if old[key][0].section == new[key][0].section:
            stayed[new[key][0].section].append(key)
    kept = (longest_rising(keys, ranks) for keys in stayed.values())
    return set(both).difference(*kept)


def longest_rising(keys: Sequence[Key], ranks: Mapping[Key, int]) -> set[Key]:
    """Return the keys of a longest run whose ranks rise (patience sorting, O(n log n))."""
    ends: list[int] = []  # the smallest rank that ends a run of each length
    last: list[Key] = []
    before: dict[Key, Key | None] = {}
    for key in keys:
        length = bisect_left(ends, ranks[key])
        before[key] = last[length - 1] if length else None
        ends[length : length + 1] = [ranks[key]]
        last[length : length + 1] = [key]
    kept: set[Key] = set()
    walked = last[-1] if last else None
    while walked is not None:
        kept.add(walked)
        walked = before[walked]
    return kept


def same_words(one: ArticleCopy, other: ArticleCopy) -> bool:
    """Return whether two states of a story say the same, whatever ids their parts have."""
    return _without_ids(one) == _without_ids(other)


def _without_ids(copy: ArticleCopy) -> ArticleCopy:
    return copy.with_sections(
        tuple(
            replace(s, id="", anchor="", blocks=tuple(replace(b, id="") for b in s.blocks))
            for s in copy.sections
        )
    )
