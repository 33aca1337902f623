"""What do editions refer to, as it is now? Names, slugs and photos for rendering."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from articles.models.people import Author, Expert
from articles.models.taxonomy import Category, Tag
from articles.rules.copy import ArticleCopy, Figure, Quote
from articles.rules.render import Facts
from media.queries.photos import photo_facts

NO_CATEGORY = {"slug": "", "name": ""}


def facts_for(copies: Sequence[ArticleCopy]) -> dict[int | None, Facts]:
    """Return what the copies refer to, by category id, in a constant number of queries.

    A draft may have no category yet: then the facts stand under None.
    """
    blocks = [block for copy in copies for block in copy.blocks()]
    leads = [copy.lead for copy in copies if copy.lead]
    figures = [block for block in blocks if isinstance(block, Figure)]
    photos = photo_facts({f.photo for f in [*figures, *leads] if f.photo})
    tags = Tag.objects.in_bulk({tag for copy in copies for tag in copy.tags})
    authors = Author.objects.in_bulk({e.author for copy in copies for e in copy.byline})
    experts = experts_by_id(b.expert for b in blocks if isinstance(b, Quote) and b.expert)
    categories = Category.objects.in_bulk({copy.category for copy in copies if copy.category})
    nowhere = [(None, None)] if any(copy.category is None for copy in copies) else []
    return {
        pk: Facts(
            site_name=settings.SITE_NAME,
            site_url=settings.SITE_URL,
            article_url=settings.ARTICLE_URL,
            category={"slug": room.slug, "name": room.name} if room else NO_CATEGORY,
            tags={pk: {"slug": tag.slug, "name": tag.name} for pk, tag in tags.items()},
            authors={pk: {"name": a.name, "slug": a.slug} for pk, a in authors.items()},
            experts={pk: expert_shape(expert) for pk, expert in experts.items()},
            photos=photos,
        )
        for pk, room in [*categories.items(), *nowhere]
    }


def experts_by_id(ids: Iterable[int]) -> dict[int, Expert]:
    """Return the experts by the ids asked for; a merged one answers with whom it became."""
    rows = Expert.objects.filter(pk__in=set(ids)).select_related("merged_into")
    return {row.pk: row.merged_into or row for row in rows}


def expert_shape(expert: Expert) -> dict[str, Any]:
    """Return how an expert stands beside a quote."""
    return {
        "slug": expert.slug,
        "name": expert.name,
        "role": expert.role,
        "organisation": expert.organisation,
        "kind": expert.kind,
    }
