"""Which way does a request go? Programs straight to their door, browsers of the desk the long way.

Sessions, users, languages and messages are for pages: below /api/ they step aside, so a cookie can
never act on the API. A plain GET at a short read, or POST at a short write that no web page sends,
goes to its view at once; what Django's other middlewares would have put on the answer is put on it
all the same (a test compares the two ways).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.locale import LocaleMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.deprecation import MiddlewareMixin

from cms.kernel.asked import origin_of
from cms.kernel.cross_origin import WritesFromKnownOrigins
from cms.kernel.policy import Policy
from cms.kernel.short import ShortRead, ShortWrite

NO_PAGES = ("/api/", "/uploads/", "/health/")


class _AsideForTheApi(MiddlewareMixin):
    def __call__(self, request: HttpRequest) -> Any:
        """Pass requests on untouched where no page is asked for."""
        if request.path_info.startswith(NO_PAGES):
            return self.get_response(request)
        return super().__call__(request)


class DeskSession(_AsideForTheApi, SessionMiddleware):
    """Sessions, for the admin."""


class DeskUser(_AsideForTheApi, AuthenticationMiddleware):
    """The signed-in user, for the admin."""


class DeskMessages(_AsideForTheApi, MessageMiddleware):
    """What was done, told on the next page; for the admin."""


class DeskPolicy(_AsideForTheApi, Policy):  # type: ignore[misc,unused-ignore]
    """What a page may load and run; answers of the API are no pages."""


class DeskLanguage(_AsideForTheApi, LocaleMiddleware):
    """The language that the browser or the editor asks for; the API has one."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Leave pages alone that say their language: a story's is the same for every reader."""
        if "Content-Language" in response.headers:
            return response
        return super().process_response(request, response)


Dressing = tuple[Callable[[HttpRequest, Any], Any], ...]


def dressing(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Dressing:
    """Return what puts on an answer the headers that Django's middlewares would."""
    return (
        XFrameOptionsMiddleware(get_response).process_response,
        CommonMiddleware(get_response).process_response,
        SecurityMiddleware(get_response).process_response,
    )


def write_dressing(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Dressing:
    """Return the same for what is written, from pages of other origins too."""
    first, second, *rest = dressing(get_response)
    return (first, second, WritesFromKnownOrigins(get_response).add_response_headers, *rest)


class ReadersLane:
    """Let short reads and writes pass everything that they do not use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.security = SecurityMiddleware(get_response)
        self.dressing = dressing(get_response)
        self.write_dressing = write_dressing(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer at a short door; leave everything else to the long way."""
        match = _short(request)
        if match is None:
            return self.get_response(request)
        if moved := self.security.process_request(request):
            return moved
        request.resolver_match = match
        response: Any = match.func(request, *match.args, **match.kwargs)
        if not getattr(response, "is_rendered", True):  # DRF's, where the door took the long way
            response.render()
        for dress in self.dressing if request.method == "GET" else self.write_dressing:
            response = dress(request, response)
        return cast("HttpResponseBase", response)


def _short(request: HttpRequest) -> ResolverMatch | None:
    """Return the short door that a plain request at one of our hosts leads to, if it is one.

    Who writes from a web page names its origin, and `cross_origin` is to be asked.
    """
    find = FIND.get(request.method or "")
    if find is None or not request.path_info.startswith("/api/"):
        return None
    if request.method != "GET" and "HTTP_ORIGIN" in request.META:
        return None
    try:
        origin_of(request)
    except DisallowedHost:
        return None
    return find(request.path_info)


@lru_cache(maxsize=2048)
def read_at(path: str) -> ResolverMatch | None:
    """Return the short read at a path; the same paths are asked for again and again."""
    return door_at(path, ShortRead)


@lru_cache(maxsize=256)
def write_at(path: str) -> ResolverMatch | None:
    """Return the short write at a path."""
    return door_at(path, ShortWrite)


def door_at(path: str, kind: type) -> ResolverMatch | None:
    """Return what a path leads to, if that is a class of the kind."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if issubclass(getattr(match.func, "cls", object), kind) else None


FIND = {"GET": read_at, "POST": write_at}
