"""What does the answer to a search look like? Shapes only: nothing here runs on a read."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework import serializers

from articles.api.public.openapi import parameters
from articles.api.public.search_params import FACETS, NO_FACETS, ORDERS
from articles.api.public.shapes import ArticleCardShape
from cms.kernel.shapes import problems

Shape = serializers.Serializer[Any]
MARKED = _("HTML: escaped, with mark around what was found.")


class HighlightsShape(Shape):
    """Where what was looked for stands, safe as HTML."""

    headline = serializers.CharField(help_text=MARKED)
    text = serializers.CharField(help_text=MARKED)


class SearchResultShape(Shape):
    """A story that was found."""

    article = ArticleCardShape()
    highlights = HighlightsShape()
    score = serializers.FloatField(help_text=_("0 to 1: relevance by recency."))


class FacetShape(Shape):
    """How many of the stories that are looked at are filed under a name."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    count = serializers.IntegerField()


class FacetsShape(Shape):
    """Each facet that was asked for, the names of most stories first."""

    category = FacetShape(many=True, required=False)
    tag = FacetShape(many=True, required=False)
    expert = FacetShape(many=True, required=False)
    author = FacetShape(many=True, required=False)


class SearchShape(Shape):
    """A page of what was found; with a cursor without `count`, `is_all` and `facets`."""

    count = serializers.IntegerField(
        required=False, help_text=_("How many stories are looked at; all there are if is_all.")
    )
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = SearchResultShape(many=True)
    is_all = serializers.BooleanField(
        required=False, help_text=_("Whether no more was found than is looked at.")
    )
    facets = FacetsShape(required=False)


_EXAMPLES = {
    "words": ("dockers strike", _("All of these words")),
    "phrase": ('"third day" -mayor', _("A phrase, and without a word")),
}


def _text(name: str, says: Any, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=str(says), **more)


PARAMETERS = [
    _text(
        "q",
        _("Words, all of which must be there; “in quotes” together, -word without."),
        required=True,
        examples=[
            OpenApiExample(name, value=value, summary=str(says))
            for name, (value, says) in _EXAMPLES.items()
        ],
    ),
    OpenApiParameter(
        "prefix",
        OpenApiTypes.STR,
        enum=["true", "false"],
        description=str(_("true while somebody types: the last word may go on.")),
    ),
    _text("language", _("en,es means either.")),
    _text("category", _("Slugs.")),
    *(_text(name, _("Slugs, like tag.")) for name in ("author", "expert")),
    _text("tag", _("Slugs: a,b means either; repeated means all.")),
    _text("published_after", _("A time, a day, or -7d.")),
    _text("published_before", _("A time, a day, or -7d.")),
    OpenApiParameter(
        "ordering",
        OpenApiTypes.STR,
        enum=list(ORDERS),
        description=str(_("relevance (with recency) or newest.")),
    ),
    _text("facets", f"{', '.join(FACETS)}; {NO_FACETS}"),
    *parameters(("page", "page_size", "cursor", "fields", "omit", "format_text")),
]
SCHEMA: dict[str, Any] = {
    "tags": ["Search"],
    "parameters": PARAMETERS,
    "responses": {200: SearchShape, 304: None, **problems(400, 404, 406)},
    "filters": False,
}
