"""What can a reader do with what is their own?"""

from collections.abc import Collection
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from cms.kernel import clock
from cms.kernel.answers import dumps
from cms.kernel.params import bad_parameter, check_params
from cms.kernel.shapes import problems
from comments.actions.edit_reply import edit_reply, opinion_on
from comments.actions.own_reply import Claim
from comments.actions.refusals import NotAuthor
from comments.actions.remove_reply import remove_reply
from comments.api import reading, shapes, show
from comments.api.limits import limited
from comments.api.sent import ECHOED, body_of, sent_as
from comments.api.tokens import edit_token, opened
from comments.api.writers import ChangedByWriters, WhoWrites, writer_of
from comments.models import AuthorKind
from comments.queries.mine import votes_of, waiting_of

MOST_ASKED = 100
LONGEST_IDS = 4096  # characters
TOKEN = OpenApiParameter(
    "X-Edit-Token",
    str,
    OpenApiParameter.HEADER,
    description="The token, where it is not in the body.",
)
REFUSED = problems(400, 401, 403, 404, 409, 410, 413, 415, 429)


class ReaderDoor(APIView):
    """A door for one reader's own doings: anybody may, and no cache keeps the answer."""

    authentication_classes: ClassVar[list[type]] = [WhoWrites]  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]


def private(body: Any, headers: dict[str, str], *, status: int = 200) -> HttpResponse:
    """Return an answer for one reader; no body for None."""
    said = b"" if body is None else dumps(body)
    answer = HttpResponse(said, status=status, content_type="application/json", headers=headers)
    answer["Cache-Control"] = "private, no-store"
    return answer


def sent_in(
    request: Request, shape: type[shapes.Shape], *, ignored: Collection[str] = ()
) -> dict[str, Any]:
    """Return what was sent. Raises TooLarge (413), and what `sent_as` raises (400)."""
    body_of(request)
    return sent_as(request, shape, ignored=ignored)


class OneReply(ChangedByWriters, reading.OneReply):
    """A reply at its permanent address: read by everybody, changed by its author."""

    operation: Any = {
        "get": "comments_retrieve",
        "patch": "comments_edit",
        "delete": "comments_remove",
    }

    @extend_schema(
        tags=["Comments"],
        parameters=[TOKEN],
        request=shapes.CommentEditSentShape,
        responses={200: shapes.OwnCommentShape, **REFUSED},
    )
    def patch(self, request: Request, key: str) -> HttpResponse:
        """Say it otherwise: its author, within five minutes. It is screened again."""
        check_params(request.query_params, ())
        headers = limited(request, "edits")
        sent = sent_in(request, shapes.CommentEditSentShape, ignored={*ECHOED, "editable_until"})
        claim = _claim(request, sent["edit_token"])
        opinion = opinion_on(key=key, text=sent["text"], claim=claim)
        comment = edit_reply(
            key=key, text=sent["text"], claim=claim, at=clock.now(), opinion=opinion
        )
        return private(show.own(comment, edit_token(comment)), headers)

    @extend_schema(
        tags=["Comments"],
        parameters=[TOKEN],
        request=shapes.CommentRemovalSentShape,
        responses={204: None, **REFUSED},
    )
    def delete(self, request: Request, key: str) -> HttpResponse:
        """Take it back: its author, within five minutes or with an account; again is 204 too."""
        check_params(request.query_params, ())
        headers = limited(request, "edits")
        sent = sent_in(request, shapes.CommentRemovalSentShape)
        claim = _claim(request, sent["edit_token"])
        remove_reply(key=key, claim=claim, at=clock.now())
        return private(None, headers, status=204)


def _claim(request: Request, in_body: str) -> Claim:
    """Return who calls, with the token they hold. Raises NotAuthor (403) for one not made here."""
    writer = writer_of(request, None, clock.now())
    tokens = {in_body, request.headers.get("X-Edit-Token", "")} - {""}
    if not tokens:
        return Claim(writer)
    found = [opened(token) for token in tokens]
    if len(found) > 1 or found[0] is None:
        raise NotAuthor
    return Claim(writer, found[0])


class Mine(ReaderDoor):
    """What concerns only who asks."""

    operation = "comments_mine"

    @extend_schema(
        tags=["Comments"],
        parameters=[
            OpenApiParameter("ids", str, required=True, description="Up to 100 ids, with commas.")
        ],
        responses={200: shapes.MyCommentsShape, **problems(400, 401, 406)},
    )
    def get(self, request: Request) -> HttpResponse:
        """Get one's votes on these replies, and which of them are one's own and wait."""
        check_params(request.query_params, {"ids"}, longest=LONGEST_IDS)
        keys = set(filter(None, request.query_params.get("ids", "").split(",")))
        if not keys:
            raise bad_parameter("ids", "required", _("Name the comments."))
        if len(keys) > MOST_ASKED:
            raise bad_parameter("ids", "too_many", _("Name at most 100 comments."))
        reader = writer_of(request, None, clock.now())
        nameless = reader.kind == AuthorKind.ANONYMOUS
        waiting = waiting_of(
            identity=reader.identity,
            network_hash=reader.network_hash if nameless else "",
            keys=keys,
        )
        votes = votes_of(reader.identity, keys)
        body = {
            "votes": [{"id": key, "value": value} for key, value in votes],
            "waiting": [show.waiting_own(comment) for comment in waiting],
        }
        return private(body, {"Vary": "Authorization"})
