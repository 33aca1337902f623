"""What was asked, as far as the answer of a public read can depend on it?"""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, QueryDict
from rest_framework.request import Request


class Asked(NamedTuple):
    """`origin` is the scheme and host that addresses in the answer begin with."""

    origin: str
    path: str
    query: str

    @classmethod
    def by(cls, request: HttpRequest | Request) -> "Asked":
        """Return what a request asks for."""
        plain = request._request if isinstance(request, Request) else request
        meta = plain.META
        return cls(origin_of(plain), meta["PATH_INFO"], meta.get("QUERY_STRING", ""))

    def value(self, name: str) -> str | None:
        """Return a parameter of the query."""
        return QueryDict(self.query).get(name) if name in self.query else None


def origin_of(request: HttpRequest) -> str:
    """Return the scheme and the host that a request came to. Raises DisallowedHost."""
    host = host_of(request.META.get("HTTP_HOST", "")) or request.get_host()
    return f"{request.scheme}://{host}"


def host_of(said: str) -> str:
    """Return the host as Django reads it; "" where it is not one of ours, or not said."""
    if not said or settings.USE_X_FORWARDED_HOST:
        return ""
    return _read_host(said, tuple(settings.ALLOWED_HOSTS))


@lru_cache(maxsize=256)
def _read_host(said: str, _allowed: tuple[str, ...]) -> str:
    request = HttpRequest()
    request.META["HTTP_HOST"] = said
    try:
        return request.get_host()
    except DisallowedHost:
        return ""
