"""Which story are replies asked for, and where is it when it has moved?"""

import re
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from articles.queries.addresses import Moved, page_url
from cms.kernel import clock
from cms.kernel.answers import cache_control
from cms.kernel.asked import Asked
from cms.kernel.errors import Missing
from cms.kernel.public import PublicRead
from comments.queries.story import Story, at_address

_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,12}")


def story_at(asked: Asked, slug: str) -> Story:
    """Return the live story at the address that is asked for, in the language asked for.

    Raises Moved (301), Withdrawn (410), Missing (404).
    """
    language = asked.value("language")
    if language and not _LANGUAGE.fullmatch(language):
        raise Missing
    return at_address(slug, language, clock.now())


def story_shown(slug: str, language: str) -> dict[str, str]:
    """Return what an answer about a single reply says of its story."""
    return {"slug": slug, "language": language, "url": page_url(slug, language)}


class StoryRead(PublicRead):
    """A read at a story's address: a former address answers 301 to the present one."""

    def handle_exception(self, exc: Exception) -> Response:
        """Turn `Moved` into a redirect that keeps the rest of the query."""
        if isinstance(exc, Moved) and self.request.method in {"GET", "HEAD"}:
            return redirect(self.request, exc, self.kwargs)  # type: ignore[return-value]
        return super().handle_exception(exc)


def redirect(request: Request, exc: Moved, kwargs: dict[str, Any]) -> HttpResponse:
    """Return 301 to the same door at the story's present address."""
    match = request.resolver_match
    assert match is not None  # noqa: S101 - a view is running
    path = reverse(match.view_name, kwargs={**kwargs, "slug": exc.facts["slug"]})
    query = request.query_params.copy()
    if "language" in query:
        query["language"] = exc.facts["language"]
    key = f"article-{exc.article_id}"
    headers = {
        "Location": f"{path}?{query.urlencode()}" if query else path,
        "Cache-Control": cache_control(exc.until, clock.now()),
        "Surrogate-Key": key,
        "Cache-Tag": key,
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(status=301, headers=headers)
