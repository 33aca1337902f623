"""How do moderators' tools read, change and try the lists that replies are screened by?

Whoever may look at the lists in the admin may here, decide on replies or not; and so with changes.
"""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from cms.kernel import clock
from cms.kernel.errors import Invalid, Missing, at_field
from cms.kernel.params import check_params
from cms.kernel.shapes import problems
from cms.kernel.tokens import HasScope, may
from comments.actions.change_list import Change, Changed, change_list
from comments.api import list_shapes as shapes
from comments.api import refused
from comments.api.moderating import REFUSED, Moderation, moderator_of, sent_as
from comments.models import BlockList, ListKind
from comments.queries.block_lists import heads, one
from comments.queries.trying import Place, Tried, tried
from comments.rules.list_text import MOST_TOLD
from comments.rules.screening import Submission
from comments.rules.text import is_text

CHANGE = "comments.change_blocklist"
MAY_LOOK, MAY_CHANGE = may("comments.view_blocklist", CHANGE), may(CHANGE)


class Lists(Moderation):
    """A door to the lists, which have permissions of their own."""

    permission_classes: ClassVar[list[type[BasePermission]]] = [  # type: ignore[misc]
        HasScope,
        MAY_LOOK,
    ]


class AllLists(Lists):
    """The lists."""

    operation = "moderation_lists"

    @extend_schema(tags=["Moderation"], responses={200: shapes.ListHeadsShape, **REFUSED})
    def get(self, request: Request) -> Response:
        """List the five lists, with the version that a change must name."""
        check_params(request.query_params, ())
        return Response({"results": [_head(row, count) for row, count in heads()]})


class OneList(Lists):
    """One list."""

    operation = {
        "get": "moderation_list_retrieve",
        "put": "moderation_list_replace",
        "patch": "moderation_list_change",
    }

    def get_permissions(self) -> Any:
        """Let only those change a list who may."""
        changes = self.request.method in {"PUT", "PATCH"}
        return [*super().get_permissions(), *([MAY_CHANGE()] if changes else [])]

    @extend_schema(tags=["Moderation"], responses={200: shapes.ListShape, **REFUSED})
    def get(self, request: Request, kind: str) -> Response:
        """Read a list as text."""
        check_params(request.query_params, ())
        row, count = one(_known(kind))
        return Response({**_head(row, count), "text": row.text})

    @extend_schema(
        tags=["Moderation"],
        request=shapes.ListSentShape,
        examples=refused.LISTING,
        responses={200: shapes.ListChangedShape, **REFUSED, **problems(409, 413, 415, 428)},
    )
    def put(self, request: Request, kind: str) -> Response:
        """Put a text in the place of the list; errors name the lines."""
        sent = sent_as(request, shapes.ListSentShape)
        return _changed(request, kind, Change(sent["version"], text=sent["text"]))

    @extend_schema(
        tags=["Moderation"],
        request=shapes.ListChangeSentShape,
        examples=refused.LISTING,
        responses={200: shapes.ListChangedShape, **REFUSED, **problems(409, 413, 415, 428)},
    )
    def patch(self, request: Request, kind: str) -> Response:
        """Remove lines and add others; remarks and the order of the rest stay."""
        sent = sent_as(request, shapes.ListChangeSentShape)
        change = Change(sent["version"], add=sent["add"], remove=sent["remove"])
        return _changed(request, kind, change)


class Trying(Lists):
    """The try-it box."""

    operation = "moderation_try"

    @extend_schema(
        tags=["Moderation"],
        request=shapes.TrySentShape,
        responses={200: shapes.TriedShape, **REFUSED, **problems(413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Say which entries catch a text, where, and what would become of it; nothing is stored."""
        sent = sent_as(request, shapes.TrySentShape)
        if wrong := [name for name, said in sent.items() if not is_text(said)]:
            message = _("This is not valid text.")
            raise Invalid([at_field(f"/{name}", "bad_encoding", message) for name in wrong])
        submission = Submission(**sent)
        return Response(_tried(submission, tried(submission)))


def _known(kind: str) -> str:
    """Return the kind. Raises Missing (404)."""
    if kind not in ListKind.values:
        raise Missing
    return kind


def _changed(request: Request, kind: str, change: Change) -> Response:
    done = change_list(kind=_known(kind), change=change, by=moderator_of(request), at=clock.now())
    return Response(_told(done))


def _head(row: BlockList, count: int) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "count": count,
        "version": row.version,
        "changed_at": clock.rfc3339(row.changed_at) if row.version else None,
        "changed_by": row.changed_by.get_username() if row.changed_by else None,
    }


def _told(done: Changed) -> dict[str, Any]:
    notes = [
        {"line": note.line, "code": note.code, "earlier": note.earlier or None}
        for note in done.notes[:MOST_TOLD]
    ]
    return {
        **_head(*one(done.row.kind)),
        "changed": done.changed,
        "added": done.added,
        "removed": done.removed,
        "repeated": done.repeated,
        "unknown": done.unknown,
        "note_count": len(done.notes),
        "notes": notes,
    }


def _tried(submission: Submission, done: Tried) -> dict[str, Any]:
    outcome = "review" if done.verdict.needs_review else done.verdict.outcome.value
    return {
        "outcome": outcome,
        "findings": [finding.as_json() for finding in done.verdict.findings],
        "caught": [_place(submission, place) for place in done.places],
    }


def _place(submission: Submission, place: Place) -> dict[str, Any]:
    return {
        "list": place.kind,
        "line": place.line,
        "entry": place.entry,
        "where": place.where,
        "start": place.start,
        "end": place.end,
        "words": getattr(submission, place.where)[place.start : place.end],
    }
