"""What do all reads of stories share?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from articles.queries.addresses import Moved
from articles.queries.live import moments
from cms.kernel import clock
from cms.kernel.answers import Answer, cache_control
from cms.kernel.errors import DomainError
from cms.kernel.public import PublicRead


class StoryRead(PublicRead):
    """A read at a story's address: a former address answers 301 to the present one."""

    def handle_exception(self, exc: Exception) -> Response:
        """Turn `Moved` into a redirect that keeps the rest of the query."""
        if isinstance(exc, Moved):
            key = f"article-{exc.article_id}"
            return moved(self.request, exc, self.kwargs, key, exc.until)  # type: ignore[return-value]
        return super().handle_exception(exc)


def moved(
    request: Request, exc: DomainError, kwargs: dict[str, Any], key: str, edge: datetime | None
) -> HttpResponseBase:
    """Return 301 to the same door at the present address (facts `slug`, of a story `language`).

    Caches keep it like an answer: `key` names what has moved, `edge` is when it may move again.
    """
    match = request.resolver_match
    assert match is not None  # noqa: S101 - a view is running
    path = reverse(match.view_name, kwargs={**kwargs, "slug": exc.facts["slug"]})
    query = request.query_params.copy()
    if "language" in query:
        query["language"] = exc.facts["language"]
    location = f"{path}?{query.urlencode()}" if query else path
    headers = {
        "Location": location,
        "Cache-Control": cache_control(edge, clock.now()),
        "Surrogate-Key": key,
        "Cache-Tag": key,
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(status=301, headers=headers)


def listed(
    body: bytes, keys: Iterable[str], at: datetime, content_type: str = "application/json"
) -> Answer:
    """Return the answer of a list: it changes when anything that readers see changes."""
    found = moments(at)
    return Answer(
        body, keys=keys, modified=found.changed, edge=found.edge, content_type=content_type
    )
