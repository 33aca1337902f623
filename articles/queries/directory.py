"""Whom and what do editors have to choose from: experts, authors, categories, tags?"""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from articles.models import Expert, ExpertName
from articles.rules.names import folded

Row = TypeVar("Row", bound=Model)
MOST_MATCHES = 1_000  # of one search


def experts_named(words: str) -> QuerySet[Expert]:
    """Return the experts of whom some name holds all the words, whatever case and accents.

    Those who were merged into others are left out: their names lead to whom they became.
    """
    rows = Expert.objects.filter(merged_into=None)
    wanted = folded(words).split()
    if not words:
        return rows
    other = Q()
    for word in wanted:
        other &= Q(folded__contains=word)
    called = ExpertName.objects.filter(other).values("expert")[:MOST_MATCHES] if wanted else []
    return rows.filter(Q(pk__in=_named(rows, wanted)) | Q(pk__in=called))


def named(rows: QuerySet[Row], words: str) -> QuerySet[Row]:
    """Return those of the rows whose name holds all the words, whatever case and accents."""
    return rows.filter(pk__in=_named(rows, folded(words).split())) if words else rows


def _named(rows: QuerySet[Row], wanted: list[str]) -> list[int]:
    """Fold in Python: no database of ours folds alike, and a newsroom knows some thousand names."""
    if not wanted:
        return []
    names = rows.order_by("pk").values_list("pk", "name")
    found = (pk for pk, name in names.iterator() if all(w in folded(name) for w in wanted))
    return [pk for pk, _place in zip(found, range(MOST_MATCHES), strict=False)]
