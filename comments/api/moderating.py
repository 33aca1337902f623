"""What do moderators' tools call?"""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cms.kernel import clock
from cms.kernel.errors import DomainError
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.params import bad_parameter, check_params
from cms.kernel.shapes import problems
from cms.kernel.tokens import BearerToken, HasScope, may
from comments.actions.decide import Judgement, decide
from comments.actions.decide_many import Item, decide_many
from comments.actions.undo import undo
from comments.api import shapes, show
from comments.api.replying import refuse_foreign
from comments.models import State, What
from comments.queries import queue

REFUSED = problems(400, 401, 403, 404, 406)
WHERE = [OpenApiParameter(name, int if name != "cursor" else str) for name in PAGE_PARAMS]
STATUSES = {
    400: "invalid",
    403: "forbidden",
    404: "missing",
    410: "gone",
    428: "invalid",
}


class Moderation(APIView):
    """A door for moderators: a token with the scope, of a user who may decide."""

    scope = "moderator"
    authentication_classes: ClassVar[list[type]] = [BearerToken]  # type: ignore[misc]
    permission_classes: ClassVar[list[type[BasePermission]]] = [  # type: ignore[misc]
        HasScope,
        may("comments.moderate_comment"),
    ]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kw: Any) -> Any:
        """Keep every answer out of every cache."""
        answer = super().finalize_response(request, response, *args, **kw)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer


def moderator_of(request: Request) -> AbstractBaseUser:
    """Return the token's user."""
    user = request.user
    assert isinstance(user, AbstractBaseUser)  # noqa: S101 - the token said so
    return user


class Queue(Moderation):
    """What waits."""

    operation = "moderation_queue"
    params = (*PAGE_PARAMS, "status", "article", "category", "ordering")

    @extend_schema(
        tags=["Moderation"],
        parameters=[
            OpenApiParameter("status", str, enum=State.values, default=State.PENDING.value),
            OpenApiParameter("article", str, description="The slug of a story."),
            OpenApiParameter("category", str, description="The slug of a category."),
            OpenApiParameter("ordering", str, enum=list(queue.ORDERINGS), default="risk"),
            *WHERE,
        ],
        responses={200: shapes.QueuePageShape, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        """List what waits, what is most likely to be rejected first."""
        query = request.query_params
        check_params(query, self.params)
        status = query.get("status", State.PENDING)
        if status not in State.values:
            raise bad_parameter("status", "unknown_choice", ", ".join(State.values))
        ordering = queue.ORDERINGS.get(query.get("ordering", "risk"))
        if ordering is None:
            raise bad_parameter("ordering", "unknown_ordering", ", ".join(queue.ORDERINGS))
        at = clock.now()
        found = queue.queue(
            status=status,
            article=query.get("article", ""),
            category=query.get("category", ""),
            at=at,
        )
        page = page_of(request, found, ordering)
        stories = queue.stories((row.article_id for row in page.rows), at)
        results = [show.waiting(row, stories.get(row.article_id), at) for row in page.rows]
        return Response(paged(page, results))


def paged(page: Any, results: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a page as JSON; `count` only where it was counted."""
    head = {} if page.count is None else {"count": page.count}
    return {**head, "next": page.next, "previous": page.previous, "results": results}


def judgement_of(sent: dict[str, Any]) -> Judgement:
    """Return the decision that was sent."""
    return Judgement(
        comment=sent["comment"],
        version=sent["version"],
        decision=sent["decision"],
        reason=sent["reason"] or "",
        note=sent["note"],
    )


class Decisions(Moderation):
    """Decisions on replies."""

    operation = "moderation_decide"

    @extend_schema(
        tags=["Moderation"],
        request=shapes.DecisionSentShape,
        responses={200: shapes.DecisionMadeShape, **REFUSED, **problems(409, 410, 415, 428)},
    )
    def post(self, request: Request) -> Response:
        """Decide on a reply as it was read; 409 names who was faster."""
        check_params(request.query_params, ())
        if isinstance(request.data, dict):
            refuse_foreign(request.data, shapes.DecisionSentShape(), "", ())
        shape = shapes.DecisionSentShape(data=request.data)
        shape.is_valid(raise_exception=True)
        done = decide(
            judgement=judgement_of(shape.validated_data),
            by=moderator_of(request),
            at=clock.now(),
        )
        return Response(show.decided(done.decision, done.comment, changed=done.changed))


class ManyDecisions(Moderation):
    """Decisions on many replies."""

    operation = "moderation_decide_many"

    @extend_schema(
        tags=["Moderation"],
        request=shapes.DecisionsSentShape,
        responses={200: shapes.BulkShape, **REFUSED, **problems(415)},
    )
    def post(self, request: Request) -> Response:
        """Decide on up to 200 replies; each stands or falls alone."""
        check_params(request.query_params, ())
        shape = shapes.DecisionsSentShape(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = [judgement_of(one) for one in shape.validated_data["decisions"]]
        batch, items = decide_many(judgements=sent, by=moderator_of(request), at=clock.now())
        return Response({"batch": batch, "results": [_item(item) for item in items]})


def _item(item: Item) -> dict[str, Any]:
    if item.decided:
        done = item.decided
        decision = show.decided(done.decision, done.comment, changed=done.changed)
        return {"comment": item.comment, "status": "ok", "code": None, "decision": decision}
    refusal = item.refusal or DomainError()
    return {
        **refusal.facts,
        "comment": item.comment,
        "status": STATUSES.get(refusal.status, "conflict"),
        "code": refusal.code,
        "decision": None,
    }


class OneDecision(Moderation):
    """A decision that can be taken back."""

    operation = "moderation_undo"

    @extend_schema(
        tags=["Moderation"],
        request=None,
        responses={200: shapes.DecisionMadeShape, **REFUSED, **problems(409, 410)},
    )
    def delete(self, request: Request, pk: int) -> Response:
        """Take a decision back: the same moderator within ten minutes."""
        check_params(request.query_params, ())
        done = undo(decision_id=pk, by=moderator_of(request), at=clock.now())
        return Response(show.decided(done.decision, done.comment, changed=done.changed))


class Log(Moderation):
    """The log of decisions."""

    operation = "moderation_log"
    params = (*PAGE_PARAMS, "comment", "decision", "by", "batch")

    @extend_schema(
        tags=["Moderation"],
        parameters=[
            OpenApiParameter("comment", str, description="The id of a comment."),
            OpenApiParameter("decision", str, enum=What.values),
            OpenApiParameter("by", str, description="The name of an account."),
            OpenApiParameter("batch", str),
            *WHERE,
        ],
        responses={200: shapes.LogPageShape, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        """List what was decided, the newest first."""
        query = request.query_params
        check_params(query, self.params)
        columns = {"comment": "comment__key", "decision": "what", "by": "by__username"}
        wanted = {
            columns.get(name, name): value
            for name, value in query.items()
            if name not in PAGE_PARAMS
        }
        page = page_of(request, queue.decisions().filter(**wanted), ["-id"])
        return Response(paged(page, [show.logged(row) for row in page.rows]))
