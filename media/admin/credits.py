"""How do many photos get their credit at once?"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.kernel.errors import DomainError
from media.actions.correct_photo import correct_photo
from media.admin.forms import CreditForm
from media.models import Photo


@admin.action(description=_("Set the credit of the selected photos"), permissions=["change"])
def set_credit(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Photo]
) -> HttpResponse | None:
    """Ask for the credit, then write it; what cannot be written is named and left as it is."""
    form = CreditForm(request.POST if "apply" in request.POST else None)
    if not form.is_valid():
        return _ask(modeladmin, request, queryset, form)
    wanted = form.cleaned_data
    photos = queryset.filter(credit="") if wanted["empty_only"] else queryset
    done = sum(_credited(request, photo, wanted["credit"]) for photo in photos.order_by("pk"))
    said = ngettext(
        "{count} photo has this credit now.", "{count} photos have this credit now.", done
    )
    messages.success(request, said.format(count=done))
    return None


def _ask(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Photo], form: CreditForm
) -> HttpResponse:
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": _("Set the credit"),
        "opts": modeladmin.opts,
        "media": modeladmin.media,
        "form": form,
        "count": queryset.count(),
        "named": [str(photo) for photo in queryset[:12]],
        "sent": [
            (name, value)
            for name in ("action", "_selected_action", "select_across", "index")
            for value in request.POST.getlist(name)
        ],
    }
    return TemplateResponse(request, "admin/media/photo/set_credit.html", context)


def _credited(request: HttpRequest, photo: Photo, credit: str) -> bool:
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    try:
        correct_photo(photo=photo, by=request.user, version=photo.version, credit=credit)
    except DomainError as refusal:
        messages.error(request, f"{photo}: {refusal}")
        return False
    return True
