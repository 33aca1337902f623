"""Which stories are asked for? The filters of API.md, by django-filter.

A list with commas means OR; a repeated parameter means AND. Times are RFC 3339, a day, or relative
(`-7d`). Every filter works on live editions only; nothing of a working copy can be told apart.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.models.editions import Edition, Mention, MentionKind, QuoteInPrint
from articles.models.listed_counts import ALL
from articles.models.people import Author, Expert, ExpertName
from articles.models.taxonomy import Category, Tag
from articles.queries.search_listed import editions_saying
from articles.rules.list_keys import under
from cms.kernel import clock
from cms.kernel.errors import at_field
from cms.kernel.keys import broader
from cms.kernel.params import BadParameter
from cms.kernel.times import moment

MOST_WORDS = 12
LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,12}")
# In the order in which they narrow a list most.
NARROWING: dict[str, type[Model]] = {
    "expert": Expert,
    "tag": Tag,
    "author": Author,
    "category": Category,
}


class MomentField(forms.CharField):
    """A time that a caller means."""

    def clean(self, value: Any) -> Any:
        """Return an aware time, or None when nothing was said."""
        said = super().clean(value)
        if not said:
            return None
        try:
            return moment(said, clock.now())
        except (ValueError, OverflowError):
            raise forms.ValidationError(
                _("Give a time like 2026-11-22T09:00:00Z, 2026-11-22 or -7d."), code="not_a_time"
            ) from None


class MomentFilter(django_filters.Filter):
    """Compare a column with a time."""

    field_class = MomentField


def choices_of(said: str) -> list[str]:
    """Return the words between the commas."""
    return [word.strip() for word in said.split(",") if word.strip()]


def ids_of(model: type[Model], slugs: list[str]) -> list[int]:
    """Return the numbers of the rows with these slugs; an expert's former slugs count too."""
    ids = list(model._default_manager.filter(slug__in=slugs).values_list("pk", flat=True))
    if model is Expert:
        merged = Expert.objects.filter(pk__in=ids).exclude(merged_into=None)
        ids += merged.values_list("merged_into", flat=True)
        ids += ExpertName.objects.filter(slug__in=slugs).values_list("expert", flat=True)
    return ids


def mentioning(kind: MentionKind, model: type[Model]) -> Callable[..., QuerySet[Edition]]:
    """Return the filter method "refers to one of these, and to one of those"."""

    def keep(
        self: "StoryFilter", rows: QuerySet[Edition], name: str, _value: str
    ) -> QuerySet[Edition]:
        for said in cast("QueryDict", self.data).getlist(name):
            ids = ids_of(model, choices_of(said))
            mentions = Mention.objects.filter(kind=kind, target_id__in=ids)
            rows = rows.filter(pk__in=mentions.values("edition"))
        return rows

    return keep


class GivenFilters(django_filters.FilterSet):
    """A filter set that builds only the filters that a query names.

    Building a form of all of them costs more than the query itself; unknown names are refused
    before (cms.kernel.params).
    """

    def __init__(self, data: QueryDict, queryset: QuerySet[Any]) -> None:
        given = {name: f for name, f in self.base_filters.items() if name in data}
        self.base_filters = OrderedDict(given)
        super().__init__(data, queryset=queryset)

    def _one_of(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{name}__in": choices_of(value)})

    def _in_category(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(category__in=ids_of(Category, choices_of(value)))


class StoryFilter(GivenFilters):
    """The filters of a list of stories."""

    language = django_filters.CharFilter(method="_one_of", help_text=_("en,es means either."))
    slug = django_filters.CharFilter(method="_one_of")
    category = django_filters.CharFilter(method="_in_category", help_text=_("Slugs."))
    tag = django_filters.CharFilter(
        method="_tagged", help_text=_("Slugs: a,b means either; repeated means all.")
    )
    author = django_filters.CharFilter(method="_by", help_text=_("Slugs, like tag."))
    expert = django_filters.CharFilter(method="_quoting", help_text=_("Slugs, like tag."))
    published_after = MomentFilter(field_name="published_at", lookup_expr="gte")
    published_before = MomentFilter(field_name="published_at", lookup_expr="lt")
    updated_after = MomentFilter(field_name="updated_at", lookup_expr="gte")
    search = django_filters.CharFilter(method="_saying", help_text=_("All of these words."))

    class Meta:
        model = Edition
        fields: list[str] = []

    _tagged = mentioning(MentionKind.TAG, Tag)
    _by = mentioning(MentionKind.AUTHOR, Author)
    _quoting = mentioning(MentionKind.EXPERT, Expert)

    def _saying(self, rows: QuerySet[Edition], _name: str, value: str) -> QuerySet[Edition]:
        saying = editions_saying(value)
        return rows.none() if saying is None else rows.filter(pk__in=saying)


class QuoteFilter(GivenFilters):
    """The filters of a list of quotes."""

    expert = django_filters.CharFilter(method="_by", help_text=_("Slugs."))
    article = django_filters.CharFilter(method="_in", help_text=_("Slugs."))
    said_after = MomentFilter(field_name="said_on", lookup_expr="date__gte")
    search = django_filters.CharFilter(method="_saying", help_text=_("All of these words."))

    class Meta:
        model = QuoteInPrint
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[QuoteInPrint]) -> QuerySet[QuoteInPrint]:
        """Apply the filters; `said_after` compares days."""
        after = self.form.cleaned_data.pop("said_after", None)
        rows = super().filter_queryset(queryset)
        return rows.filter(said_on__gte=after.date()) if after else rows

    def _by(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(expert__in=ids_of(Expert, choices_of(value)))

    def _in(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(edition__slug__in=choices_of(value))

    def _saying(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        for word in value.split()[:MOST_WORDS]:
            rows = rows.filter(text__icontains=word)
        return rows


def lists_asked_for(query: QueryDict) -> list[str]:
    """Return by which lists caches know what is asked for; one query for each heading named.

    Of several headings that a story must have, any list holds all that can come and go: the first
    one is taken. A name that nothing has may become something's, so its list is named as well.
    """
    narrow: list[str] = []
    named: list[str] = []
    for kind, model in NARROWING.items():
        for said in query.getlist(kind):
            slugs = set(choices_of(said))
            ids = sorted(set(ids_of(model, list(slugs)))) if slugs else []
            named += [f"{kind}-{pk}" for pk in ids]
            known = Expert.objects.filter(slug__in=slugs).count() if model is Expert else len(ids)
            if not slugs or known < len(slugs):
                named.append(broader(f"{kind}-0"))
            elif not narrow:
                narrow = [under(kind, pk) for pk in ids]
    languages = choices_of(query.get("language", ""))
    if not narrow and languages and all(map(LANGUAGE.fullmatch, languages)):
        narrow = [under("language", language) for language in languages]
    return [*(narrow or ["articles"]), *named]


def counted_as(query: QueryDict, lists: Sequence[str]) -> str | None:
    """Return the list whose length is kept (models.listed_counts); None for any other.

    That is the list of all stories, of one language, or under one heading, with nothing else
    asked; `lists` are those of `lists_asked_for`.
    """
    given = [(name, said) for name in StoryFilter.base_filters for said in query.getlist(name)]
    if not given:
        return ALL
    [(name, said), *more] = given
    if more:
        return None
    if name == "language":
        return f"language-{said}" if list(lists) == [under("language", said)] else None
    *_all, own = lists  # of one heading that is there: the list under it, and itself
    return own if name in NARROWING and list(lists) == [f"articles-{own}", own] else None


def filtered(filters: type[GivenFilters], query: QueryDict, rows: Any) -> Any:
    """Return the rows that the query asks for.

    Raises BadParameter (400) naming what cannot be understood.
    """
    if not set(query) & set(filters.base_filters):
        return rows
    bound = filters(query, queryset=rows)
    if bound.is_valid():
        return bound.qs
    raise BadParameter(
        [
            at_field(name, error.code or "invalid", str(error.messages[0]))
            for name, errors in bound.form.errors.as_data().items()
            for error in errors
        ]
    )
