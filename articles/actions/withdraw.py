"""How is a story taken away from readers, or kept from reaching them?"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.actions.announce_edges import announce_due
from articles.actions.popularity import hide, make_visible
from articles.actions.write_copy import Who
from articles.models import Address, Article, Edition, TimelineEntry, Withdrawal
from articles.models.history import Did
from articles.queries.addresses import in_force
from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import DomainError


class NothingScheduled(DomainError):
    """There is no publication ahead that could be called off."""

    code = "not_scheduled"
    message = _("Nothing is scheduled for this story.")


class NotPublished(DomainError):
    """The story is not before its readers, so it cannot be taken away."""

    code = "not_published"
    message = _("This story is not published.")


@transaction.atomic
def withdraw(article_id: int, *, by: Who, note: str = "") -> Withdrawal:
    """Take a published story away; its addresses answer 410 with the public note.

    What was scheduled for it is called off too. Raises NotPublished (409) for a story that readers
    never saw, or that is withdrawn already.
    """
    now = clock.now()
    article: Article = Article.objects.locked(article_id)
    first = article.first_published_at
    if not first or first > now or in_force(article_id, now):
        raise NotPublished
    announce_due(article_id, now)
    facts = _public_facts(article_id, now)
    Edition.objects.filter(article=article).delete()
    Address.objects.filter(article=article, since__gt=now).delete()
    hide(article_id=article.pk)
    withdrawal, _new = Withdrawal.objects.update_or_create(
        article=article, defaults={"at": now, "note": note, "by_id": by.pk if by else None}
    )
    _note(article, Did.WITHDRAWN, by, note)
    announce("article.withdrawn", str(article.pk), note=note, **facts)
    return withdrawal


def _public_facts(article_id: int, now: datetime) -> dict[str, Any]:
    """Return where readers find, or found, the story; never where it was to be."""
    live = Edition.objects.live(now).filter(article=article_id)
    if row := live.values("slug", "language", "category").first():
        return dict(row)
    addresses = Address.objects.filter(article=article_id, since__lte=now).order_by("-pk")
    return dict(addresses.values("slug", "language").first() or {})


@transaction.atomic
def unschedule(article_id: int, *, by: Who) -> None:
    """Call off all editions that have not begun; what is live stays as long as it was to.

    Raises NothingScheduled (409).
    """
    article: Article = Article.objects.locked(article_id)
    if not call_off(article, clock.now()):
        raise NothingScheduled
    _note(article, Did.UNSCHEDULED, by, "")


def call_off(article: Article, now: datetime) -> bool:
    """Drop the editions of a locked story that have not begun; return whether there were any.

    Nothing is noted: the caller's move is what happened.
    """
    editions = Edition.objects.filter(article=article)
    gone, _by_model = editions.filter(live_from__gt=now).delete()
    if not gone:
        return False
    Address.objects.filter(article=article, since__gt=now).delete()
    for edition in editions:
        editions.filter(pk=edition.pk).update(live_until=edition.expires_at)
        # Rankings have the room of what was to come.
        room, language = edition.category_id, edition.language
        make_visible(article_id=article.pk, category_id=room, language=language)
    if article.first_published_at and article.first_published_at > now:
        Article.objects.filter(pk=article.pk).update(first_published_at=None)
    if not editions.exists():
        hide(article_id=article.pk)
    return True


def _note(article: Article, did: Did, by: Who, note: str) -> None:
    TimelineEntry.objects.create(article=article, did=did, by_id=by.pk if by else None, note=note)
