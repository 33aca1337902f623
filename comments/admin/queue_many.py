"""What became of each of many, told on a page of its own where no script tells it?"""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from comments.admin.deciding import first_words
from comments.queries.queue import named
from comments.queries.scope import scope_of


def many_page(request: HttpRequest, site: AdminSite, done: dict[str, Any]) -> HttpResponse:
    """Name each reply with what came of it, and offer one undo for all."""
    refused = {one["key"]: one["said"] for one in done["refused"]}
    keys = [*done["done"], *refused]
    rows = {row.key: row for row in named(keys, scope_of(request.user))}
    context = {
        **site.each_context(request),
        "title": _("Decided on many"),
        "said": done["said"],
        "each": [_told(key, rows.get(key), refused.get(key, "")) for key in keys],
        "batch": done["batch"] if done["done"] else "",
        "query": request.GET.urlencode(),
    }
    return TemplateResponse(request, "admin/comments/queue/many.html", context)


def _told(key: str, row: Any, refused: str) -> dict[str, Any]:
    words = first_words(row) if row else key
    stands = row.get_state_display() if row else ""
    return {"key": key, "words": words, "refused": refused, "stands": stands}
