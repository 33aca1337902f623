"""How does a story give up an address at which it once was?"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.actions.write_copy import Who
from articles.models import Address, Article, Edition, TimelineEntry, Withdrawal
from articles.models.history import Did
from articles.queries.held_addresses import held_addresses, places_needed
from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import DomainError, Missing


class AddressNeeded(DomainError):
    """Readers find the story there, or are going to."""

    code = "address_needed"
    message = _(
        "Readers find the story at this address, or are going to. Publish it at another one first."
    )


@transaction.atomic
def give_up_address(article_id: int, address_id: int, *, by: Who) -> None:
    """Let a former address lead nowhere, free for another story; nothing else changes.

    Raises Missing (404) for what is no address of the story, AddressNeeded (409).
    """
    now = clock.now()
    article: Article = Article.objects.locked(article_id)
    address = held_addresses(article_id).filter(pk=address_id).first()
    if address is None:
        raise Missing
    demand_former(address, now)
    address.delete()
    _tell_followers(article_id, now)
    place = f"{address.language}/{address.slug}"
    TimelineEntry.objects.create(
        article=article, did=Did.ADDRESS_GIVEN_UP, by_id=by.pk if by else None, note=place
    )
    announce("article.address_given_up", str(article_id))


def demand_former(address: Address, at: datetime) -> None:
    """Raise AddressNeeded (409) unless the story can do without the address."""
    if (address.slug, address.language) in places_needed(address.article_id, at):
        raise AddressNeeded


def _tell_followers(article_id: int, now: datetime) -> None:
    """Let lists of changes name the story anew: the database notes it with these rows."""
    Edition.objects.filter(article=article_id, live_from__lte=now).update(rendered_at=now)
    Withdrawal.objects.filter(article=article_id).update(note=F("note"))
