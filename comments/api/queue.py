"""What do moderators' tools read of the queue, and how do they share it?"""

from collections.abc import Sequence

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cms.kernel import clock
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.params import bad_parameter, check_params
from cms.kernel.shapes import problems
from comments.actions.claim import LEASE, claim, release
from comments.actions.found import HELD_FOR
from comments.api import moderation_shapes as shapes
from comments.api import show_waiting
from comments.api.moderating import (
    REFUSED,
    WHERE,
    Moderation,
    Moderator,
    ModeratorsRead,
    moderator_of,
    paged,
    sent_as,
)
from comments.models import State
from comments.queries import queue
from comments.queries.beside import further
from comments.queries.dossiers import Waiting, dossiers_of
from comments.queries.queue import Wanted
from comments.queries.scope import scope_of

FILTERS = ("status", "article", "category", "reason", "language", "reports", "claimed")
LEASE_MINUTES = int(LEASE.total_seconds()) // 60


class Queue(ModeratorsRead):
    """What waits."""

    operation = "moderation_queue"
    params = (*PAGE_PARAMS, *FILTERS, "ordering")

    @extend_schema(
        tags=["Moderation"],
        parameters=[
            OpenApiParameter(
                "status",
                str,
                enum=queue.VIEWS,
                default=State.PENDING.value,
                description="A state; review: published, to be read afterwards; reported: "
                "published, and reported by readers.",
            ),
            OpenApiParameter("article", str, description="The slug of a story."),
            OpenApiParameter("category", str, description="The slug of a category."),
            OpenApiParameter("reason", str, enum=list(HELD_FOR), description="What was found."),
            OpenApiParameter("language", str, description="The language of the reply."),
            OpenApiParameter("reports", str, enum=["1"], description="With open reports only."),
            OpenApiParameter(
                "claimed",
                str,
                enum=[queue.FREE, queue.MINE],
                description="free: nobody else is reading it; mine: you are.",
            ),
            OpenApiParameter("ordering", str, enum=list(queue.ORDERINGS), default="risk"),
            *WHERE,
        ],
        responses={200: shapes.QueuePageShape, **REFUSED},
    )
    def get(self, request: Request) -> HttpResponse:
        """List what waits, in the order in which its turn comes."""
        check_params(request.query_params, self.params)
        ordering = _choice(request, "ordering", list(queue.ORDERINGS), "risk", "unknown_ordering")
        by, at = self.moderator(request), clock.now()
        page = page_of(request, Waiting(_wanted(request, by), at=at), queue.ORDERINGS[ordering])
        more = further(page.rows, at)
        part = by.scope.is_part
        shown = [show_waiting.waiting(one, more, at, user=by.pk, scoped=part) for one in page.rows]
        return self.answer(paged(page, shown))


class Claims(Moderation):
    """What a moderator is reading."""

    operation = {"post": "moderation_claim", "delete": "moderation_release"}

    @extend_schema(
        tags=["Moderation"],
        request=shapes.ClaimSentShape,
        responses={200: shapes.ClaimedShape, **REFUSED, **problems(415)},
        description=f"Nobody else is handed them for {LEASE_MINUTES} minutes; ask again to renew.",
    )
    def post(self, request: Request) -> Response:
        """Claim the next replies, so that no two moderators read the same."""
        sent = sent_as(request, shapes.ClaimSentShape)
        wanted = Wanted(
            article=sent["article"],
            category=sent["category"],
            reason=_known_reason(sent["reason"], "/reason"),
            language=sent["language"],
        )
        by, at = moderator_of(request), clock.now()
        scope = scope_of(by)
        rows = claim(by=by, count=sent["count"], wanted=wanted, ordering=sent["ordering"], at=at)
        order = queue.ORDERINGS[sent["ordering"]]
        found = dossiers_of([row.pk for row in rows], order, at=at, scope=scope)
        more = further(found, at)
        part = scope.is_part
        shown = [show_waiting.claimed(one, more, at, user=by.pk, scoped=part) for one in found]
        return Response({"results": shown})

    @extend_schema(tags=["Moderation"], request=None, responses={204: None, **REFUSED})
    def delete(self, request: Request) -> Response:
        """Give back all that is claimed."""
        check_params(request.query_params, ())
        release(by=moderator_of(request))
        return Response(status=204)


def _wanted(request: Request, by: Moderator) -> Wanted:
    query = request.query_params
    return Wanted(
        view=_choice(request, "status", queue.VIEWS, State.PENDING),
        article=query.get("article", ""),
        category=query.get("category", ""),
        reason=_known_reason(query.get("reason", ""), "reason"),
        language=query.get("language", ""),
        reported=_choice(request, "reports", ["1"], "") == "1",
        claimed=_choice(request, "claimed", [queue.FREE, queue.MINE], ""),
        user=by.pk,
        scope=by.scope,
    )


def _choice(
    request: Request, name: str, known: Sequence[str], default: str, code: str = "unknown_choice"
) -> str:
    said = request.query_params.get(name, default)
    if said != default and said not in known:
        raise bad_parameter(name, code, ", ".join(known))
    return said


def _known_reason(said: str, field: str) -> str:
    if said and said not in HELD_FOR:
        raise bad_parameter(field, "unknown_choice", ", ".join(HELD_FOR))
    return said
