"""Which photo is meant? The archive, as it is looked through while a story is written."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.queries.desk import picks
from articles.rules.clean import clean_text
from cms.kernel.errors import DomainError
from cms.kernel.numbers import row_numbers
from cms.kernel.paging import keyset_page
from cms.kernel.usage import counted
from media.actions.take_in import take_in
from media.models import Photo

AT_ONCE = 24
# What the picker says in the browser.
SAYS = {
    "archiveFound": _("{count} photos are shown."),
    "archiveMore": _("More photos"),
    "archiveDrop": _("Drop files anywhere here, or choose them. Arrow keys go through the photos."),
    "archiveUse": _("Use this photo"),
    "archiveBack": _("Back to the photos"),
    "archiveCheck": _("Check the words"),
    "archiveWhy": _("These words stand in this story only. They come from the archive, or from the"
                   " file itself; change them as the story needs."),
    "archiveAltHelp": _("Say what is to be seen to somebody on the telephone: who, what, where, in"
                       " one or two sentences. Not “photo of”, and not the caption again."),
    "archiveCreditHelp": _("Whose picture it is: the photographer, the agency."),
    "archiveAsked": _("Missing: it is needed before the story can be published."),
    "archiveUsed": _("Used in {count} stories"),
    "archiveUsedOnce": _("Used in one story"),
    "archiveUnused": _("Not used yet"),
    "archiveTaken": _("{name}: taken in."),
    "archiveKnown": _("{name}: the archive had it already."),
    "archiveRefused": _("{name}: {why}"),
    "archiveNo_credit": _("no credit"),
    "archiveNo_alt": _("no alternative text"),
    "archiveUploads": _("Uploads"),
}  # fmt: skip


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the address at which the desk looks for photos."""
    guarded = desk.admin_site.admin_view
    return [path("desk/photos/", guarded(photos), name="articles_desk_photos")]


def photos(request: HttpRequest) -> JsonResponse:
    """Answer the photos whose words hold `q`, or those with the numbers `id`; POST takes one in.

    `next` is the address of the photos after these.
    """
    if request.method == "POST":
        if not request.user.has_perm("media.add_photo"):
            return _refused(str(_("You may not add photos.")), 403)
        return _taken_in(request)
    if not request.user.has_perm("media.view_photo"):
        return _refused(str(_("You may not see photos.")), 403)
    if "id" in request.GET:
        numbers = row_numbers(request.GET.getlist("id"))
        return JsonResponse({"results": _with_use(numbers[:AT_ONCE]), "next": None})
    return _found(request)


def _found(request: HttpRequest) -> JsonResponse:
    rows = Photo.objects.saying(clean_text(request.GET.get("q", ""))).only("pk", "uploaded_at")
    try:
        page = keyset_page(request, rows, ("-uploaded_at", "-pk"), AT_ONCE)
    except DomainError as refusal:
        return _refused(str(refusal), refusal.status)
    return JsonResponse({"results": _with_use([row.pk for row in page.rows]), "next": page.next})


def _with_use(numbers: list[int]) -> list[dict[str, Any]]:
    """Return photos as the desk shows them, with how many stories use each; three queries."""
    counts = counted("photo", numbers)
    return [{**pick, "used_count": counts[pick["id"]]} for pick in picks(numbers)]


def _taken_in(request: HttpRequest) -> JsonResponse:
    file = request.FILES.get("file")
    if file is None or isinstance(file, list):
        return _refused(str(_("There is no file.")), 400)
    by = request.user if isinstance(request.user, AbstractBaseUser) else None
    try:
        photo = take_in(data=file, name=file.name or "", by=by)
    except DomainError as refusal:
        return _refused(str(refusal), refusal.status)
    (pick,) = _with_use([photo.pk])
    status = 200 if photo.known_before else 201
    return JsonResponse({**pick, "known_before": photo.known_before}, status=status)


def _refused(why: str, status: int) -> JsonResponse:
    return JsonResponse({"error": why}, status=status)
