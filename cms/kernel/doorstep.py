"""Can a public read be answered before Django makes a request of it? Mostly it can.

Of what a plain anonymous GET costs, two thirds are Django's machinery, and readers' answers use
nothing of it. So they are given here, in WSGI, by the same `read` that the view calls; a test walks
every read and parameter and compares the two ways, byte by byte and header by header. Whatever is
not plain, is refused, is not found or goes wrong goes on to Django, which says it better.

Frontends also ask every few seconds whether a discussion went on, and mostly it did not. A read
that can tell so by its validators alone (PublicRead.known) is not even read. Beacons are heard
here, too (cms.kernel.beacon).
"""

import io
import random
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, QueryDict
from django.urls import ResolverMatch
from django.utils import translation
from rest_framework.request import Request

from cms.kernel import chores, notices
from cms.kernel.answers import sent, unchanged
from cms.kernel.asked import Asked, host_of
from cms.kernel.beacon import heard
from cms.kernel.clients import scheme_in
from cms.kernel.errors import DomainError
from cms.kernel.lanes import dressing, read_at
from cms.kernel.public import PublicRead
from cms.kernel.short import takes_json

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]
# What only Django weighs: conditions but one, parts of an answer, and who somebody is.
NOT_PLAIN = frozenset(
    {
        "HTTP_IF_MATCH",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_IF_RANGE",
        "HTTP_RANGE",
        "HTTP_TRANSFER_ENCODING",
    }
)


class Visit(WSGIRequest):
    """A plain GET of a public read, with as much of a request as such a read looks at."""

    @cached_property
    def query_params(self) -> QueryDict:
        """Return the query, under the name that DRF gives it."""
        return self.GET


class Said(NamedTuple):
    """What is answered at the doorstep."""

    status: str
    headers: Headers
    body: tuple[bytes, ...] = ()


class Doorstep:
    """A WSGI application around Django's."""

    def __init__(self, inside: Wsgi) -> None:
        self.inside = inside

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer here, or let the request in; the thread forgets whose language it spoke last."""
        translation.deactivate()
        environ["wsgi.url_scheme"] = scheme_in(environ)
        if environ["REQUEST_METHOD"] == "POST" and (headers := heard(environ)):
            start_response("204 No Content", headers)
            return ()
        notices.begin()
        said = _said(environ) if environ["REQUEST_METHOD"] == "GET" else None
        if said is None:
            return self._inside(environ, start_response)
        chores.begin()
        start_response(said.status, said.headers)
        return said.body

    def _inside(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let the request in; what it may have changed is looked at before the next answer."""
        answer = self.inside(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD", "OPTIONS"}:
            notices.ears.doubt()
        return answer


def _said(environ: Environ) -> Said | None:
    """Return the answer to a plain request for a public read; None where Django is to give it."""
    match, scheme = _read_at(environ), environ["wsgi.url_scheme"]
    host = host_of(environ.get("HTTP_HOST", ""))
    if not host or match is None or (settings.SECURE_SSL_REDIRECT and scheme != "https"):
        return None
    try:
        return _held(environ, match, host) or _read(environ, match, host)
    except Exception:  # noqa: BLE001 - the view says it better, on a connection looked after
        return None


def _read_at(environ: Environ) -> ResolverMatch | None:
    """Return the public read that a plain request is for."""
    path = environ["PATH_INFO"]
    if not path.startswith("/api/") or environ.get("SCRIPT_NAME") or not path.isascii():
        return None
    if not NOT_PLAIN.isdisjoint(environ) or not takes_json(environ.get("HTTP_ACCEPT", "*/*")):
        return None
    if "HTTP_IF_MODIFIED_SINCE" in environ and "HTTP_IF_NONE_MATCH" not in environ:
        return None
    match = read_at(path)
    return match if match and issubclass(_class_of(match), PublicRead) else None


def _class_of(match: ResolverMatch) -> type:
    return cast("type", match.func.cls)  # type: ignore[attr-defined]


def _held(environ: Environ, match: ResolverMatch, host: str) -> Said | None:
    """Return a 304 if the read can tell by its validators that the caller holds the answer."""
    known = cast("type[PublicRead]", _class_of(match)).known
    if known is None or "HTTP_IF_NONE_MATCH" not in environ:
        return None
    scheme = environ["wsgi.url_scheme"]
    asked = Asked(f"{scheme}://{host}", environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
    try:
        headers = unchanged(environ, known(asked, **match.kwargs))
    except DomainError:
        return None
    return _not_modified(headers, host, scheme) if headers else None


def _read(environ: Environ, match: ResolverMatch, host: str) -> Said | None:
    """Return the answer of the read, or the 304 in its place."""
    visit = Visit(environ)
    if "\ufffd" in visit.path:
        return None
    door = cast("type[PublicRead]", _class_of(match))()
    door.kwargs = match.kwargs
    answer = door.found(cast("Request", visit), **match.kwargs)
    body, etag, headers = sent(environ, answer)
    scheme, said = environ["wsgi.url_scheme"], environ.get("HTTP_IF_NONE_MATCH")
    if said is not None:
        if said.removeprefix("W/") == etag:
            headers.pop("Content-Encoding", None)
            return _not_modified(headers, host, scheme)
        if not _is_one_etag(said):
            return None
    headers["Content-Type"] = answer.content_type
    headers["Content-Length"] = str(len(body))
    return Said("200 OK", _dressed(headers, host, scheme), (body,))


def _not_modified(headers: dict[str, str], host: str, scheme: str) -> Said:
    headers["Content-Length"] = "0"  # as Django's CommonMiddleware says
    return Said("304 Not Modified", _dressed(headers, host, scheme))


def _is_one_etag(said: str) -> bool:
    said = said.removeprefix("W/")
    return len(said) > 1 and said[0] == said[-1] == '"' and said.count('"') == 2  # noqa: PLR2004


def _dressed(headers: dict[str, str], host: str, scheme: str) -> Headers:
    request_id = f"{random.getrandbits(64):016x}"
    return [*headers.items(), *_dress(host, scheme), ("X-Request-ID", request_id)]


@lru_cache(maxsize=256)
def _dress(host: str, scheme: str) -> Headers:
    """Return what the readers' lane puts on every answer, whatever it says."""
    environ = {"HTTP_HOST": host, "wsgi.url_scheme": scheme, "wsgi.input": io.BytesIO()}
    request = WSGIRequest({"REQUEST_METHOD": "GET", "PATH_INFO": "/", **environ})
    response: Any = HttpResponse()
    for dress in dressing(HttpResponse):
        response = dress(request, response)
    return [pair for pair in response.headers.items() if not pair[0].startswith("Content-")]
