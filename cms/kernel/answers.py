"""How is a public read answered: bytes, validators, cache headers?

An `Answer` is what a public view found out; `respond` makes HTTP of it. The rules for caches stand
in one place: fresh for a while, stale for a while longer, and never past the next moment at which
a scheduled, embargoed or expiring article changes the answer (RFC 9111, RFC 5861).
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.request import Request

from cms.kernel import clock
from cms.kernel.keys import LONGEST, fitted

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
    moment at which the clock alone changes the answer; `coded` keeps the body as compressed, by
    coding, where the body itself is kept.
    """

    body: bytes
    etag: str = ""
    modified: datetime | None = None
    keys: Iterable[str] = ()
    edge: datetime | None = None
    content_type: str = "application/json"
    coded: dict[str, bytes] | None = None


class Validators(NamedTuple):
    """What is known of an answer before it is made: see `Answer`.

    `small` is the etag that it has if it is sure to be too short for any coding ("": it is not).
    """

    etag: str
    small: str = ""
    modified: datetime | None = None
    keys: str = ""
    edge: datetime | None = None


def dumps(value: Any) -> bytes:
    """Write a value as compact JSON in UTF-8."""
    return _compact(value).encode()


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def fingerprint(*parts: bytes) -> str:
    """Return a short hash of bytes: 128 bits of BLAKE2b, as hex."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        state.update(part)
    return state.hexdigest()


def secret_tag(*parts: str) -> str:
    """Return an etag that nobody else can make: whoever sends it has been given it here."""
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16, key=_tag_key()).hexdigest()


@cache
def _tag_key() -> bytes:
    return hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()


class Sent(NamedTuple):
    """An answer as it goes to one client: coded as the client takes it, with its headers."""

    body: bytes
    etag: str
    headers: dict[str, str]


def sent(meta: Mapping[str, Any], answer: Answer) -> Sent:
    """Return the answer for the client that the environment of a request tells of."""
    coding, body = _encode(meta, answer)
    etag = f'"{answer.etag or fingerprint(answer.body)}{coding and "-" + coding}"'
    keys = answer.keys if isinstance(answer.keys, str) else " ".join(answer.keys)
    headers = _headers(etag, answer.modified, keys, answer.edge)
    if coding:
        headers["Content-Encoding"] = coding
    return Sent(body, etag, headers)


def respond(request: HttpRequest | Request, answer: Answer) -> HttpResponseBase:
    """Return 200 with the body, or 304 (412) when the request's conditions say so."""
    plain = request._request if isinstance(request, Request) else request
    meta = plain.META
    body, etag, headers = sent(meta, answer)
    response = HttpResponse(body, content_type=answer.content_type, headers=headers)
    if "HTTP_IF_NONE_MATCH" not in meta and "HTTP_IF_MODIFIED_SINCE" not in meta:
        return response
    modified = int(answer.modified.timestamp()) if answer.modified else None
    decided = get_conditional_response(plain, etag, modified, response)
    return _with_headers(decided or response, headers)


def unchanged(environ: Mapping[str, Any], known: Validators) -> dict[str, str] | None:
    """Return the headers of the 304 that `respond` would give, if the caller holds the answer.

    The etags must be made by `secret_tag`: then a match proves that the caller's query is right,
    since it was answered with 200. None leaves it to `respond`, also where several etags are said.
    """
    coding = coding_for(environ)
    own = f'"{known.etag}-{coding}"' if coding else f'"{known.etag}"'
    said: str = environ["HTTP_IF_NONE_MATCH"].removeprefix("W/")
    if said != own and (not known.small or said != f'"{known.small}"'):
        return None
    return _headers(said, known.modified, known.keys, known.edge)


_http_date = lru_cache(maxsize=1024)(http_date)


def _headers(
    etag: str, modified: datetime | None, keys: str, edge: datetime | None
) -> dict[str, str]:
    headers = {
        "ETag": etag,
        "Cache-Control": cache_control(edge, clock.now()),
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Last-Modified",
    }
    if modified:
        headers["Last-Modified"] = _http_date(int(modified.timestamp()))
    if keys:
        if len(keys) > LONGEST:
            keys = fitted(keys)
        headers["Surrogate-Key"] = keys
        headers["Cache-Tag"] = keys.replace(" ", ",")
    return headers


def _with_headers(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        if name != "Content-Encoding":
            response.headers.setdefault(name, value)
    return response


def _encode(meta: Mapping[str, Any], answer: Answer) -> tuple[str, bytes]:
    """Return the content coding that the client takes ("" for none) and the coded body."""
    body = answer.body
    coding = coding_for(meta) if len(body) >= WORTH_COMPRESSING else ""
    if not coding:
        return "", body
    if answer.coded is None:
        return coding, _CODINGS[coding](body)
    if coding not in answer.coded:
        answer.coded[coding] = _CODINGS[coding](body)
    return coding, answer.coded[coding]


def coding_for(meta: Mapping[str, Any]) -> str:
    """Return the content coding of a long body for this client, "" for none."""
    accepted = meta.get("HTTP_ACCEPT_ENCODING", "")
    if not accepted:
        return ""
    codings = {part.split(";")[0].strip() for part in accepted.split(",") if "q=0" not in part}
    return next((coding for coding in _CODINGS if coding in codings), "")


# The first that the client takes.
_CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=4),
    "gzip": partial(gzip.compress, compresslevel=5, mtime=0),
}


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
