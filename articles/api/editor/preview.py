"""The doors to a draft as readers would see it, by a link that needs no account."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.actions.preview_links import (
    end_links,
    json_address,
    make_link,
    opened,
    page_address,
)
from articles.api.editor import openapi, shapes
from articles.api.editor.base import CHANGE, VIEW, StoryDoor
from articles.api.editor.drafted import DRAFT_PARAMS, drafted
from articles.api.public.openapi import parameters
from articles.api.public.shapes import ArticleShape
from cms.kernel.clock import rfc3339
from cms.kernel.editing import Json, answer_once, editor_of
from cms.kernel.params import check_params
from cms.kernel.sent import read_body
from cms.kernel.shapes import problems


class Preview(StoryDoor):
    """Links to the draft of a story."""

    operation = {"post": "editor_preview_create", "delete": "editor_preview_delete"}
    needs = {"post": CHANGE, "delete": CHANGE}

    @extend_schema(**openapi.create(shapes.PreviewSentShape, shapes.PreviewShape))
    def post(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Make a link that shows the working copy to whoever has it, for a day."""
        story = self.story()

        def make() -> tuple[int, Json]:
            hours = read_body(request, shapes.PreviewSentShape)["hours"]
            link = make_link(story.pk, by=editor_of(request), hours=hours)
            where = {"url": json_address(link), "page": page_address(link)}
            return 201, where | {"expires_at": rfc3339(link.expires_at)}

        return answer_once(request, make, lambda told: {"Location": told["url"]})

    @extend_schema(**openapi.gone())
    def delete(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """End all links that were made until now."""
        end_links(self.story().pk)
        return HttpResponse(status=204)


class Shown(APIView):
    """A draft as readers would see it."""

    operation = "preview_retrieve"
    authentication_classes: ClassVar[list[type]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]
    params = DRAFT_PARAMS

    @extend_schema(
        tags=openapi.TAGS,
        parameters=parameters(DRAFT_PARAMS),
        responses={200: ArticleShape, **problems(400, 404, 406)},
    )
    def get(self, request: Request, token: str) -> HttpResponse:
        """Read a working copy in the public shape by the token of a link; texts may be missing."""
        check_params(request.query_params, self.params)
        answer = drafted(request, opened(token).article)
        # Whoever knows the token may read, from the pages of any origin: it carries no cookie.
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer


class Draft(StoryDoor):
    """A draft as readers would see it, for a frontend that has a token of its own."""

    operation = "preview_articles_retrieve"
    scope = "preview"
    needs = {"get": VIEW}
    params = DRAFT_PARAMS

    @extend_schema(
        tags=openapi.TAGS,
        parameters=parameters(DRAFT_PARAMS),
        responses={200: ArticleShape, **problems(*openapi.REFUSED)},
    )
    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """Read a working copy in the public shape by its number, with the scope `preview`."""
        return drafted(request, self.story())
