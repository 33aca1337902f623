"""Which working copies are asked for, and in which order? The grammar is the public list's.

A list with commas means OR; a repeated parameter means AND. Times are RFC 3339, a day, or relative
(`-7d`).
"""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any, cast

import django_filters
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.api.editor.shapes import STATES
from articles.api.public.filters import GivenFilters, MomentFilter, choices_of, ids_of
from articles.models import Article, Author, Byline, Expert, Quote, Tag
from articles.queries.desk import stands_so
from articles.queries.listing import saying
from articles.rules.standing import Code
from cms.kernel import clock
from cms.kernel.params import bad_parameter

REPEATABLE = ("tag", "author", "expert")
ORDERS = ("changed_at", "created_at", "headline")
Stories = QuerySet[Article]


def naming(model: type[Model], rows: Callable[[list[int]], Any]) -> Callable[..., Stories]:
    """Return the filter method "names one of these, and one of those".

    `rows` gives the numbers of the stories that name one of some rows of the model.
    """

    def keep(self: "CopyFilter", stories: Stories, name: str, _value: str) -> Stories:
        for said in cast("QueryDict", self.data).getlist(name):
            stories = stories.filter(pk__in=rows(ids_of(model, choices_of(said))))
        return stories

    return keep


def _tagged(ids: list[int]) -> Any:
    return Article.tags.through._default_manager.filter(tag__in=ids).values("article")


class CopyFilter(GivenFilters):
    """The filters of a list of working copies (from `with_standing`)."""

    state = django_filters.CharFilter(method="_standing", help_text=_("live,draft means either."))
    language = django_filters.CharFilter(method="_one_of", help_text=_("en,es means either."))
    slug = django_filters.CharFilter(method="_one_of")
    category = django_filters.CharFilter(method="_in_category", help_text=_("Slugs."))
    tag = django_filters.CharFilter(
        method="_tagged", help_text=_("Slugs: a,b means either; repeated means all.")
    )
    author = django_filters.CharFilter(method="_by", help_text=_("Slugs, like tag."))
    expert = django_filters.CharFilter(method="_quoting", help_text=_("Slugs, like tag."))
    changed_after = MomentFilter(field_name="changed_at", lookup_expr="gte")
    changed_before = MomentFilter(field_name="changed_at", lookup_expr="lt")
    published_after = MomentFilter(field_name="first_published_at", lookup_expr="gte")
    published_before = MomentFilter(field_name="first_published_at", lookup_expr="lt")
    search = django_filters.CharFilter(method="_saying", help_text=_("All of these words."))

    class Meta:
        model = Article
        fields: list[str] = []

    _tagged = naming(Tag, _tagged)
    _by = naming(Author, lambda ids: Byline.objects.filter(author__in=ids).values("article"))
    _quoting = naming(
        Expert, lambda ids: Quote.objects.filter(expert__in=ids).values("section__article")
    )

    def _standing(self, rows: Stories, name: str, value: str) -> Stories:
        codes, at = choices_of(value), clock.now()
        if not codes or not set(codes) <= set(STATES):
            raise bad_parameter(name, "unknown_choice", ", ".join(STATES))
        return rows.filter(reduce(or_, (stands_so(cast("Code", code), at) for code in codes), Q()))

    def _saying(self, rows: Stories, _name: str, value: str) -> Stories:
        return saying(rows, value)


def ordering(said: str) -> list[str]:
    """Return the columns of `?ordering=-changed_at,headline`, with the id as the last word.

    Raises BadParameter (400) for a key that is not known or stands twice.
    """
    keys = [key.strip() for key in said.split(",")]
    names = [key.removeprefix("-") for key in keys]
    if not set(names) <= set(ORDERS) or len(set(names)) < len(names):
        raise bad_parameter("ordering", "unknown_ordering", f"{', '.join(ORDERS)}; each once.")
    return [*keys, "-id" if keys[0].startswith("-") else "id"]
