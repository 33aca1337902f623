"""The door that says what is at a public path: for a frontend that routes by it, and for 404 pages.

A path is what ARTICLE_URL makes of a story: `/en/dockers-strike/` as the newsroom is set up.
"""

import re
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from articles.api.public.base import listed
from articles.api.public.change_shapes import ResolvedShape
from articles.api.public.kept import KeptRead
from articles.api.public.openapi import read_schema
from articles.queries.addresses import Moved, Withdrawn, find, page_url
from cms.kernel import clock
from cms.kernel.answers import Answer, dumps
from cms.kernel.errors import DomainError, Missing
from cms.kernel.params import bad_parameter

NOTHING: dict[str, Any] = {
    "kind": "unknown",
    "path": None,
    "article": None,
    "note": "",
    "withdrawn_at": None,
}


class Resolve(KeptRead):
    """What a public path is: a story, a story that moved, one that was withdrawn, or unknown."""

    operation = "resolve"
    params = ("path",)
    longest = 2_048

    @extend_schema(**read_schema(ResolvedShape, params, gone=False))
    def get(self, request: Request, **kwargs: Any) -> Any:
        """Say what is at a public path."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **_kwargs: Any) -> Answer:
        """Return what is there; 200 also where nothing is."""
        at, said = clock.now(), request.query_params.get("path")
        if not said:
            raise bad_parameter("path", "required", _("Give a path, like /en/a-story/."))
        facts, number = _at(address_in(said), at)
        return listed(dumps(NOTHING | facts), [f"article-{number}" if number else "articles"], at)


def _at(address: tuple[str, str | None] | None, at: datetime) -> tuple[dict[str, Any], int]:
    """Return what is to be said of an address, and the story that it is said of (0: of none)."""
    if address is None:
        return {}, 0
    slug, language = address
    try:
        found = find(slug, language=language, at=at)
    except DomainError as why:
        return _absent(why)
    return _there("article", found.article_id, found.slug, found.language)


def _there(kind: str, pk: int, slug: str, language: str) -> tuple[dict[str, Any], int]:
    url = page_url(slug, language)
    article = {"id": pk, "slug": slug, "language": language, "url": url}
    article["api_url"] = f"{settings.SITE_URL}/api/v1/articles/{slug}/?language={language}"
    return {"kind": kind, "path": urlsplit(url).path, "article": article}, pk


def _absent(why: DomainError) -> tuple[dict[str, Any], int]:
    if isinstance(why, Moved):
        return _there("moved", why.article_id, why.facts["slug"], why.facts["language"])
    if isinstance(why, Withdrawn):
        note, when = why.facts["note"], why.facts["withdrawn_at"]
        return {"kind": "gone", "note": note, "withdrawn_at": when}, why.article_id
    if isinstance(why, Missing):
        return {}, 0
    raise why


def address_in(said: str) -> tuple[str, str | None] | None:
    """Return the slug and language that a path, or an address of ours, names; None for others.

    A missing slash at the end, a query, a fragment and quoted characters do not matter.
    """
    try:
        parts, own = urlsplit(said), urlsplit(settings.ARTICLE_URL)
    except ValueError:
        return None
    if parts.netloc and parts.netloc != own.netloc:
        return None
    match = _pattern(own.path).fullmatch(unquote(parts.path))
    return (match["slug"], match.groupdict().get("language")) if match else None


@lru_cache(maxsize=4)
def _pattern(path: str) -> re.Pattern[str]:
    slug, language = r"(?P<slug>[-a-zA-Z0-9_]{1,120})", r"(?P<language>[A-Za-z0-9-]{1,12})"
    plain = re.escape(path.rstrip("/"))
    plain = plain.replace(re.escape("{slug}"), slug).replace(re.escape("{language}"), language)
    return re.compile(f"{plain}/?")
