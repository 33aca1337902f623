"""How is the page of a commenter answered, and the form on it that could not be accepted?"""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cms.kernel.errors import DomainError, Missing
from comments.admin.queue_answers import refused, wants_json
from comments.admin.queue_commenter import panel, settled
from comments.admin.queue_doing import refusal_in_words
from comments.admin.queue_shown import html


def commenter_page(request: HttpRequest, site: AdminSite, key: str) -> HttpResponse:
    """Show a commenter, by a reply of theirs; on POST, settle something about them.

    What cannot be accepted is said beside its field, and what was typed stays.
    """
    done, wrong, status = {}, {}, 200
    try:
        if request.method == "POST":
            done = settled(request, key)
    except DomainError as refusal:
        if wants_json(request) or isinstance(refusal, Missing):
            return _not_there(request, refusal)
        status, wrong = refusal.status, _beside(request, refusal)
    try:
        shown = {**panel(request, key), "wrong": wrong, "typed": request.POST if wrong else {}}
    except Missing as refusal:
        return _not_there(request, refusal)
    if wants_json(request):
        return JsonResponse({**done, "html": html("commenter", shown, request)})
    if done:
        messages.success(request, done["said"])
        return HttpResponseRedirect(request.path)
    context = {**site.each_context(request), **shown, "title": _("Commenter")}
    name = "admin/comments/queue/commenter_page.html"
    return TemplateResponse(request, name, context, status=status)


def _not_there(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    if wants_json(request) or not isinstance(refusal, Missing):
        return refused(request, refusal)
    raise Http404 from refusal


def _beside(request: HttpRequest, refusal: DomainError) -> dict[str, Any]:
    """Return what is wrong, by form and field ("ban_until"); what has no field is a message."""
    act = request.POST.get("do", "")
    found = {f"{act}_{one['field'].strip('/')}": one["message"] for one in refusal.errors}
    if not found:
        messages.error(request, refusal_in_words(refusal))
    return found or {"other": True}
