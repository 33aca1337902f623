"""How does a photo get another file, everywhere it is used, by hand?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from media.admin.browser_files import page_media
from media.admin.forms import ReplaceForm
from media.admin.pictures import large_of, size_of
from media.admin.where_used import where_used
from media.models import Photo


def replace_view(photo_admin: Any, request: HttpRequest, photo_id: int) -> HttpResponse:
    """Show both pictures and where the photo is used; on POST, replace the file."""
    photo = get_object_or_404(Photo, pk=photo_id)
    if not photo_admin.has_change_permission(request, photo):
        raise PermissionDenied
    by = request.user if isinstance(request.user, AbstractBaseUser) else None
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReplaceForm(*sent, photo=photo, by=by)
    if form.is_bound and form.is_valid():
        return _done(request, form.done)
    return TemplateResponse(
        request, "admin/media/photo/replace.html", _context(photo_admin, request, form)
    )


def _done(request: HttpRequest, photo: Photo) -> HttpResponse:
    if photo.known_before:
        messages.info(request, _("This is the very file that the photo has: nothing changed."))
    else:
        messages.success(request, _("The file is replaced: every story shows the new one."))
    return HttpResponseRedirect(reverse("admin:media_photo_change", args=[photo.pk]))


def _context(photo_admin: Any, request: HttpRequest, form: ReplaceForm) -> dict[str, Any]:
    return {
        **photo_admin.admin_site.each_context(request),
        **where_used(request, form.photo),
        "title": _("Replace the file"),
        "opts": photo_admin.opts,
        "media": page_media("replace"),
        "original": form.photo,
        "large": large_of(form.photo),
        "size": size_of(form.photo),
        "form": form,
    }
