"""How are the public doors described in the OpenAPI document?"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from cms.kernel.shapes import problems

SAYS = {
    "page": _("The page, from 1; no deeper than 10,000 rows."),
    "page_size": _("Rows on a page: 20, at most 100."),
    "cursor": _("Keyset pages: empty to begin, then as `next` says."),
    "fields": _("Only these, with commas; dots go deeper: title,lead_photo.url."),
    "omit": _("All but these; together with `fields`, of those."),
    "format_text": _("The form of running text: html, markdown or plain."),
    "language": _("Where a slug exists in several languages."),
    "limit": _("How many at most."),
    "since": _("The `cursor` of the last answer; without it, from the beginning."),
    "path": _("A path of the public site, or an address: /en/dockers-strike/."),
    "expand": _("What else is to be in the answer: comments,related,most_popular."),
    "ordering": _("Keys with commas, - for descending: published_at, updated_at, title."),
}
NUMBERS = {"page", "page_size", "limit"}
STORY_PARAMS = ("language", "fields", "omit", "format_text")


def parameters(names: Iterable[str]) -> list[OpenApiParameter]:
    """Return query parameters by name."""
    return [
        OpenApiParameter(
            name,
            OpenApiTypes.INT if name in NUMBERS else OpenApiTypes.STR,
            description=str(SAYS.get(name, "")),
            allow_blank=name in {"cursor", "since"},
        )
        for name in names
    ]


def filter_parameters(filters: type[FilterSet]) -> list[OpenApiParameter]:
    """Return the parameters of a filter set."""
    return [
        OpenApiParameter(name, OpenApiTypes.STR, description=str(f.extra.get("help_text", "")))
        for name, f in filters.base_filters.items()
    ]


def list_schema(
    filters: type[FilterSet] | None,
    shape: Any,
    *,
    picking: bool = False,
    ordered: bool = True,
    moves: bool = False,
) -> dict[str, Any]:
    """Return the arguments of `extend_schema` for a list."""
    names: Sequence[str] = ("page", "page_size", "cursor")
    names = (*names, "fields", "omit", "format_text") if picking else names
    names = (*names, "ordering") if ordered else names
    own = filter_parameters(filters) if filters else []
    moved = {301: None} if moves else {}
    return {
        "parameters": [*own, *parameters(names)],
        "responses": {200: shape, 304: None, **moved, **problems(400, 404, 406)},
        "filters": False,
    }


def read_schema(shape: Any, names: Iterable[str] = (), *, gone: bool = True) -> dict[str, Any]:
    """Return the arguments of `extend_schema` for one thing."""
    refusals = problems(400, 404, 406, 410) if gone else problems(400, 404, 406)
    moved = {301: None} if gone else {}
    return {
        "parameters": parameters(names),
        "responses": {200: shape, 304: None, **moved, **refusals},
        "filters": False,
    }
