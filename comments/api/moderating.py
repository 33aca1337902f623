"""What do moderators' tools call?"""

from datetime import UTC, datetime
from typing import Any, ClassVar, NamedTuple, NoReturn

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cms.kernel import clock
from cms.kernel.answers import dumps
from cms.kernel.clients import address_of
from cms.kernel.errors import DomainError, Missing
from cms.kernel.holder import holder_of
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.params import bad_parameter, check_params
from cms.kernel.shapes import problems
from cms.kernel.short import ShortRead, ShortWrite
from cms.kernel.tokens import BearerToken, HasScope, may
from comments.actions.answer import approve_and_answer
from comments.actions.decide import Decided, Judgement, decide
from comments.actions.decide_many import Item, decide_many
from comments.actions.network_salt import decided_from
from comments.actions.undo import undo
from comments.actions.undo_many import undo_many
from comments.api import moderation_shapes as shapes
from comments.api import refused, show
from comments.api import sent as sent_bodies
from comments.api.shapes import Shape
from comments.models import Comment, DecidedBy, Reason, What
from comments.queries.log import Period, decisions, in_category
from comments.queries.scope import JOINED, Scope, scope_in, scope_of
from comments.rules.sent_decision import decision_in, decisions_in

PERMISSION = "comments.moderate_comment"
REFUSED = problems(400, 401, 403, 404, 406)
WHERE = [OpenApiParameter(name, int if name != "cursor" else str) for name in PAGE_PARAMS]
LOG_COLUMNS = {
    "comment": "comment__key",
    "decision": "what",
    "by": "by__username",
    "by_kind": "by_kind",
    "reason": "reason",
    "batch": "batch",
}
CHOICES = {"decision": What.values, "by_kind": DecidedBy.values, "reason": Reason.values}
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
        may(PERMISSION),
    ]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kw: Any) -> Any:
        """Keep every answer out of every cache."""
        answer = super().finalize_response(request, response, *args, **kw)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer


class Moderator(NamedTuple):
    """Who asks: the number of the account, and what they moderate."""

    pk: int
    scope: Scope


class ModeratorsRead(Moderation, ShortRead):
    """A door that moderators read at all day: who they are is found out in one statement."""

    _moderator: Moderator | None = None

    def knows(self, request: HttpRequest) -> bool:
        """Return whether it is a moderator; if not, the long way says what they are told."""
        found = holder_of(
            request.META.get("HTTP_AUTHORIZATION", ""),
            scope=self.scope,
            permission=PERMISSION,
            at=clock.now(),
            beside=JOINED[connection.vendor],
        )
        if found:
            superuser = bool(getattr(found.user, "is_superuser", False))
            scope = scope_in(found.beside, is_superuser=superuser)
            self._moderator = Moderator(found.user.pk, scope)
        return found is not None

    def moderator(self, request: Request) -> Moderator:
        """Return who asks, whichever way they came."""
        if self._moderator is None:
            user = moderator_of(request)
            self._moderator = Moderator(user.pk, scope_of(user))
        return self._moderator

    def answer(self, body: dict[str, Any]) -> HttpResponse:
        """Return the JSON, for nobody to keep."""
        return unkept(body)


def unkept(body: dict[str, Any]) -> HttpResponse:
    """Return the JSON, for nobody to keep."""
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(dumps(body), content_type="application/json", headers=headers)


def moderator_of(request: Request) -> AbstractBaseUser:
    """Return the token's user."""
    user = request.user
    assert isinstance(user, AbstractBaseUser)  # noqa: S101 - the token said so
    return user


def deciding(request: Request) -> dict[str, Any]:
    """Return who decides now, and where from, as every verb of moderators takes it."""
    at = clock.now()
    network = decided_from(address_of(request), at)
    return {"by": moderator_of(request), "at": at, "network": network}


def known_to_decide(request: HttpRequest) -> dict[str, Any] | None:
    """Return the same of a plain request, in one statement; None for the long way to find out."""
    at = clock.now()
    said = request.META.get("HTTP_AUTHORIZATION", "")
    holder = holder_of(said, scope=Moderation.scope, permission=PERMISSION, at=at)
    if holder is None:
        return None
    return {"by": holder.user, "at": at, "network": decided_from(address_of(request), at)}


def sent_as(request: Request, shape_of: type[Shape]) -> dict[str, Any]:
    """Return what was sent, checked. Raises Invalid (400) also for any parameter."""
    check_params(request.query_params, ())
    return sent_bodies.sent_as(request, shape_of)


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
        force=sent["force"],
        **(sent["statement"] or {}),
    )


class Decisions(Moderation, ShortWrite):
    """Decisions on replies."""

    operation = "moderation_decide"

    def done(self, request: HttpRequest) -> HttpResponse | None:
        """Decide at once what is plainly said by whom the token names."""
        sent = decision_in(request.body)
        who = sent and known_to_decide(request)
        if not (sent and who):
            return None
        return unkept(_made(decide(judgement=Judgement(**sent._asdict()), **who)))

    @extend_schema(
        tags=["Moderation"],
        request=shapes.DecisionAndAnswerSentShape,
        examples=refused.DECIDING,
        responses={200: shapes.DecisionAnsweredShape, **REFUSED, **problems(409, 410, 415, 428)},
    )
    def post(self, request: Request) -> Response:
        """Decide on a reply as it was read, and answer it; 409 names who was faster."""
        sent = sent_as(request, shapes.DecisionAndAnswerSentShape)
        judgement, who = judgement_of(sent), deciding(request)
        answer = None
        if sent["reply"] is None:
            done = decide(judgement=judgement, **who)
        else:
            text = sent["reply"]["text"]
            done, answer = approve_and_answer(judgement=judgement, text=text, **who)
        return Response(_made(done, answer))


def _made(done: Decided, answer: Comment | None = None) -> dict[str, Any]:
    """Return what came of a decision, and the name of the answer."""
    made = show.decided(done.decision, done.comment, changed=done.changed)
    return {**made, "reply": answer and answer.key}


class ManyDecisions(Moderation, ShortWrite):
    """Decisions on many replies."""

    operation = "moderation_decide_many"

    def done(self, request: HttpRequest) -> HttpResponse | None:
        """Decide at once what is plainly said by whom the token names."""
        sent = decisions_in(request.body)
        who = sent and known_to_decide(request)
        if not (sent and who):
            return None
        judgements = [Judgement(**one._asdict()) for one in sent]
        return unkept(batch_of(*decide_many(judgements=judgements, **who)))

    @extend_schema(
        tags=["Moderation"],
        request=shapes.DecisionsSentShape,
        responses={200: shapes.BulkShape, **REFUSED, **problems(415)},
    )
    def post(self, request: Request) -> Response:
        """Decide on up to 200 replies; each stands or falls alone."""
        sent = [
            judgement_of(one) for one in sent_as(request, shapes.DecisionsSentShape)["decisions"]
        ]
        batch, items = decide_many(judgements=sent, **deciding(request))
        return Response(batch_of(batch, items))


class Batch(Moderation):
    """Decisions that were made together."""

    operation = "moderation_undo_many"

    @extend_schema(tags=["Moderation"], request=None, responses={200: shapes.BulkShape, **REFUSED})
    def delete(self, request: Request, batch: str) -> Response:
        """Take a whole batch of decisions back, each as if it were alone; the last one first."""
        check_params(request.query_params, ())
        undone, items = undo_many(batch=batch, **deciding(request))
        return Response(batch_of(undone, items))


def batch_of(batch: str, items: list[Item]) -> dict[str, Any]:
    """Return what came of many decisions."""
    return {"batch": batch, "results": [_item(item) for item in items]}


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
    """A decision, which can be taken back."""

    operation = {"get": "moderation_decision", "delete": "moderation_undo"}

    @extend_schema(tags=["Moderation"], responses={200: shapes.DecisionStatedShape, **REFUSED})
    def get(self, request: Request, pk: int) -> Response:
        """Read a row of the log, with what its author is told where reasons were stated."""
        check_params(request.query_params, ())
        row = decisions(scope_of(moderator_of(request))).filter(pk=pk).first()
        if row is None:
            raise Missing
        return Response({**show.logged(row), "statement": show.stated(row)})

    @extend_schema(
        tags=["Moderation"],
        request=None,
        examples=refused.UNDOING,
        responses={200: shapes.DecisionMadeShape, **REFUSED, **problems(409, 410)},
    )
    def delete(self, request: Request, pk: int) -> Response:
        """Take a decision back: the same moderator within ten minutes."""
        check_params(request.query_params, ())
        done = undo(decision_id=pk, **deciding(request))
        return Response(show.decided(done.decision, done.comment, changed=done.changed))


class Log(Moderation):
    """The log of decisions."""

    operation = "moderation_log"
    params = (*PAGE_PARAMS, *LOG_COLUMNS, "category", "since", "until")

    @extend_schema(
        tags=["Moderation"],
        parameters=[
            OpenApiParameter("comment", str, description="The id of a comment."),
            OpenApiParameter("decision", str, enum=What.values),
            OpenApiParameter("by", str, description="The name of an account."),
            OpenApiParameter("by_kind", str, enum=DecidedBy.values),
            OpenApiParameter("reason", str, enum=Reason.values),
            OpenApiParameter("category", str, description="The slug of a category."),
            OpenApiParameter("batch", str),
            OpenApiParameter("since", datetime, description="From this moment on."),
            OpenApiParameter("until", datetime, description="Before this moment."),
            *WHERE,
        ],
        responses={200: shapes.LogPageShape, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        """List what was decided, the newest first."""
        query = request.query_params
        check_params(query, self.params)
        for name, known in CHOICES.items():
            if query.get(name, known[0]) not in known:
                raise bad_parameter(name, "unknown_choice", ", ".join(known))
        wanted = {column: query[name] for name, column in LOG_COLUMNS.items() if name in query}
        period = Period(_moment(request, "since"), _moment(request, "until"))
        rows = decisions(scope_of(moderator_of(request)), period).filter(**wanted)
        if "category" in query:
            rows = in_category(rows, query["category"])
        page = page_of(request, rows, ["-id"])
        return Response(paged(page, [show.logged(row) for row in page.rows]))


def _moment(request: Request, name: str) -> datetime | None:
    """Return the parameter as a moment. Raises BadParameter (400)."""
    said = request.query_params.get(name)
    if said is None:
        return None
    try:
        found = parse_datetime(said)
        return found.astimezone(UTC) if found and found.tzinfo else _no_moment(name)
    except (ValueError, OverflowError):
        return _no_moment(name)


def _no_moment(name: str) -> NoReturn:
    raise bad_parameter(name, "not_a_moment", _("Give a moment like 2026-01-31T12:00:00Z."))
