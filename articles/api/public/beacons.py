"""How does a page tell that it was seen, or read? By a beacon that is answered with nothing.

The answer is 204 whether it counted or not, so that machines learn nothing from it, and the body
means nothing: `navigator.sendBeacon` may send text, JSON or an empty one, without a preflight.
"""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from articles.actions.count_views import count_view, drop_view
from articles.api.public.popular_shapes import LANGUAGE
from articles.api.public.visitors import caller_of, why_not
from articles.rules.parcels import Page, Why
from cms.kernel import clock
from cms.kernel.beacon import Beacon, nothing

LANGUAGE_LONGEST = 12
SLUG_LONGEST = 120
_schema = extend_schema(
    tags=["Most popular"],
    parameters=[LANGUAGE],
    request={"application/json": OpenApiTypes.NONE, "text/plain": OpenApiTypes.NONE},
    responses={204: OpenApiResponse(description="Always.")},
)


class OfAPage(Beacon):
    """Something that happened on a page, of one metric."""

    authentication_classes: ClassVar[list[type]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]
    metric: ClassVar[str]

    @classmethod
    def told(cls, meta: Mapping[str, Any], **kwargs: Any) -> None:
        """Let it be counted, unless a machine or a prefetching browser sent it."""
        at = clock.now()
        page = _page(kwargs["slug"], meta.get("QUERY_STRING", ""), cls.metric)
        if page is None:
            drop_view(page=Page("", "", cls.metric), why=Why.UNKNOWN, at=at)
        elif why := why_not(meta):
            drop_view(page=page, why=why, at=at)
        else:
            caller = caller_of(meta, at)
            count_view(page=page, visitor=caller.visitor, neighbours=caller.neighbours, at=at)


class Views(OfAPage):
    """A page was seen."""

    operation = "record_view"
    metric = "views"

    @_schema
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Tell that a reader sees the story."""
        return nothing()


class Reads(OfAPage):
    """A page was read to a good part."""

    operation = "record_read"
    metric = "reads"

    @_schema
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Tell that a reader has read at least a third of the story."""
        return nothing()


def _page(slug: str, query: str, metric: str) -> Page | None:
    """Return the page that is named, None for what no story's address can be."""
    language = dict(parse_qsl(query)).get("language", "") if query else ""
    fits = len(slug) <= SLUG_LONGEST and len(language) <= LANGUAGE_LONGEST
    return Page(slug, language, metric) if fits else None
