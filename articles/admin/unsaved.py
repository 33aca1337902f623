"""What is somebody shown whose words come too late: the story is closed to him, or deleted?"""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.allowed import SAYS as WHY
from articles.admin.story_form import StoryForm
from articles.admin.story_typed import typed_copy
from articles.admin.telling import FACTS, names_of, told
from articles.models import Article
from articles.queries.rights import why_not
from articles.rules.copy import ArticleCopy
from articles.rules.flow import FlowError
from cms.kernel import clock

if TYPE_CHECKING:
    Desk = ModelAdmin[Article]
PAGE = "admin/articles/article/unsaved.html"


def came_too_late(request: HttpRequest) -> bool:
    """Return whether the request carries a story that somebody typed."""
    return request.method == "POST" and "body" in request.POST


def refused(desk: "Desk", request: HttpRequest, object_id: str | None) -> HttpResponse:
    """Answer 403 with the words: he may not write here, or no longer."""
    if object_id is None:
        return _page(desk, request, _("You may not add stories."), 403)
    story = desk.get_object(request, unquote(object_id))
    if story is None:
        return gone(desk, request)
    reason = why_not(request.user, "change", story, clock.now())
    why = str(WHY[reason]) if reason else _("You may not change this story.")
    return _page(desk, request, why, 403, story)


def gone(desk: "Desk", request: HttpRequest) -> HttpResponse:
    """Answer 404 with the words."""
    return _page(desk, request, _("This story was deleted."), 404)


def _page(
    desk: "Desk", request: HttpRequest, why: str, status: int, story: Article | None = None
) -> HttpResponse:
    sees = story is not None and desk.has_view_permission(request, story)
    to_story = reverse("admin:articles_article_change", args=[story.pk]) if story and sees else ""
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Your text was not saved"),
        "opts": desk.opts,
        "why": why,
        "words": _words(request),
        "to_story": to_story,
        "may_add": desk.has_add_permission(request),
    }
    return TemplateResponse(request, PAGE, context, status=status)


def _words(request: HttpRequest) -> list[dict[str, Any]]:
    said = request.POST
    shown = [
        ("headline", FACTS["headline"], said.get("headline", ""), 2),
        ("standfirst", FACTS["standfirst"], said.get("standfirst", ""), 3),
        ("text", _("Text"), _text(request), 18),
    ]
    return [
        {"name": name, "label": label, "text": text, "rows": rows}
        for name, label, text, rows in shown
        if text.strip()
    ]


def _text(request: HttpRequest) -> str:
    """Return the text as it is read; markup that no story can hold stands as it came."""
    try:
        return _as_read(typed_copy(request.POST, StoryForm.base_fields))
    except FlowError:
        return request.POST["body"]


def _as_read(copy: ArticleCopy) -> str:
    blocks = [(f"block-{block.id}", block) for block in copy.blocks()]
    names = names_of(blocks)
    parts: list[str] = []
    for section in copy.sections:
        parts += [section.heading, *(told(block.id, block, names) for block in section.blocks)]
    return "\n\n".join(part for part in parts if part)
