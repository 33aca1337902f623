"""How do two states of a story differ, told as people read it?

Everything that is referred to by number is named, in a constant number of queries.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.queries.names import names_in
from articles.queries.telling import Teller
from articles.rules.carried import Passing, carried, paragraphs
from articles.rules.clean import as_plain
from articles.rules.copy import ArticleCopy, Passage
from articles.rules.reading_order import Fold, Row, reading_order
from articles.rules.told import Told


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs: the facts, then the body in reading order."""

    facts: tuple[Told, ...]
    body: tuple[Told | Fold, ...]

    @property
    def is_same(self) -> bool:
        """Return whether nothing differs at all."""
        return not self.facts and all(isinstance(row, Fold) for row in self.body)


def comparison(before: ArticleCopy, after: ArticleCopy) -> Comparison:
    """Return what differs between two states of a story."""
    rows = reading_order(before, after)
    teller = Teller(names_in([before, after]), _passings(rows))
    return Comparison(
        facts=tuple(teller.facts(before, after)),
        body=tuple(row if isinstance(row, Fold) else teller.row(row) for row in rows),
    )


def _passings(rows: Sequence[Row | Fold]) -> dict[str, Passing]:
    """Return what the passages that changed gave to each other, by their ids."""
    empty = Passage("", "")
    texts = {
        row.part.id: (row.before or empty, row.after or empty)
        for row in rows
        if isinstance(row, Row) and row.change in {"added", "removed", "changed"}
    }
    passages = {
        key: (paragraphs(as_plain(old.html)), paragraphs(as_plain(new.html)))
        for key, (old, new) in texts.items()
        if isinstance(old, Passage) and isinstance(new, Passage)
    }
    return dict(zip(passages, carried(list(passages.values())), strict=True))
