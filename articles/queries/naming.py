"""What are the rows called that a story refers to by number?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from articles.models import Article, Author, Category, Expert, Tag
from articles.rules.copy import BylineEntry, Figure, Quote


@dataclass(slots=True)
class Names:
    """Names by kind and number; a number without a row is shown as itself."""

    known: dict[tuple[str, int], str] = field(default_factory=dict)

    def of(self, kind: str, number: int) -> str:
        """Return what a row is called."""
        return self.known.get((kind, number), str(number))


_ROWS: dict[str, type[models.Model]] = {
    "category": Category,
    "tags": Tag,
    "byline": Author,
    "related": Article,
    "translation_of": Article,
    "expert": Expert,
}


def names_of(values: Iterable[tuple[str, Any]]) -> Names:
    """Return the names of all rows in facts and blocks, given with the names of their facts.

    One query for each kind of row that is mentioned.
    """
    wanted: dict[str, set[int]] = {}
    for name, value in values:
        for kind, number in _mentioned(name, value):
            wanted.setdefault(kind, set()).add(number)
    names = Names()
    for kind, numbers in wanted.items():
        rows = _ROWS[kind]._default_manager.filter(pk__in=numbers)
        names.known |= {(kind, row.pk): str(row) for row in rows}
    return names


def _mentioned(name: str, value: Any) -> Iterable[tuple[str, int]]:
    if isinstance(value, Quote):
        return [("expert", value.expert)] if value.expert else []
    if isinstance(value, Figure) or name not in _ROWS or value is None:
        return []
    values = value if isinstance(value, tuple) else (value,)
    return [(name, v.author if isinstance(v, BylineEntry) else v) for v in values]
