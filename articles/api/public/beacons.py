"""How does a page tell that it was seen, or read? By a beacon that is answered with nothing.

The answer is 204 whether it counted or not, so that machines learn nothing from it, and the body
means nothing: `navigator.sendBeacon` may send text, JSON or an empty one, without a preflight.
"""

from contextlib import suppress
from typing import ClassVar

from django.http import HttpResponse, UnreadablePostError
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.actions.count_views import count_view
from articles.actions.waiting_views import Page
from articles.api.public.popular_shapes import LANGUAGE
from articles.api.public.visitors import visitor_of
from articles.rules.visitors import is_ahead_of_time, is_machine
from cms.kernel import clock

LANGUAGE_LONGEST = 12
SLUG_LONGEST = 120
BODY_MOST = 65_536  # what sendBeacon may send; what is left unread breaks the connection
_schema = extend_schema(
    tags=["Most popular"],
    parameters=[LANGUAGE],
    request={"application/json": OpenApiTypes.NONE, "text/plain": OpenApiTypes.NONE},
    responses={204: OpenApiResponse(description="Always.")},
)


class Beacon(APIView):
    """Something that happened on a page, of one metric."""

    authentication_classes: ClassVar[list[type]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]
    metric: ClassVar[str]

    def post(self, request: Request, slug: str) -> HttpResponse:
        """Let it be counted, unless a machine or a prefetching browser sent it."""
        with suppress(UnreadablePostError):
            request._request.read(BODY_MOST)  # unparsed, whatever its type
        agent = request.META.get("HTTP_USER_AGENT", "")
        language = request.GET.get("language", "")
        fits = len(slug) <= SLUG_LONGEST and len(language) <= LANGUAGE_LONGEST
        if fits and not is_machine(agent) and not is_ahead_of_time(request.headers):
            at = clock.now()
            page = Page(slug, language, self.metric)
            count_view(page=page, visitor=visitor_of(request, at), at=at)
        return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


class Views(Beacon):
    """A page was seen."""

    operation = "record_view"
    metric = "views"

    @_schema
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Tell that a reader sees the story."""
        return super().post(request, slug)


class Reads(Beacon):
    """A page was read to a good part."""

    operation = "record_read"
    metric = "reads"

    @_schema
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Tell that a reader has read at least a third of the story."""
        return super().post(request, slug)
