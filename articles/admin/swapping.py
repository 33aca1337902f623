"""How is one photo put in the place of another in all stories, by hand?"""

import json
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from js_asset import Script  # type: ignore[import-untyped]

from articles.actions.swap_photo import Swap, swap_photo
from articles.admin.desk_files import modules_media, with_nonce
from articles.admin.desk_says import told
from articles.models import Article
from articles.queries.desk import picks
from articles.queries.where_used import PHOTOS_IN_STORIES
from cms.kernel.errors import DomainError
from cms.kernel.numbers import row_number
from cms.kernel.policy import nonce_of
from cms.kernel.usage import used

_LANDED = _("Readers see the former photo in live stories until you publish them again.")


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the address at which a photo is put in the place of another."""

    def door(request: HttpRequest, old: int) -> HttpResponse:
        return swap_view(desk, request, old)

    guarded = desk.admin_site.admin_view(door)
    return [path("photos/<int:old>/another/", guarded, name="articles_swap_photo")]


def swap_view(desk: "ModelAdmin[Article]", request: HttpRequest, old: int) -> HttpResponse:
    """Show both photos and the stories; on POST, put the one in the place of the other."""
    if not request.user.has_perms(PHOTOS_IN_STORIES.swap.needs):
        raise PermissionDenied
    if request.method == "POST":
        return _swapped(request, old)
    shown = {pick["id"]: pick for pick in picks([old, _number(request.GET.get("with", ""))])}
    if old not in shown:
        raise Http404
    new = shown.get(_number(request.GET.get("with", "")))
    context = _context(desk, request, shown[old], new if new != shown[old] else None)
    return TemplateResponse(request, "admin/articles/swap_photo.html", context)


def _number(said: str) -> int:
    return row_number(said) or 0


def _swapped(request: HttpRequest, old: int) -> HttpResponse:
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    try:
        swap = swap_photo(old=old, new=_number(request.POST.get("with", "")), by=request.user)
    except DomainError as refusal:
        reasons = " ".join(error["message"] for error in refusal.errors)
        messages.error(request, f"{refusal} {reasons}".strip())
        return HttpResponseRedirect(request.path)
    _tell(request, swap)
    return HttpResponseRedirect(reverse("admin:media_photo_change", args=[old]))


def _tell(request: HttpRequest, swap: Swap) -> None:
    count = len(swap.stories)
    done = ngettext(
        "{count} story shows the other photo now.",
        "{count} stories show the other photo now.",
        count,
    )
    messages.success(request, f"{done.format(count=count)} {_LANDED}")
    stories = Article.objects.in_bulk([story for story, _refusal in swap.refused])
    for story, refusal in swap.refused:
        reasons = " ".join(error["message"] for error in refusal.errors)
        messages.error(request, f"“{stories.get(story, story)}”: {refusal} {reasons}".strip())


def _context(
    desk: "ModelAdmin[Article]",
    request: HttpRequest,
    was: dict[str, Any],
    now: dict[str, Any] | None,
) -> dict[str, Any]:
    uses = used("photo", [was["id"]])[was["id"]]
    picker = {
        "says": told(),
        "photos_url": reverse("admin:articles_desk_photos"),
        "may_add_photos": request.user.has_perm("media.add_photo"),
    }
    media = modules_media(Script("articles/desk/swapping.js", type="module"))
    return {
        **desk.admin_site.each_context(request),
        "title": _("Use another photo instead"),
        "media": with_nonce(media, nonce_of(request)),
        "was": was,
        "now": now,
        "lacks": [] if now is None else [word for word in ("credit", "alt") if not now[word]],
        "drafts": [use for use in uses if "draft" in use.hows],
        "only_live": [use for use in uses if "draft" not in use.hows],
        "picker": json.dumps(picker),
    }
