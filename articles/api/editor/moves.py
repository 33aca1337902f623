"""The doors at which a story changes hands: handed in, published, corrected, withdrawn."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.actions.allowed import demand
from articles.actions.correct_story import correct_story
from articles.actions.end_publication import end_publication
from articles.actions.publish import publish
from articles.actions.return_story import return_story
from articles.actions.submit import submit
from articles.api.editor import openapi, shapes
from articles.api.editor.base import CHANGE, PUBLISH, StoryDoor, headers_of, said_version
from articles.api.editor.sheets import published
from articles.rules.who_may import Move
from cms.kernel import clock
from cms.kernel.editing import Json, answer_once, editor_of
from cms.kernel.sent import read_body

MISSING_PHOTOS = frozenset({"photo_missing"})


class Submission(StoryDoor):
    """A story is ready to be read by the desk."""

    operation = {"post": "editor_submission_create", "delete": "editor_submission_delete"}
    needs = {"post": CHANGE, "delete": PUBLISH}
    moves = {"post": "submit", "delete": "return"}

    @extend_schema(**openapi.move(shapes.NoteShape, shapes.StorySheetShape, 200))
    def post(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Hand the story in."""
        story = self.story()
        sent = read_body(request, shapes.NoteShape)
        submit(
            story.pk,
            by=editor_of(request),
            version=said_version(request, story),
            note=sent["note"],
        )
        return self.told()

    @extend_schema(**openapi.move(shapes.ReturnShape, shapes.StorySheetShape, 200))
    def delete(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Give the story back to the writer; the note says what is to be done."""
        story = self.story()
        sent = read_body(request, shapes.ReturnShape)
        version = said_version(request, story)
        return_story(story.pk, by=editor_of(request), version=version, note=sent["note"])
        return self.told()


class Publication(StoryDoor):
    """A story is before its readers, or will be."""

    operation = {"post": "editor_publication_create", "delete": "editor_publication_delete"}
    needs = {"post": PUBLISH, "delete": CHANGE}

    @extend_schema(**openapi.move(shapes.PublicationSentShape, shapes.PublishedShape, 201))
    def post(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Publish the working copy, now or at a moment ahead; 422 names all that is missing."""
        story = self.story()

        def make() -> tuple[int, Json]:
            sent = read_body(request, shapes.PublicationSentShape)
            waive = MISSING_PHOTOS if sent.pop("allow_missing_photos") else frozenset()
            edition = publish(
                story.pk,
                by=editor_of(request),
                version=said_version(request, story),
                waive=waive,
                **sent,
            )
            return 201, published(edition, edition.article)

        return answer_once(request, make, headers_of)

    @extend_schema(**openapi.move(shapes.NoteShape, shapes.StorySheetShape, 200))
    def delete(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Withdraw the story with a public note, or call off what readers never saw.

        Editors call off, chiefs withdraw.
        """
        story, now = self.found(), clock.now()
        first = story.first_published_at
        move: Move = "withdraw" if first and first <= now else "unschedule"
        demand(request.user, move, story, now)
        sent = read_body(request, shapes.NoteShape)
        end_publication(story.pk, by=editor_of(request), note=sent["note"])
        return self.told()


class Correction(StoryDoor):
    """Readers are told what was put right."""

    operation = "editor_correction_create"
    needs = {"post": PUBLISH}
    moves = {"post": "correct"}

    @extend_schema(**openapi.move(shapes.CorrectionSentShape, shapes.PublishedShape, 201))
    def post(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Publish the working copy with a public note on what was put right."""
        story = self.story()

        def make() -> tuple[int, Json]:
            sent = read_body(request, shapes.CorrectionSentShape)
            edition = correct_story(
                story.pk, by=editor_of(request), version=said_version(request, story), **sent
            )
            return 201, published(edition, edition.article)

        return answer_once(request, make, headers_of)
