"""What do moderators' tools read of a commenter, and what do they settle about one?

A commenter is named by the number that the queue gives, or by the public id of any reply of theirs.
"""

from datetime import datetime

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cms.kernel import clock
from cms.kernel.errors import Missing
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.params import check_params
from cms.kernel.shapes import problems
from comments.actions.ban import lift_ban
from comments.actions.ban_commenter import BanWish, ban_commenter
from comments.actions.commenters import identity_meant
from comments.actions.decide import Judgement
from comments.actions.note_commenter import note_commenter, warn_commenter
from comments.actions.premoderate import premoderate
from comments.actions.reject_last import reject_last
from comments.api import moderation_shapes as shapes
from comments.api import refused
from comments.api import show_commenter as show
from comments.api.moderating import (
    REFUSED,
    WHERE,
    Moderation,
    batch_of,
    deciding,
    moderator_of,
    paged,
    sent_as,
)
from comments.queries import records
from comments.queries.queue import stories
from comments.queries.scope import scope_of
from comments.queries.totals import totals

WRITES = {**REFUSED, **problems(415)}
NEWEST_FIRST = ("-created_at", "-id")


class OneCommenter(Moderation):
    """A commenter."""

    operation = "moderation_commenter"

    @extend_schema(
        tags=["Moderation"],
        parameters=WHERE,
        responses={200: shapes.CommenterShape, **REFUSED},
    )
    def get(self, request: Request, handle: str) -> Response:
        """Read a commenter's record, notes and bans, and a page of what they wrote."""
        check_params(request.query_params, PAGE_PARAMS)
        by, at = moderator_of(request), clock.now()
        identity, scope = identity_meant(handle, by=by), scope_of(by)
        rows = records.written_by(identity, scope)
        page = page_of(request, rows, NEWEST_FIRST)
        live = stories((row.article_id for row in page.rows), at)
        found = show.Found(
            newest=rows.order_by(*NEWEST_FIRST)[0],
            known=records.known([identity]).get(identity),
            records=totals(identity, scope, at),
            scoped=scope.is_part,
            notes=records.notes_on(identity),
            bans=records.bans_of(identity),
            alike=records.alike(identity, scope),
        )
        others = records.known([row.identity for row in found.alike])
        history = paged(page, [show.written(row, live.get(row.article_id)) for row in page.rows])
        return Response({**show.commenter(found, others, at), "history": history})


class Notes(Moderation):
    """What moderators tell each other."""

    operation = "moderation_note"

    @extend_schema(
        tags=["Moderation"],
        request=shapes.NoteSentShape,
        examples=refused.NOTING,
        responses={201: shapes.NoteShape, **WRITES},
    )
    def post(self, request: Request, handle: str) -> Response:
        """Note something about a commenter, for moderators only."""
        sent, by = sent_as(request, shapes.NoteSentShape), moderator_of(request)
        identity = identity_meant(handle, by=by)
        note = note_commenter(identity=identity, text=sent["text"], by=by, at=clock.now())
        return Response(show.note(note), status=201)


class Warnings(Moderation):
    """What commenters are warned of."""

    operation = "moderation_warn"

    @extend_schema(
        tags=["Moderation"],
        request=shapes.NoteSentShape,
        examples=refused.WARNING,
        responses={201: shapes.WarnedShape, **WRITES},
    )
    def post(self, request: Request, handle: str) -> Response:
        """Warn a commenter: by a letter if they have confirmed an address, else only noted."""
        sent, by = sent_as(request, shapes.NoteSentShape), moderator_of(request)
        identity = identity_meant(handle, by=by)
        note, told = warn_commenter(identity=identity, text=sent["text"], by=by, at=clock.now())
        return Response({**show.note(note), "told": told}, status=201)


class Premoderation(Moderation):
    """Whether everything a commenter writes is read first."""

    operation = {"post": "moderation_premoderate", "delete": "moderation_premoderate_end"}

    @extend_schema(
        tags=["Moderation"],
        request=shapes.PremoderationSentShape,
        examples=refused.READING_FIRST,
        responses={200: shapes.PremoderationShape, **WRITES},
    )
    def post(self, request: Request, handle: str) -> Response:
        """Hold whatever they write until a moment."""
        return self._until(
            request, handle, sent_as(request, shapes.PremoderationSentShape)["until"]
        )

    @extend_schema(
        tags=["Moderation"],
        request=None,
        examples=refused.SETTLING,
        responses={200: shapes.PremoderationShape, **REFUSED},
    )
    def delete(self, request: Request, handle: str) -> Response:
        """Hold what they write no longer."""
        check_params(request.query_params, ())
        return self._until(request, handle, None)

    def _until(self, request: Request, handle: str, until: datetime | None) -> Response:
        by = moderator_of(request)
        identity = identity_meant(handle, by=by)
        row = premoderate(identity=identity, until=until, by=by, at=clock.now())
        ends = clock.rfc3339(row.premoderated_until)
        return Response({"id": str(row.pk), "premoderated_until": ends})


class Bans(Moderation):
    """Bans of a commenter."""

    operation = "moderation_ban"

    @extend_schema(
        tags=["Moderation"],
        request=shapes.BanSentShape,
        examples=refused.BANNING,
        responses={201: shapes.BanShape, **WRITES},
    )
    def post(self, request: Request, handle: str) -> Response:
        """Ban a commenter by identity, e-mail address, its domain, or network."""
        sent, by = sent_as(request, shapes.BanSentShape), moderator_of(request)
        identity, at = identity_meant(handle, by=by), clock.now()
        wish = BanWish(sent["by"], sent["reason"], sent["until"], sent["note"])
        row = ban_commenter(identity=identity, wish=wish, by=by, at=at)
        return Response(show.ban(row, at), status=201)


class OneBan(Moderation):
    """A ban that can be lifted."""

    operation = "moderation_ban_lift"

    @extend_schema(tags=["Moderation"], request=None, responses={204: None, **REFUSED})
    def delete(self, request: Request, handle: str, pk: int) -> Response:
        """Lift a ban that meets this commenter."""
        check_params(request.query_params, ())
        by = moderator_of(request)
        identity = identity_meant(handle, by=by)
        if pk not in [row.pk for row in records.bans_of(identity)]:
            raise Missing
        lift_ban(ban_id=pk, by=by, at=clock.now())
        return Response(status=204)


class Rejections(Moderation):
    """The last that a commenter wrote."""

    operation = "moderation_reject_last"

    @extend_schema(
        tags=["Moderation"],
        request=shapes.RejectionsSentShape,
        examples=refused.SETTLING,
        responses={200: shapes.BulkShape, **WRITES},
    )
    def post(self, request: Request, handle: str) -> Response:
        """Reject the newest replies as one batch, which can be taken back as one."""
        sent, who = sent_as(request, shapes.RejectionsSentShape), deciding(request)
        identity = identity_meant(handle, by=who["by"])
        why = Judgement(
            "", None, "reject", reason=sent["reason"], note=sent["note"], force=sent["force"]
        )
        batch, items = reject_last(identity=identity, count=sent["count"], why=why, **who)
        return Response(batch_of(batch, items))
