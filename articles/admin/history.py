"""What was done to a story, and how does it become what it was?"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from articles.actions.restore import restore
from articles.models import Article, Revision, TimelineEntry
from cms.kernel.errors import DomainError

SHOWN = 100  # of each, the newest


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of what can be done with the past."""
    guarded = desk.admin_site.admin_view
    return [
        path(
            "<int:article_id>/restore/<int:number>/",
            guarded(partial(restore_revision, desk)),
            name="articles_article_restore",
        ),
    ]


def history(object_id: str) -> dict[str, Any]:
    """Return what the page of a story's history shows; two queries."""
    number = int(object_id) if object_id.isdigit() else 0
    revisions = Revision.objects.filter(article_id=number).select_related("by").defer("tree")
    timeline = TimelineEntry.objects.filter(article_id=number).select_related("by")
    return {
        "revisions": revisions.order_by("-number")[:SHOWN],
        "timeline": timeline.order_by("-at", "-pk")[:SHOWN],
    }


def restore_revision(
    desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int, number: int
) -> HttpResponse:
    """Restore a revision on POST and go to the story; readers see nothing of it yet."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    story = desk.get_object(request, str(article_id))
    if story is None or not desk.has_change_permission(request, story):
        raise PermissionDenied
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    try:
        restore(article_id, number=number, by=request.user)
        told = str(_("The story is again what it was in revision {number}."))
        messages.success(request, told.format(number=number))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
