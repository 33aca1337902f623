"""The doors to working copies: the list, one story, one block of it."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.actions.discard import discard
from articles.actions.write_copy import create_article, write_copy
from articles.api.editor import openapi, shapes
from articles.api.editor.base import CHANGE, DELETE, VIEW, StoryDoor, headers_of
from articles.api.editor.filters import REPEATABLE, CopyFilter, ordering
from articles.api.editor.picked import PICKING, Picking, items
from articles.api.editor.reading import below, sound
from articles.api.editor.sheets import sheet
from articles.api.public.filters import filtered
from articles.models import Article
from articles.queries.desk import with_standing
from articles.queries.views import VIEWS, Asker
from articles.queries.working_copy import load
from articles.rules.amend import amended, place_of, pointer_of, with_block
from articles.rules.copy import ArticleCopy
from cms.kernel import clock
from cms.kernel.editing import (
    EditorDoor,
    Json,
    answer,
    answer_once,
    editor_of,
    meant_version,
    paged,
)
from cms.kernel.errors import Invalid, Missing
from cms.kernel.paging import PAGE_PARAMS, page_of
from cms.kernel.params import bad_parameter
from cms.kernel.sent import body_of

ADD = "articles.add_article"


class Stories(EditorDoor):
    """Working copies."""

    operation = {"get": "editor_articles_list", "post": "editor_articles_create"}
    needs = {"get": VIEW, "post": ADD}
    params = (*CopyFilter.base_filters, *PAGE_PARAMS, *PICKING, "view", "ordering")
    repeatable = REPEATABLE

    @extend_schema(**openapi.story_list())
    def get(self, request: Request) -> HttpResponse:
        """List working copies, the last changed first."""
        query, at = request.query_params, clock.now()
        order, picks = ordering(query.get("ordering", "-changed_at")), Picking(query)
        rows = filtered(CopyFilter, query, _viewed(request, at))
        page = page_of(request, rows, order)
        return answer(paged(page, items(page.rows, picks, at)))

    @extend_schema(**openapi.story_create())
    def post(self, request: Request) -> HttpResponse:
        """Make a draft of a document; it may lack anything."""

        def make() -> tuple[int, Json]:
            body = body_of(request)
            copy = sound(lambda: amended(ArticleCopy(), body))
            made = create_article(copy, by=editor_of(request))
            at = clock.now()
            return 201, sheet(with_standing(Article.objects.filter(pk=made.pk), at).get(), at)

        return answer_once(request, make, _created)


def _created(body: Json) -> dict[str, str]:
    return headers_of(body) | {"Location": reverse("editor-article", args=[body["id"]])}


def _viewed(request: Request, at: datetime) -> QuerySet[Article]:
    """Return the stories of a saved view of the desk, or all, with how they stand."""
    rows, name = with_standing(Article.objects.all(), at), request.query_params.get("view")
    if name is None:
        return rows
    if name not in VIEWS:
        raise bad_parameter("view", "unknown_choice", ", ".join(VIEWS))
    return VIEWS[name](rows, Asker(editor_of(request).pk, at))


class OneStory(StoryDoor):
    """One working copy."""

    operation = {
        "get": "editor_articles_retrieve",
        "patch": "editor_articles_update",
        "delete": "editor_articles_delete",
    }
    needs = {"get": VIEW, "patch": CHANGE, "delete": DELETE}
    params = PICKING

    @extend_schema(**openapi.story_read())
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Read the working copy, what it lacks, and how it stands; the ETag is its version."""
        picks = Picking(request.query_params)
        body = sheet(self.found(), clock.now())
        return answer(picks.of(body), headers=headers_of(body))

    @extend_schema(**openapi.story_change(shapes.CopyPatchShape))
    def patch(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Replace the named facts, each as a whole; `sections` is the whole body."""
        story = self.story()
        version = meant_version(request, story.version)
        changes, copy = body_of(request), load(story)
        write_copy(
            story.pk,
            sound(lambda: amended(copy, changes)),
            by=editor_of(request),
            version=version,
        )
        return self.told()

    @extend_schema(**openapi.delete())
    def delete(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Delete a draft that was never published."""
        story = self.story()
        discard(story.pk, version=meant_version(request, story.version))
        return HttpResponse(status=204)


class OneBlock(StoryDoor):
    """One block of a working copy."""

    operation = "editor_blocks_update"
    needs = {"patch": CHANGE}

    @extend_schema(**openapi.story_change(shapes.BlockPatchShape))
    def patch(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Replace the named facts of one block alone; its id and type stay."""
        story = self.story()
        version = meant_version(request, story.version)
        changes, copy = body_of(request), load(story)
        place = place_of(copy, kwargs["block"])
        if place is None:
            raise Missing
        amended_copy = sound(lambda: with_block(copy, place, changes))
        try:
            write_copy(story.pk, amended_copy, by=editor_of(request), version=version)
        except Invalid as refusal:
            raise below(refusal, pointer_of(place)) from None
        return self.told()
