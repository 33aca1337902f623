"""Which rows of the log of decisions are wanted, and how are all of them given out?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.models.taxonomy import Category
from cms.kernel.clock import rfc3339
from comments.models import Decision
from comments.queries.scope import EVERYTHING, Scope

COLUMNS = (
    "id", "at", "what", "was", "became", "by_kind", "by__username", "comment__key", "reason",
    "note", "evidence", "score", "model_version", "batch", "undoes_id", "version", "revision",
    "before", "network_hash", "prev_hash", "hash",
)  # fmt: skip
NAMES = tuple(
    {"by__username": "by", "comment__key": "comment", "undoes_id": "undoes"}.get(name, name)
    for name in COLUMNS
)
AT_ONCE = 2_000  # rows read in one go


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment on, and before another; None: without an end."""

    since: datetime | None = None
    until: datetime | None = None


ALWAYS = Period()


def decisions(scope: Scope = EVERYTHING, period: Period = ALWAYS) -> QuerySet[Decision, Decision]:
    """Return the log with the names it speaks of, as far as it is in scope."""
    rows = Decision.objects.select_related("comment", "by")
    if period.since:
        rows = rows.filter(at__gte=period.since)
    if period.until:
        rows = rows.filter(at__lt=period.until)
    return scope.within(rows, "comment__category_id")


def in_category(rows: QuerySet[Decision, Decision], slug: str) -> QuerySet[Decision, Decision]:
    """Return the decisions on replies to the stories of a category."""
    rooms = Category.objects.filter(slug=slug).values("pk")
    return rows.filter(comment__category_id__in=rooms)


def given_out(period: Period) -> Iterator[dict[str, Any]]:
    """Yield every row as plain values, the oldest first; never more than AT_ONCE in memory."""
    rows = decisions(period=period).order_by("id").values_list(*COLUMNS)
    for values in rows.iterator(chunk_size=AT_ONCE):
        row = dict(zip(NAMES, values, strict=True))
        yield {**row, "at": rfc3339(row["at"])}
