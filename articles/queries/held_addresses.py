"""Which addresses does a story hold, and which of them can it do without?"""

from datetime import datetime
from typing import Literal

from django.db.models import Q, QuerySet

from articles.models.editions import Address, Edition

Place = tuple[str, str]  # slug and language
Leads = Literal["present", "ahead", "former"]


def held_addresses(article_id: int) -> QuerySet[Address]:
    """Return the addresses of a story: those that are, were, or are going to be public."""
    rows: QuerySet[Address] = Address.objects.filter(article=article_id)
    return rows


def places_needed(article_id: int, at: datetime) -> dict[Place, Leads]:
    """Return the addresses that a story needs: where it is (`present`), and is to be (`ahead`).

    A story that is not before its readers needs the last address they knew: it answers there that
    it was withdrawn, or is found there again.
    """
    needed: dict[Place, Leads] = {}
    valid = Q(live_until=None) | Q(live_until__gt=at)
    editions = Edition.objects.filter(valid, article=article_id).order_by("-live_from")
    for slug, language, live_from in editions.values_list("slug", "language", "live_from"):
        needed[slug, language] = "present" if live_from <= at else "ahead"
    if "present" not in needed.values():
        known = held_addresses(article_id).filter(since__lte=at).order_by("-since", "-pk")
        if last := known.values_list("slug", "language").first():
            needed[last] = "present"
    return needed
