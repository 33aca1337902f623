"""How do the doors below the queue's page answer a script, and a browser without one?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from cms.kernel.errors import DomainError
from comments.admin.queue_doing import refusal_in_words

Act = Callable[[HttpRequest], dict[str, Any]]
Page = Callable[[HttpRequest, dict[str, Any]], HttpResponse]


def posted(act: Act, page: Page | None = None) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view that acts on a form: JSON for scripts, else `page`, or back to the queue."""

    def view(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        try:
            done = act(request)
        except DomainError as refusal:
            return refused(request, refusal)
        if wants_json(request):
            return JsonResponse(done)
        if page:
            return page(request, done)
        messages.success(request, str(done.get("said", "")))
        return HttpResponseRedirect(back(request))

    return view


def refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """Return what stood in the way: for scripts with its fields, else as a message."""
    said = refusal_in_words(refusal)
    if wants_json(request):
        facts = {"code": refusal.code, "said": said, **refusal.facts, "errors": refusal.errors}
        return JsonResponse(facts, status=refusal.status)
    messages.error(request, said)
    return HttpResponseRedirect(back(request))


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script asks."""
    return request.headers.get("Accept", "") == "application/json"


def back(request: HttpRequest) -> str:
    """Return the page with the filters that the form carries."""
    return f"{reverse('admin:comments_queue')}?{request.GET.urlencode()}".rstrip("?")
