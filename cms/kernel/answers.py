"""How is a public read answered: bytes, validators, cache headers?

An `Answer` is what a public view found out; `respond` makes HTTP of it. The rules for caches stand
in one place: fresh for a while, stale for a while longer, and never past the next moment at which
a scheduled, embargoed or expiring article changes the answer (RFC 9111, RFC 5861).
"""

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.request import Request

from cms.kernel import clock

# Of drafts: nobody keeps them, finds them or learns from them where they were read.
UNSEEN = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}
WORTH_COMPRESSING = 860  # bytes: below, the answer fits one packet anyway


@dataclass(frozen=True, slots=True)
class Answer:
    """A public answer.

    `etag` without quotes ("" : the hash of the body); `keys` name everything that is in the
    answer, for caches to be purged by (one text has them parted by spaces); `edge` is the next
    moment at which the clock alone changes the answer.
    """

    body: bytes
    etag: str = ""
    modified: datetime | None = None
    keys: Iterable[str] = ()
    edge: datetime | None = None
    content_type: str = "application/json"


def dumps(value: Any) -> bytes:
    """Write a value as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(*parts: bytes) -> str:
    """Return a short hash of bytes: 128 bits of BLAKE2b, as hex."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        state.update(part)
    return state.hexdigest()


def respond(request: HttpRequest | Request, answer: Answer) -> HttpResponseBase:
    """Return 200 with the body, or 304 (412) when the request's conditions say so."""
    coding, body = _encode(request, answer.body)
    etag = f'"{answer.etag or fingerprint(answer.body)}{coding and "-" + coding}"'
    headers = {
        "ETag": etag,
        "Cache-Control": cache_control(answer.edge, clock.now()),
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Last-Modified",
    }
    if answer.modified:
        headers["Last-Modified"] = http_date(answer.modified.timestamp())
    if keys := answer.keys if isinstance(answer.keys, str) else " ".join(answer.keys):
        headers["Surrogate-Key"] = keys
        headers["Cache-Tag"] = keys.replace(" ", ",")
    if coding:
        headers["Content-Encoding"] = coding
    response = HttpResponse(body, content_type=answer.content_type, headers=headers)
    if "HTTP_IF_NONE_MATCH" not in request.META and "HTTP_IF_MODIFIED_SINCE" not in request.META:
        return response
    modified = int(answer.modified.timestamp()) if answer.modified else None
    plain = request._request if isinstance(request, Request) else request
    decided = get_conditional_response(plain, etag, modified, response)
    return _with_headers(decided or response, headers)


def _with_headers(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        if name != "Content-Encoding":
            response.headers.setdefault(name, value)
    return response


def _encode(request: HttpRequest | Request, body: bytes) -> tuple[str, bytes]:
    """Return the content coding that the client takes ("" for none) and the coded body."""
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    if not accepted or len(body) < WORTH_COMPRESSING:
        return "", body
    codings = {part.split(";")[0].strip() for part in accepted.split(",") if "q=0" not in part}
    if "br" in codings:
        return "br", brotli.compress(body, quality=4)
    if "gzip" in codings:
        return "gzip", gzip.compress(body, compresslevel=5, mtime=0)
    return "", body


def cache_control(edge: datetime | None, at: datetime) -> str:
    """Return the header: fresh and stale time together never reach past `edge`."""
    fresh, stale = settings.CACHE_FRESH_SECONDS, settings.CACHE_STALE_SECONDS
    if edge is not None:
        left = max(0, int((edge - at).total_seconds()))
        fresh = min(fresh, left)
        stale = min(stale, left - fresh)
    if not fresh:
        return "public, max-age=0, s-maxage=0, must-revalidate"
    return f"public, max-age=0, s-maxage={fresh}, stale-while-revalidate={stale}"
