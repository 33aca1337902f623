"""What was a story before, and who did what to it?"""

from typing import Any

from django.db.models import QuerySet

from articles.models import Revision, TimelineEntry
from cms.kernel.clock import rfc3339
from cms.kernel.errors import Missing


def revisions_of(article_id: int) -> QuerySet[Revision]:
    """Return the revisions of a story without their trees."""
    rows: QuerySet[Revision] = Revision.objects.filter(article=article_id)
    return rows.select_related("by").defer("tree")


def revision(article_id: int, number: int) -> Revision:
    """Return one revision with its tree.

    Raises Missing (404).
    """
    row = Revision.objects.filter(article=article_id, number=number).select_related("by").first()
    if row is None:
        raise Missing
    found: Revision = row
    return found


def timeline_of(article_id: int) -> QuerySet[TimelineEntry]:
    """Return what was done to a story."""
    rows: QuerySet[TimelineEntry] = TimelineEntry.objects.filter(article=article_id)
    return rows.select_related("by")


def versions(article_id: int, mine: int, present: int) -> dict[str, Any]:
    """Return who saved the version an editor saw and the one that stands: `yours`, `current`."""
    rows = {row.number: row for row in revisions_of(article_id).filter(number__in=(mine, present))}
    return {
        "yours": saved(rows[mine]) if mine in rows else None,
        "current": saved(rows[present]) if present in rows else None,
    }


def saved(row: Revision) -> dict[str, Any]:
    """Return when and by whom a revision was kept."""
    return {
        "number": row.number,
        "at": rfc3339(row.at),
        "by": row.by.get_username() if row.by else None,
        "why": row.why,
    }
