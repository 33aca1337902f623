"""How do moderators' tools see how the moderation is doing?"""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cms.kernel import clock
from cms.kernel.params import bad_parameter, check_params
from comments.api import moderation_shapes as shapes
from comments.api.moderating import REFUSED, Moderation, moderator_of
from comments.queries.scope import leads, scope_of
from comments.queries.statistics import kept_statistics

DAYS = ("1", "7", "30")


class Stats(Moderation):
    """How the moderation is doing."""

    operation = "moderation_stats"

    @extend_schema(
        tags=["Moderation"],
        parameters=[OpenApiParameter("days", int, enum=[int(days) for days in DAYS], default=1)],
        responses={200: shapes.StatsShape, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        """Read the numbers, up to 30 seconds old; who does not lead sees no colleague's."""
        check_params(request.query_params, ("days",))
        days = request.query_params.get("days", DAYS[0])
        if days not in DAYS:
            raise bad_parameter("days", "unknown_choice", ", ".join(DAYS))
        by = moderator_of(request)
        found = kept_statistics(days=int(days), at=clock.now(), scope=scope_of(by))
        if not leads(by):
            own = [row for row in found["moderators"] if row["moderator"] == by.get_username()]
            found = {**found, "moderators": own}
        return Response(found)
