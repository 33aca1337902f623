"""The doors to what the desk and the writer tell each other about a story."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.actions.desk_notes import add_note, reopen_note, settle_note
from articles.api.editor import openapi, shapes
from articles.api.editor.base import CHANGE, StoryDoor, number_within
from articles.models import DeskNote
from articles.queries.desk_notes import notes_on
from cms.kernel.clock import rfc3339
from cms.kernel.editing import Json, answer, answer_once, editor_of, paged
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.sent import Sent, read_body


class Notes(StoryDoor):
    """The notes on a story; whoever writes here may leave one on any story."""

    operation = {"get": "editor_notes_list", "post": "editor_notes_create"}
    needs = {"get": CHANGE, "post": CHANGE}
    params = PAGE_PARAMS

    @extend_schema(**openapi.pages(shapes.DeskNoteShape, "DeskNotes"))
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """List the notes, the newest first. No public answer ever holds one."""
        page = page_of(request, notes_on(self.found().pk), ("-at", "-id"))
        return answer(paged(page, [_sheet(note) for note in page.rows]))

    @extend_schema(**openapi.create(shapes.DeskNoteSentShape, shapes.DeskNoteShape))
    def post(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Leave a note on the story, or on the section or block with the id `block`."""
        story = self.found()

        def make() -> tuple[int, Json]:
            sent = read_body(request, shapes.DeskNoteSentShape)
            return 201, _sheet(add_note(story.pk, by=editor_of(request), **sent))

        return answer_once(request, make)


class Settlement(StoryDoor):
    """A note is done with."""

    operation = {"post": "editor_settlement_create", "delete": "editor_settlement_delete"}
    needs = {"post": CHANGE, "delete": CHANGE}

    @extend_schema(**openapi.change(Sent, shapes.DeskNoteShape, versioned=False))
    def post(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Settle the note; who did so first stays."""
        read_body(request, Sent)
        return answer(_sheet(settle_note(self._note().pk, by=editor_of(request))))

    @extend_schema(**openapi.change(Sent, shapes.DeskNoteShape, versioned=False))
    def delete(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Open the note again."""
        read_body(request, Sent)
        return answer(_sheet(reopen_note(self._note().pk)))

    def _note(self) -> DeskNote:
        number = number_within(self.kwargs["note"])
        note: DeskNote = notes_on(self.found().pk).get(pk=number)
        return note


def _sheet(note: DeskNote) -> Json:
    return {
        "id": note.pk,
        "text": note.text,
        "block": note.block,
        "at": rfc3339(note.at),
        "by": note.by.get_username() if note.by else None,
        "settled_at": rfc3339(note.settled_at),
        "settled_by": note.settled_by.get_username() if note.settled_by else None,
    }
