"""Who and what stands in live stories, and how often?"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from articles.models.editions import Mention, MentionKind, QuoteInPrint
from articles.models.people import Author, Expert, ExpertName
from articles.models.taxonomy import Category, Tag
from articles.queries.listed_counts import heading_counts
from media.models import Photo

Row = TypeVar("Row", bound=Model)
KINDS: dict[type[Model], MentionKind] = {
    Author: MentionKind.AUTHOR,
    Category: MentionKind.CATEGORY,
    Expert: MentionKind.EXPERT,
    Photo: MentionKind.PHOTO,
    Tag: MentionKind.TAG,
}


def in_print(model: type[Row], at: datetime) -> QuerySet[Row]:
    """Return the rows that at least one live story mentions; of others readers know nothing."""
    mentions = Mention.objects.filter(
        Q(edition__live_until=None) | Q(edition__live_until__gt=at),
        kind=KINDS[model],
        target_id=OuterRef("pk"),
        edition__live_from__lte=at,
    )
    return model._default_manager.filter(Exists(mentions))


def story_counts(model: type[Model], ids: Iterable[int], at: datetime) -> Counter[int]:
    """Return how many live stories mention each heading, by id; at most one query."""
    return heading_counts(KINDS[model], list(ids), at)


def quote_counts(ids: Iterable[int], at: datetime) -> Counter[int]:
    """Return how many quotes in live stories each expert has, by id, in one query."""
    rows = live_quotes(at).filter(expert__in=list(ids)).order_by()
    return Counter(dict(rows.values_list("expert").annotate(n=Count("pk"))))


def live_quotes(at: datetime) -> QuerySet[QuoteInPrint]:
    """Return the quotes that stand in live stories."""
    return QuoteInPrint.objects.filter(
        Q(edition__live_until=None) | Q(edition__live_until__gt=at), edition__live_from__lte=at
    )


def present_expert(slug: str, at: datetime) -> tuple[Expert | None, bool]:
    """Return the expert at a slug, and whether that is a former one (renamed or merged away).

    None when no live story quotes them.
    """
    known = Expert.objects.filter(slug=slug).select_related("merged_into").first()
    if known is None:
        other = ExpertName.objects.filter(slug=slug).select_related("expert__merged_into").first()
        known = other.expert if other else None
    expert: Any = known and (known.merged_into or known)
    if expert is None or not in_print(Expert, at).filter(pk=expert.pk).exists():
        return None, False
    return expert, expert.slug != slug
