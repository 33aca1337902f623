"""Is this headline taken, what is still missing, and which tags and names are meant?"""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.actions.enter_named import enter_named
from articles.admin.story_live import live_answer
from articles.models import Article, Author, Tag
from articles.queries.directory import named
from cms.kernel.errors import DomainError

SHOWN = 12  # of what is found
REFUSED = {
    Tag: _("You may not make new tags; ask an editor."),
    Author: _("You may not add names; ask an editor."),
}
Door = Callable[[HttpRequest], JsonResponse]


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of these doors."""
    guarded = desk.admin_site.admin_view
    return [
        path("desk/tags/", guarded(chooser(Tag)), name="articles_desk_tags"),
        path("desk/authors/", guarded(chooser(Author)), name="articles_desk_authors"),
        path("desk/live/", guarded(live), name="articles_desk_live"),
    ]


def chooser(model: type[Tag] | type[Author]) -> Door:
    """Return the door at which tags or names are found by `q`; POST makes one in place."""

    def door(request: HttpRequest) -> JsonResponse:
        if not request.user.has_perm(f"articles.view_{model._meta.model_name}"):
            return JsonResponse({"error": str(_("You may not see these."))}, status=403)
        if request.method != "POST":
            rows = named(model._default_manager.all(), request.GET.get("q", ""))
            found = rows.order_by("name", "pk")[:SHOWN]
            return JsonResponse({"results": [_shown(row) for row in found]})
        if not request.user.has_perm(f"articles.add_{model._meta.model_name}"):
            return JsonResponse({"error": str(REFUSED[model])}, status=403)
        return _entered(model, request.POST.get("name", ""))

    return door


def _entered(model: Any, name: str) -> JsonResponse:
    try:
        return JsonResponse(_shown(enter_named(model, name=name)), status=201)
    except DomainError as refusal:
        why = " ".join(error["message"] for error in refusal.errors) or str(refusal)
        return JsonResponse({"error": why}, status=refusal.status)


def _shown(row: Any) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name}


def live(request: HttpRequest) -> JsonResponse:
    """Answer what the cards beside the text say of what is typed; nothing is written."""
    if not request.user.has_perm("articles.view_article"):
        return JsonResponse({"error": str(_("You may not see stories."))}, status=403)
    return JsonResponse(live_answer(request.POST))
