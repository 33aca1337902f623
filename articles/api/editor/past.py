"""The doors to what a story was before, and to who did what."""

import json
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.actions.restore import restore
from articles.actions.restore_block import restore_block
from articles.api.editor import openapi, shapes
from articles.api.editor.base import CHANGE, VIEW, StoryDoor, number_within, said_version
from articles.api.editor.picked import PICKING, REVISION_NAMES, Picking
from articles.api.editor.sheets import entry
from articles.models import Article
from articles.queries.past import revision, revisions_of, saved, timeline_of
from articles.queries.printing import live_content
from articles.rules.copy import ArticleCopy
from articles.rules.difference import difference
from articles.rules.document import read
from cms.kernel import clock
from cms.kernel.editing import answer, editor_of, paged
from cms.kernel.errors import Missing
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.params import whole_number
from cms.kernel.sent import read_body

NUMBERS = 2**31 - 1  # of revisions


class Revisions(StoryDoor):
    """The revisions of a story."""

    operation = "editor_revisions_list"
    needs = {"get": VIEW}
    params = PAGE_PARAMS

    @extend_schema(**openapi.pages(shapes.RevisionRowShape, "Revisions"))
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """List the revisions, the newest first, without their texts."""
        page = page_of(request, revisions_of(self.story().pk), ("-number",))
        return answer(paged(page, [saved(row) for row in page.rows]))


class OneRevision(StoryDoor):
    """One revision."""

    operation = "editor_revisions_retrieve"
    needs = {"get": VIEW}
    params = PICKING

    @extend_schema(**openapi.picked(shapes.RevisionShape))
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Read the whole story as it was at a revision."""
        picks = Picking(request.query_params, REVISION_NAMES)
        row = revision(number_within(kwargs["pk"]), _number(kwargs["number"]))
        return answer(picks.of(saved(row) | {"document": row.tree}))


class RevisionDifference(StoryDoor):
    """What changed between two states of a story."""

    operation = "editor_revisions_diff"
    needs = {"get": VIEW}
    params = ("against",)

    @extend_schema(**openapi.diff())
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Compare a revision with the one before it, another one, or what readers see (`live`)."""
        story, number = self.story(), _number(kwargs["number"])
        against, before = _other(request, story, number)
        changes = difference(before, read(revision(story.pk, number).tree))
        return answer({"against": against, "number": number, **asdict(changes)})


def _other(request: Request, story: Article, number: int) -> tuple[str, ArticleCopy]:
    """Return the name and the copy of the other side; before the first revision stood nothing."""
    if request.query_params.get("against") == "live":
        content = live_content(story.pk, clock.now())
        if content is None:
            raise Missing
        return "live", read(json.loads(content))
    other = whole_number(request.query_params, "against", number - 1, least=0, most=NUMBERS)
    return str(other), read(revision(story.pk, other).tree) if other else ArticleCopy()


def _number(said: int) -> int:
    if said > NUMBERS:
        raise Missing
    return said


class Restoration(StoryDoor):
    """A story becomes again what it was."""

    operation = "editor_restoration_create"
    needs = {"post": CHANGE}

    @extend_schema(**openapi.move(shapes.RestorationSentShape, shapes.StorySheetShape, 200))
    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Make the working copy, or one block of it, what it was; readers see nothing of it yet."""
        story = self.story()
        sent = read_body(request, shapes.RestorationSentShape)
        number, version = _number(kwargs["number"]), said_version(request, story)
        if part := sent.get("block"):
            restore_block(
                story.pk, number=number, part=part, by=editor_of(request), version=version
            )
        else:
            restore(story.pk, number=number, by=editor_of(request), version=version)
        return self.told()


class Timeline(StoryDoor):
    """Who did what to a story."""

    operation = "editor_timeline"
    needs = {"get": VIEW}
    params = PAGE_PARAMS

    @extend_schema(**openapi.pages(shapes.EntryShape, "Timeline"))
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """List what was done to the story, the newest first."""
        page = page_of(request, timeline_of(self.story().pk), ("-at", "-id"))
        return answer(paged(page, [entry(one) for one in page.rows]))
