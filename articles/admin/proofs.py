"""How would readers see what is being typed?"""

import json
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin import proof_links
from articles.admin.proof_form import ProofForm
from articles.models import Article
from articles.queries.assembled import assembled
from articles.queries.proof import proof_of
from cms.kernel import clock
from cms.kernel.answers import UNSEEN

# What desk/preview.js says.
SAYS = {
    "beside": _("Preview beside the text"),
    "short": _("Preview"),
    "close": _("Close the preview"),
    "width": _("Width of the preview"),
    "phone": _("Phone"),
    "tablet": _("Tablet"),
    "desktop": _("Desktop"),
    "failed": _("The preview waits: the newsroom does not answer."),
    "copied": _("The link is copied."),
    "made": _("Here is the link. It is shown once: copy it now."),
    "ended": _("The link shows nothing any more."),
    "endedAll": _("No link shows this draft any more."),
    "none": _("No link shows this draft."),
    "until": _("{by}, until {until}"),
    "pane": _("{by}, beside the text, until {until}"),
    "end": _("End"),
    "endOf": _("End the link of {by}, until {until}"),
}


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of these doors."""

    def posted(door: Any) -> Any:
        return desk.admin_site.admin_view(require_POST(partial(door, desk)))

    return [
        path("desk/proof/", posted(proof), name="articles_desk_proof"),
        path(
            "<int:article_id>/preview-links/",
            posted(proof_links.links),
            name="articles_desk_preview_links",
        ),
    ]


def proof(desk: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """Answer the public JSON of what the form says by now; nothing is saved."""
    said = request.GET.get("article", "")
    story = desk.get_object(request, said) if said else None
    if (said and story is None) or not _may(desk, request, story):
        raise PermissionDenied
    kind: Any = desk.get_form(request, story, change=story is not None, form=ProofForm)
    at = clock.now()
    article = story or Article()
    typed = kind(request.POST, request.FILES, instance=story).typed_copy()
    body = assembled(proof_of(typed, article, at))
    return HttpResponse(body, content_type="application/json", headers=UNSEEN)


def _may(desk: "ModelAdmin[Article]", request: HttpRequest, story: Article | None) -> bool:
    if story is None:
        return desk.has_add_permission(request)
    return desk.has_change_permission(request, story)


def card(story: Article | None) -> dict[str, Any]:
    """Return what the card of previews, and the pane beside the text, need to know.

    A story that was never saved has no links, and its pane waits for what is typed.
    """
    facts: dict[str, Any] = {
        "proof": reverse("admin:articles_desk_proof"),
        "page": reverse("preview-new"),
        "origin": origin(settings.PREVIEW_URL),
        "links": "",
        "listed": [],
        "hours": {hours: str(text) for hours, text in proof_links.HOURS.items()},
        "says": {key: str(text) for key, text in SAYS.items()},
    }
    if story is not None and story.pk is not None:
        facts |= {
            "proof": f"{facts['proof']}?article={story.pk}",
            "page": reverse("preview-at-desk", args=[story.pk]),
            "links": reverse("admin:articles_desk_preview_links", args=[story.pk]),
            "listed": proof_links.listed(story),
        }
    facts["frame"] = settings.PREVIEW_URL.replace("{token}", "new") or facts["page"]
    return facts | {"data": json.dumps(facts)}


def origin(url: str) -> str:
    """Return the origin of another frontend's page; "" when the page is our own."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if url else ""
