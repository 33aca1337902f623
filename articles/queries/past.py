"""What was a story before, and who did what to it?"""

import json
from datetime import datetime
from typing import Any, Literal

from django.db.models import QuerySet

from articles.models import Article, Revision, TimelineEntry
from articles.queries.printing import live_content
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy
from articles.rules.document import read
from articles.rules.printed import thawed
from cms.kernel.clock import rfc3339
from cms.kernel.errors import Missing

Past = int | Literal["live"]  # the number of a revision, or what readers see
Side = Past | Literal["now"]  # or what the editors have


def side(
    article: Article, which: Side, at: datetime, *, like: ArticleCopy | None = None
) -> ArticleCopy:
    """Return a story as it was at a revision, as readers see it, or as its editors have it.

    What readers see comes without what freezing filled in where the state it is `like` has
    nothing. Raises Missing (404).
    """
    if which == "now":
        return load(article)
    if which == "live":
        content = live_content(article.pk, at)
        if content is None:
            raise Missing
        frozen = read(json.loads(content))
        return thawed(frozen, like) if like else frozen
    return read(revision(article.pk, which).tree)


def both_sides(
    article: Article, before: Side, after: Side, at: datetime
) -> tuple[ArticleCopy, ArticleCopy]:
    """Return two states of a story, fit to be compared.

    Raises Missing (404).
    """
    if before == "live":
        newer = side(article, after, at)
        return side(article, before, at, like=newer), newer
    older = side(article, before, at)
    return older, side(article, after, at, like=older)


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
