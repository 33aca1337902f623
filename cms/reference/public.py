"""What does a reader see at a story's own address?"""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from articles.queries import live
from articles.queries.addresses import Moved, Withdrawn, gone
from articles.queries.assembled import parsed
from articles.queries.live import moments
from cms.kernel import clock
from cms.kernel.answers import Answer, cache_control, respond
from cms.kernel.errors import DomainError
from cms.reference.page import page, policy
from cms.reference.words import spoken


@require_safe
def story_page(request: HttpRequest, language: str, slug: str) -> HttpResponseBase:
    """Show a live story; 301 from a former address, 410 with its note when it was withdrawn."""
    at = clock.now()
    story = live.story(slug, language, at)
    if story is None:
        return _without(request, language, gone(slug, language, at))
    answer = Answer(
        page(request, parsed(story)),
        keys=story.keys,
        edge=story.edge,
        content_type="text/html; charset=utf-8",
    )
    response = respond(request, answer)
    response.headers["Content-Security-Policy"] = policy(framed=False)
    response.headers["Content-Language"] = language
    return response


def _without(request: HttpRequest, language: str, why: DomainError) -> HttpResponse:
    """Answer where no story is live. Raises Http404 for all that readers may not know of."""
    if isinstance(why, Moved):
        at = reverse("story", kwargs={name: why.facts[name] for name in ("language", "slug")})
        moved = redirect(at, permanent=True)
        return _kept(moved, why.article_id, why.until)
    if not isinstance(why, Withdrawn):
        raise Http404
    with translation.override(spoken(language)):
        facts = {"note": why.facts["note"], "language": language}
        answer = render(request, "cms/withdrawn.html", facts, status=why.status)
    answer["Content-Security-Policy"] = policy(framed=False)
    return _kept(answer, why.article_id, moments(clock.now()).edge)


def _kept(answer: HttpResponse, article_id: int, edge: datetime | None) -> HttpResponse:
    answer["Cache-Control"] = cache_control(edge, clock.now())
    answer["Surrogate-Key"] = answer["Cache-Tag"] = f"article-{article_id}"
    return answer
