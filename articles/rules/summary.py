"""What did a save do, in a few numbers?"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from articles.rules.difference import difference_of

Json = dict[str, Any]
EMPTY: Json = {"sections": []}
SECTION = "section"


@dataclass(frozen=True, slots=True)
class Summary:
    """The facts that changed, by name, and how many parts: by type and by what happened to them.

    A type is `text`, `quote`, `photo` or `section` (its heading).
    """

    facts: tuple[str, ...]
    parts: tuple[tuple[str, str, int], ...]


def summary(before: Json, after: Json) -> Summary:
    """Return what changed from one document of a story to the next, in reading order of kinds."""
    found = difference_of(before, after)
    parts: Counter[tuple[str, str]] = Counter()
    for change in [*found.sections, *found.blocks]:
        part = change.after or change.before or {}
        parts[part.get("type", SECTION), change.change] += 1
    return Summary(
        facts=tuple(fact.field.strip("/") for fact in found.facts),
        parts=tuple((kind, did, count) for (kind, did), count in parts.items()),
    )
