"""How does a chief say what events weigh? The effect is shown before anything is saved."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.change_weights import MOST, change_weights
from articles.models import Article
from articles.queries.weights import Progress, compared, progress, weights_now
from articles.rules.popularity import WEIGHTS
from cms.kernel import clock

SHOWN = 20
PERMISSION = "articles.change_rankingbasis"
LABELS = {
    "views": gettext_lazy("A reader"),
    "shares": gettext_lazy("A share"),
    "comments": gettext_lazy("A reply"),
}


class WeightsForm(forms.Form):
    """A whole number for each event."""

    views, shares, comments = (
        forms.IntegerField(label=LABELS[name], min_value=0, max_value=MOST) for name in WEIGHTS
    )

    def clean(self) -> dict[str, Any]:
        """Refuse weights that would make every score nothing."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Something must weigh something."))
        return cleaned


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of the page, and of how far the scores are."""

    def door(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        return path(address, desk.admin_site.admin_view(partial(view, desk)), name=name)

    return [
        door("weights/", weights_page, "articles_weights"),
        door("weights/progress/", progress_page, "articles_weights_progress"),
    ]


def weights_page(desk: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """Show the weights and what others would change; on POST let those hold."""
    _demand(request)
    now = weights_now()
    asked = request.POST if request.method == "POST" else request.GET
    form = WeightsForm(asked) if asked else WeightsForm(initial=dict(now))
    if request.method == "POST" and form.is_valid():
        return _saved(request, form.cleaned_data)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else dict(now)
    present, then = compared(now, wanted, at=clock.now(), limit=SHOWN)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("What counts in “most popular”"),
        "form": form,
        "now": [(LABELS[name], now[name]) for name in WEIGHTS],
        "changed": wanted != dict(now),
        "wanted": wanted,
        "present": present,
        "then": then,
        "progress": _told(progress()),
    }
    request.current_app = desk.admin_site.name
    template = "admin/articles/article/weights.html"
    status = 400 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, template, context, status=status)


def progress_page(_desk: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """Answer how far the scores are."""
    _demand(request)
    return JsonResponse({"progress": _told(progress())}, headers={"Cache-Control": "no-store"})


def _demand(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _saved(request: HttpRequest, weights: dict[str, int]) -> HttpResponse:
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    if change_weights(weights=weights, by=request.user):
        messages.success(request, _("The weights hold now; the scores of all stories follow."))
    else:
        messages.info(request, _("It is so already; nothing was saved."))
    return HttpResponseRedirect(reverse("admin:articles_weights"))


def _told(found: Progress | None) -> dict[str, Any] | None:
    if found is None:
        return None
    facts = {
        "done": number_format(found.done, force_grouping=True),
        "of": number_format(found.of, force_grouping=True),
    }
    said = _("The scores of %(done)s of %(of)s stories follow the new weights.") % facts
    return {"done": found.done, "of": max(found.of, 1), "said": said}
