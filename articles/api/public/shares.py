"""How does a frontend tell that a reader passed a story on?"""

from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import JSONParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.actions.record_share import drop_share, record_share
from articles.api.public.popular_shapes import LANGUAGE, ShareEventShape, SharesShape
from articles.api.public.visitors import caller_of, no_wish_to_count
from articles.queries.addresses import Moved, find
from articles.queries.shares import totals
from cms.kernel import clock
from cms.kernel.answers import dumps
from cms.kernel.clients import limited_as
from cms.kernel.limits import Limit, spend
from cms.kernel.params import check_params
from cms.kernel.shapes import problems

LIMITS = (Limit(30, 60), Limit(300, 3_600))  # of one network address


class Shares(APIView):
    """The shares of a story."""

    operation = "record_share"
    authentication_classes: ClassVar[list[type]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]
    parser_classes: ClassVar[list[type]] = [JSONParser]  # type: ignore[misc]

    @extend_schema(
        tags=["Most popular"],
        parameters=[LANGUAGE],
        request=ShareEventShape,
        responses={200: SharesShape, **problems(400, 404, 410, 415, 429)},
    )
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Count that a reader passed the story on: once per visitor, story, network and UTC day.

        Told again, it counts nothing and answers the same; an `event_id` makes that hold past
        midnight and from another address.
        """
        check_params(request.query_params, {"language"})
        event = ShareEventShape(data=request.data)
        event.is_valid(raise_exception=True)
        at = clock.now()
        article_id = _article(slug, request.query_params.get("language"))
        spend("shares", limited_as(request), LIMITS)
        counted = _counted(request, article_id, event.validated_data, at)
        by_network = totals([article_id])[article_id]
        return _answer(
            {"total": sum(by_network.values()), "by_network": by_network, "counted": counted}
        )


def _counted(request: Request, article_id: int, event: dict[str, Any], at: datetime) -> bool:
    if why := no_wish_to_count(request.META):
        drop_share(article_id=article_id, why=why, at=at)
        return False
    caller = caller_of(request.META, at)
    return record_share(
        article_id=article_id,
        network=event["network"],
        visitor=caller.visitor,
        neighbours=caller.neighbours,
        event_id=event.get("event_id"),
        at=at,
    )


def _article(slug: str, language: str | None) -> int:
    """Return the live story at the address; a page that was open while it moved counts too."""
    at = clock.now()
    try:
        return find(slug, language=language, at=at).article_id
    except Moved as moved:
        return find(moved.facts["slug"], language=moved.facts["language"], at=at).article_id


def _answer(body: dict[str, Any]) -> HttpResponse:
    return HttpResponse(
        dumps(body), content_type="application/json", headers={"Cache-Control": "private, no-store"}
    )
