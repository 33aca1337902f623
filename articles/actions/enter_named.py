"""How does a tag or a byline's name come into being while somebody writes?"""

from typing import TypeVar

from django.db import transaction

from articles.actions.people import SHORTEST_SLUG, enter
from articles.models import Author, Tag
from articles.rules.names import folded, slug_of

Named = TypeVar("Named", Tag, Author)


@transaction.atomic
def enter_named(model: type[Named], *, name: str) -> Named:
    """Return the tag or author of that name: the one that is there, else a new one.

    Case, accents and punctuation make no other name; the slug is made here, also for names that no
    Latin letters can write. Raises Invalid (400) for a name that is empty or too long.
    """
    wanted = folded(name)
    for row in model._default_manager.order_by("pk"):
        if wanted and folded(row.name) == wanted:
            return row
    return enter(model, name=name, slug=_free_slug(model, name))


def _free_slug(model: type[Named], name: str) -> str:
    fallback = str(model._meta.model_name)
    wanted = slug_of(name, fallback=fallback)[: SHORTEST_SLUG - 4].rstrip("-")
    rows = model._default_manager.filter(slug__startswith=wanted)
    taken = set(rows.values_list("slug", flat=True))
    slug, count = wanted, 1
    while slug in taken:
        count += 1
        slug = f"{wanted}-{count}"
    return slug
