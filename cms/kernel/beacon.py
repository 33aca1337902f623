"""What is only told, and answered with nothing? Heard before Django makes a request of it.

A page tells by `navigator.sendBeacon` that it was seen: a POST whose body means nothing (text, a
form, JSON or none, so that no browser asks first whether it may). The answer is 204, always the
same, whatever becomes of it. A plain one is heard here, in WSGI; in any doubt the request goes on
to Django, whose answer is the same (a test compares them, header by header).
"""

import random
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from rest_framework.views import APIView

from cms.kernel.asked import host_of
from cms.kernel.lanes import door_at, write_dressing

BODY_MOST = 65_536  # what sendBeacon may send; what is left unread breaks the connection
Environ = dict[str, Any]
Headers = list[tuple[str, str]]


class Beacon(APIView):
    """A door at which something is told. A subclass implements `told`."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Hear what is posted, whoever says it and however; leave other methods to DRF."""
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with suppress(UnreadablePostError):
            request.read(BODY_MOST)  # unparsed, whatever its type
        with suppress(Error):  # it cannot be counted now, and nobody can help it
            self.told(request.META, **kwargs)
        return nothing()

    @classmethod
    def told(cls, meta: Mapping[str, Any], **kwargs: Any) -> None:
        """Take note of it; `meta` is the environment of the request. May raise a database error."""
        raise NotImplementedError


def nothing() -> HttpResponse:
    """Return the answer."""
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


def heard(environ: Environ) -> Headers | None:
    """Hear a plain beacon and return the headers of the 204; None leaves it to Django."""
    host, scheme = host_of(environ.get("HTTP_HOST", "")), environ["wsgi.url_scheme"]
    match = _beacon_at(environ["PATH_INFO"])
    length = environ.get("CONTENT_LENGTH") or "0"
    if match is None or not host or not _is_plain(environ, length):
        return None
    try:
        match.func.cls.told(environ, **match.kwargs)  # type: ignore[attr-defined]
    except Error:  # the view fails likewise, on a connection that is looked after
        return None
    if length != "0":
        environ["wsgi.input"].read(int(length))
    known = tuple(settings.CORS_ALLOWED_ORIGINS)
    dress = _dress(host, scheme, environ.get("HTTP_ORIGIN", ""), known)
    return [*dress, ("X-Request-ID", f"{random.getrandbits(64):016x}")]


@lru_cache(maxsize=2048)
def _beacon_at(path: str) -> ResolverMatch | None:
    return door_at(path, Beacon) if path.isascii() and path.startswith("/api/") else None


def _is_plain(environ: Environ, length: str) -> bool:
    is_safe = not settings.SECURE_SSL_REDIRECT or environ["wsgi.url_scheme"] == "https"
    is_whole = "HTTP_TRANSFER_ENCODING" not in environ and length.isdecimal()
    return is_safe and is_whole and int(length) <= BODY_MOST and not environ.get("SCRIPT_NAME")


@lru_cache(maxsize=256)
def _dress(host: str, scheme: str, origin: str, _allowed: tuple[str, ...]) -> Headers:
    """Return the headers that Django's way puts on the answer."""
    said = {"HTTP_HOST": host, "wsgi.url_scheme": scheme, "wsgi.input": BytesIO()}
    if origin:
        said["HTTP_ORIGIN"] = origin
    request = WSGIRequest({"REQUEST_METHOD": "POST", "PATH_INFO": "/api/", **said})
    response: Any = nothing()
    for dress in write_dressing(_never):
        response = dress(request, response)
    return list(response.headers.items())


def _never(_request: HttpRequest) -> HttpResponseBase:
    raise NotImplementedError
