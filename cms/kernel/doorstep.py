"""Does the caller hold the present answer already? Asked before Django makes a request of it.

Frontends ask every few seconds whether a discussion went on, and mostly it did not. For a read that
can tell so by its validators (PublicRead.known), the 304 is given here, in WSGI: one statement and
a few headers. It is the one that the view would give (a test compares them, header by header); in
any doubt the request goes on to Django. Beacons are heard here, too (cms.kernel.beacon).
"""

import io
import random
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any, cast

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error
from django.http import HttpResponseNotModified

from cms.kernel.answers import Validators, unchanged
from cms.kernel.asked import Asked, host_of
from cms.kernel.beacon import heard
from cms.kernel.errors import DomainError
from cms.kernel.lanes import dressing, read_at
from cms.kernel.public import Known
from cms.kernel.short import takes_json

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]
OTHER_CONDITIONS = frozenset({"HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"})


class Doorstep:
    """A WSGI application around Django's."""

    def __init__(self, inside: Wsgi) -> None:
        self.inside = inside

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer 304 or 204 here, or let the request in."""
        if environ["REQUEST_METHOD"] == "POST" and (headers := heard(environ)):
            start_response("204 No Content", headers)
            return ()
        if "HTTP_IF_NONE_MATCH" in environ and (headers := _held(environ)):
            start_response("304 Not Modified", headers)
            return ()
        return self.inside(environ, start_response)


def _held(environ: Environ) -> Headers | None:
    """Return the headers of a 304, if the caller surely holds the present answer."""
    read, scheme = _read_at(environ), environ["wsgi.url_scheme"]
    host = host_of(environ.get("HTTP_HOST", ""))
    if not host or read is None or (settings.SECURE_SSL_REDIRECT and scheme != "https"):
        return None
    asked = Asked(f"{scheme}://{host}", environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
    try:
        headers = unchanged(environ, read(asked))
    except (DomainError, Error):  # the view says it better, on a connection that is looked after
        return None
    if headers is None:
        return None
    request_id = f"{random.getrandbits(64):016x}"
    return [*headers.items(), *_dress(host, scheme), ("X-Request-ID", request_id)]


def _read_at(environ: Environ) -> Callable[[Asked], Validators] | None:
    """Return what tells the validators of a plain request for a read that has any."""
    path = environ["PATH_INFO"]
    plain = environ["REQUEST_METHOD"] == "GET" and path.isascii() and path.startswith("/api/")
    if not plain or environ.get("SCRIPT_NAME") or not OTHER_CONDITIONS.isdisjoint(environ):
        return None
    match = read_at(path)
    if match is None or not takes_json(environ.get("HTTP_ACCEPT", "*/*")):
        return None
    known = cast("Known | None", getattr(match.func.cls, "known", None))  # type: ignore[attr-defined]
    return partial(known, **match.kwargs) if known else None


@lru_cache(maxsize=256)
def _dress(host: str, scheme: str) -> Headers:
    """Return what the readers' lane puts on every 304."""
    said = {"HTTP_HOST": host, "wsgi.url_scheme": scheme, "wsgi.input": io.BytesIO()}
    request = WSGIRequest({"REQUEST_METHOD": "GET", "PATH_INFO": "/", **said})
    response: Any = HttpResponseNotModified()
    for dress in dressing(HttpResponseNotModified):
        response = dress(request, response)
    return list(response.headers.items())
