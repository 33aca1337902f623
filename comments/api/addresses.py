"""Where is the story that replies are asked for, when it has moved?"""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from articles.queries.addresses import Moved
from cms.kernel import clock
from cms.kernel.answers import cache_control
from cms.kernel.public import PublicRead


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
    headers = {
        "Location": f"{path}?{query.urlencode()}" if query else path,
        "Cache-Control": cache_control(None, clock.now()),
        "Access-Control-Allow-Origin": "*",
    }
    return HttpResponse(status=301, headers=headers)
