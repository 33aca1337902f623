"""What do readers read at this moment? A page for the screen on the newsroom's wall.

The page asks every few seconds; while nothing changed it hears so (304), from memory.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.queries.read_now import ReadNow, read_now
from cms.kernel import clock
from cms.kernel.answers import dumps, fingerprint

SHOWN = 10
ASKS_EVERY = 10  # seconds
TRENDS = {"new": _("new"), "up": _("rising"), "down": _("falling"), "same": _("steady")}
# What now.js says.
SAYS = {
    "first": _("Most read now: {headline}"),
    "entered": _("New among the ten: {headline}"),
    "away": _("The newsroom does not answer. These are the numbers of {time}."),
    "signedOut": _("You are signed out. These are the numbers of {time}."),
    "asOf": _("As of {time}"),
    "paused": _("Paused at {time}"),
    "pause": _("Pause"),
    "resume": _("Go on"),
}


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of the page, and of what it asks for."""

    def door(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(
            address, desk.admin_site.admin_view(require_safe(partial(view, desk))), name=name
        )

    return [
        door("now/", board, "articles_now"),
        door("now/rows/", rows, "articles_now_rows"),
    ]


def board(desk: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """Show the ten, and let the page look after itself."""
    _demand(desk, request)
    found = read_now(clock.now(), SHOWN)
    shown = _shown(found)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("What is read now"),
        "rows": [*shown, *[None] * (SHOWN - len(shown))],
        "nothing": not shown,
        "every": ASKS_EVERY,
        "says": {key: str(text) for key, text in SAYS.items()},
    }
    request.current_app = desk.admin_site.name
    return TemplateResponse(request, "admin/articles/article/now.html", context)


def rows(desk: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """Answer the ten as JSON; 304 to who has them."""
    _demand(desk, request)
    body = dumps({"rows": _shown(read_now(clock.now(), SHOWN)), "language": get_language()})
    headers = {"ETag": f'"{fingerprint(body)}"', "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type="application/json", headers=headers)


def _demand(desk: "ModelAdmin[Article]", request: HttpRequest) -> None:
    if not desk.has_view_or_change_permission(request):
        raise PermissionDenied


def _shown(found: Sequence[ReadNow]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.article_id,
            "headline": row.headline,
            "address": reverse("admin:articles_article_numbers", args=[row.article_id]),
            "readers": number_format(row.readers, force_grouping=True),
            "trend": row.trend,
            "said": str(TRENDS[row.trend]),
        }
        for row in found
    ]
