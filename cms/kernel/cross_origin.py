"""Which web pages of other origins may talk to us?

Public reads are open to all (`*`, the same bytes for everybody, so caches need no `Vary`), writes
only to the configured origins; credentials never.
"""

from collections.abc import Awaitable

from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

READ_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


class WritesFromKnownOrigins(CorsMiddleware):
    """django-cors-headers for writes; reads carry a plain `*` of their own."""

    async_capable = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Answer preflights of reads here, leave reads alone, and hand writes to the library."""
        asked = request.headers.get("Access-Control-Request-Method", "").upper()
        if request.method == "OPTIONS" and asked in {"GET", "HEAD"}:
            return HttpResponse(status=204, headers=READ_PREFLIGHT)
        if request.method in {"GET", "HEAD"}:
            return self.get_response(request)
        return super().__call__(request)
