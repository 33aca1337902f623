"""What is everything called that a story refers to by number?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from articles.models import Article, Author, Category, Expert, Tag
from articles.queries.desk import picks
from articles.rules.copy import ArticleCopy, Figure, Quote


@dataclass(frozen=True, slots=True)
class Names:
    """The names of rows and the pictures of photos, by number; what is gone has none."""

    categories: Mapping[int, str]
    tags: Mapping[int, str]
    authors: Mapping[int, str]
    experts: Mapping[int, str]
    stories: Mapping[int, str]
    photos: Mapping[int, dict[str, Any]]


def named(rows: Mapping[int, str], number: int | None) -> str:
    """Return a name; the number alone where the row is gone, nothing for no number."""
    return "" if number is None else rows.get(number, f"#{number}")


def names_in(copies: Iterable[ArticleCopy]) -> Names:
    """Return the names of all that the copies refer to; at most one query for each kind of row.

    Experts have their own names here, also where they were merged into another since.
    """
    known = list(copies)
    blocks = [block for copy in known for block in copy.blocks()]
    figures = [block for block in blocks if isinstance(block, Figure)]
    figures += [copy.lead for copy in known if copy.lead]
    return Names(
        categories=_names(Category, (copy.category for copy in known)),
        tags=_names(Tag, (tag for copy in known for tag in copy.tags)),
        authors=_names(Author, (entry.author for copy in known for entry in copy.byline)),
        experts=_names(Expert, (b.expert for b in blocks if isinstance(b, Quote))),
        stories=_names(
            Article, (pk for copy in known for pk in (*copy.related, copy.translation_of))
        ),
        photos={photo["id"]: photo for photo in picks({f.photo for f in figures if f.photo})},
    )


def _names(model: type[Model], numbers: Iterable[int | None]) -> dict[int, str]:
    wanted = {number for number in numbers if number is not None}
    rows = model._default_manager.filter(pk__in=wanted) if wanted else ()
    return {row.pk: str(row) for row in rows}
