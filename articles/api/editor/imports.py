"""The door at which a program asks what story a pasted page makes; nothing is saved there."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request

from articles.api.editor.openapi import REFUSED, TAGS
from articles.api.editor.page_shapes import PageProposalShape, PageSentShape
from articles.importers.page_reading import Pasted, read_page
from articles.importers.page_shown import shown
from cms.kernel.editing import EditorDoor, answer
from cms.kernel.errors import Invalid, at_field
from cms.kernel.sent import read_body
from cms.kernel.shapes import problems

_EXAMPLE = OpenApiExample(
    "A short page",
    request_only=True,
    value={
        "text": "The tide came over the wall\n\n“It took the boats,” said Ida Holm, a skipper.\n",
        "refused": [],
    },
)


class Page(EditorDoor):
    """A pasted page."""

    operation = "editor_imports_page"
    needs = {"post": "articles.add_article"}

    @extend_schema(
        tags=TAGS,
        request=PageSentShape,
        responses={200: PageProposalShape, **problems(*REFUSED, 413, 415, 422)},
        examples=[_EXAMPLE],
    )
    def post(self, request: Request) -> HttpResponse:
        """Propose a story for a page of text or HTML: nothing is saved."""
        sent = read_body(request, PageSentShape)
        text, html = sent.get("text", ""), sent.get("html", "")
        if bool(text) == bool(html):
            raise Invalid([at_field("", "one_of", _("Send either text or html."))])
        reading = read_page(Pasted(text, html, frozenset(sent.get("refused", ()))))
        return answer(shown(reading.proposal))
