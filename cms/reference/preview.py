"""Who sees a story before it is published? Whoever has a link, and editors at the desk."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles.actions.preview_links import opened
from articles.models import Article, Edition
from articles.queries.assembled import parsed
from articles.queries.proof import proof
from cms.kernel import clock
from cms.kernel.answers import UNSEEN
from cms.kernel.errors import Missing
from cms.reference.page import Mode, page, policy


@require_safe
@xframe_options_sameorigin
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the draft to whoever has the link; a plain 404 once it has ended."""
    try:
        link = opened(token)
    except Missing:
        ended = render(request, "cms/preview_ended.html", status=404)
        return _unseen(ended)
    return _shown(request, link.article, "link", ends_at=link.expires_at)


@require_safe
@xframe_options_sameorigin
def at_desk(request: HttpRequest, article_id: int | None = None) -> HttpResponse:
    """Show an editor the story as it is saved; the desk tells the page what is being typed.

    Without a number the page waits for a story that was never saved.
    """
    desk = admin.site.get_model_admin(Article)
    if not admin.site.has_permission(request):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if article_id is None:
        if not desk.has_add_permission(request):
            raise PermissionDenied
        return _unseen(HttpResponse(page(request, None, "desk", is_live=False)))
    article = desk.get_object(request, str(article_id))
    if article is None:
        raise Http404
    if not desk.has_view_permission(request, article):
        raise PermissionDenied
    return _shown(request, article, "desk")


def _shown(request: HttpRequest, article: Article, mode: Mode, **facts: Any) -> HttpResponse:
    at = clock.now()
    facts["is_live"] = Edition.objects.live(at).filter(article=article).exists()
    return _unseen(HttpResponse(page(request, parsed(proof(article, at)), mode, **facts)))


def _unseen(answer: HttpResponse) -> HttpResponse:
    for name, value in {**UNSEEN, "Content-Security-Policy": policy(framed=True)}.items():
        answer.headers[name] = value
    return answer
