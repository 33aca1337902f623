"""How are the editors' doors described in the OpenAPI document?"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from articles.api.editor import shapes
from articles.api.editor.filters import ORDERS, CopyFilter
from articles.api.public.openapi import filter_parameters, parameters
from articles.api.public.shapes import page_of
from articles.queries.views import VIEWS
from cms.kernel.paging import PAGE_PARAMS
from cms.kernel.shapes import problems

TAGS = ["Editing"]
REFUSED = (400, 401, 403, 404, 406)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description=str(_("The ETag that you were given: 428 without, 412 when it is stale.")),
)
IF_MATCH_IF_LIKED = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description=str(_("412 when it is stale."))
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description=str(_("The same key and body again give the same answer again.")),
)
Facts = dict[str, Any]


def of_list(names: Iterable[str] = ()) -> list[OpenApiParameter]:
    """Return the parameters of a list."""
    own = [OpenApiParameter(name, OpenApiTypes.STR) for name in names]
    return [*own, *parameters(PAGE_PARAMS)]


def pages(shape: Any, name: str, names: Iterable[str] = ()) -> Facts:
    """Return the arguments of `extend_schema` for a list."""
    return {
        "tags": TAGS,
        "parameters": of_list(names),
        "responses": {200: page_of(shape, f"Editor{name}"), **problems(*REFUSED)},
        "filters": False,
    }


def read(shape: Any) -> Facts:
    """Return the arguments of `extend_schema` for one thing."""
    return {"tags": TAGS, "responses": {200: shape, **problems(*REFUSED)}}


def create(sent: Any, shape: Any) -> Facts:
    """Return the arguments of `extend_schema` for making something new."""
    return {
        "tags": TAGS,
        "parameters": [KEY],
        "request": sent,
        "responses": {201: shape, **problems(*REFUSED, 409, 413, 415, 422)},
    }


def change(sent: Any, shape: Any, *, versioned: bool = True) -> Facts:
    """Return the arguments of `extend_schema` for a change."""
    stale = (412, 428) if versioned else ()
    return {
        "tags": TAGS,
        "parameters": [IF_MATCH] if versioned else [],
        "request": sent,
        "responses": {200: shape, **problems(*REFUSED, 409, 413, 415, *stale)},
    }


def move(sent: Any, shape: Any, status: int) -> Facts:
    """Return the arguments of `extend_schema` for a change of state."""
    return {
        "tags": TAGS,
        "parameters": [IF_MATCH_IF_LIKED, *([KEY] if status == 201 else [])],  # noqa: PLR2004
        "request": sent,
        "responses": {status: shape, **problems(*REFUSED, 409, 412, 413, 415, 422)},
    }


PICKS = [
    OpenApiParameter("fields", str, description=str(_("Only these: headline,sections.heading."))),
    OpenApiParameter("omit", str, description=str(_("All but these; with `fields`, of those."))),
]


def story_list() -> Facts:
    """Return what is said about the list of stories."""
    keys = [f"{sign}{key}" for key in ORDERS for sign in ("", "-")]
    said = str(_("Keys with commas, - for descending: %(known)s.")) % {"known": ", ".join(keys)}
    view = OpenApiParameter(
        "view", str, enum=list(VIEWS), description=str(_("A saved view of the desk."))
    )
    order = OpenApiParameter("ordering", str, description=said, default="-changed_at")
    own = filter_parameters(CopyFilter)
    return pages(shapes.StoryRowShape, "Articles") | {
        "parameters": [*own, view, order, *PICKS, *of_list()]
    }


def story_create() -> Facts:
    """Return what is said about a new story."""
    return create(shapes.CopyShape, shapes.StorySheetShape)


def picked(shape: Any) -> Facts:
    """Return what is said about one thing of which less can be had."""
    return read(shape) | {"parameters": PICKS}


def story_read() -> Facts:
    """Return what is said about one story."""
    return picked(shapes.StorySheetShape)


def story_change(sent: Any) -> Facts:
    """Return what is said about a change of a story or of a part of it."""
    return change(sent, shapes.StorySheetShape)


def delete(*, versioned: bool = True) -> Facts:
    """Return the arguments of `extend_schema` for deleting what nothing else needs."""
    stale = (412, 428) if versioned else ()
    return {
        "tags": TAGS,
        "parameters": [IF_MATCH] if versioned else [],
        "responses": {204: None, **problems(*REFUSED, 409, *stale)},
    }


def gone() -> Facts:
    """Return the arguments of `extend_schema` for taking something away."""
    return {"tags": TAGS, "responses": {204: None, **problems(*REFUSED)}}


def diff() -> Facts:
    """Return what is said about a comparison."""
    against = OpenApiParameter(
        "against", str, description=str(_("A number, or `live`; the one before by default."))
    )
    return read(shapes.DifferenceShape) | {"parameters": [against]}
