"""How is it announced that the clock alone changed what readers see? Once, and not before.

No read waits for this: editions begin and end by themselves. It only tells those who listen.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles.models import Article, Edge, Edition, Turn
from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.clock import rfc3339

BEGAN, EXPIRED = "article.began", "article.expired"


def note_edges(edition: Edition, now: datetime, *, corrected: bool) -> None:
    """Write down when a new edition begins, if that is ahead, and when it ends, if it does."""
    if edition.live_from > now:
        Edge.objects.create(
            edition=edition, turn=Turn.BEGINS, at=edition.live_from, corrected=corrected
        )
    if edition.expires_at:
        Edge.objects.create(edition=edition, turn=Turn.ENDS, at=edition.expires_at)


def announce_edges() -> int:
    """Announce all that the clock has changed; return how many announcements were made."""
    now = clock.now()
    due = Edge.objects.filter(at__lte=now).values_list("edition__article", flat=True)
    return sum(_announce_of(article_id, now) for article_id in sorted(set(due)))


@transaction.atomic
def _announce_of(article_id: int, now: datetime) -> int:
    Article.objects.locked(article_id)
    return announce_due(article_id, now)


def announce_due(article_id: int, now: datetime) -> int:
    """Announce what the clock has changed of a story that the caller holds.

    To be called before its editions are replaced: what is over leaves with its edges.
    """
    due = Edge.objects.filter(edition__article=article_id, at__lte=now)
    edges = list(due.select_related("edition").order_by("at", "pk"))
    if edges:
        Edge.objects.filter(pk__in=[edge.pk for edge in edges]).delete()
    return sum(_announced(edge) for edge in edges)


def _announced(edge: Edge) -> bool:
    edition, at = edge.edition, edge.at
    others = Edition.objects.filter(article=edition.article_id).exclude(pk=edition.pk)
    if edge.turn == Turn.BEGINS:
        before = others.filter(live_until=at).first()
        facts = facts_of(edition, before, corrected=edge.corrected)
        announce(BEGAN, str(edition.article_id), **facts)
        return True
    if edition.live_until != at or others.live(at).exists():
        return False  # another edition took over
    announce(EXPIRED, str(edition.article_id), **facts_of(edition, None, corrected=False))
    return True


def facts_of(edition: Edition, before: Edition | None, *, corrected: bool) -> dict[str, Any]:
    """Return what is announced of an edition; `before` is what readers saw until it began."""
    return {
        "slug": edition.slug,
        "language": edition.language,
        "live_from": rfc3339(edition.live_from),
        "number": edition.number,
        "category": edition.category_id,
        "before": {"slug": before.slug, "language": before.language} if before else None,
        "corrected": corrected,
    }
