"""Which caches stand before us, and how is each told to forget?

PURGE_URL names them. A kind of cache is one entry in KINDS: how many keys it takes in one call, and
what that call is. Addresses come from the operator, who may well mean a private one.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.conf import settings

from cms.kernel.keys import EVERYTHING

PATIENCE = 5.0  # seconds
FASTLY = "https://api.fastly.com"
CLOUDFLARE = "https://api.cloudflare.com/client/v4"


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cache: `most` keys in one call, `secret` the setting that holds its token."""

    most: int
    secret: str
    call: Callable[[SplitResult, Sequence[str]], Call]


@dataclass(frozen=True, slots=True)
class Cache:
    """A cache that stands before us."""

    url: str
    kind: Kind
    at: SplitResult


def _ban(at: SplitResult, keys: Sequence[str]) -> Call:
    """Ask Varnish as deploy/varnish/default.vcl hears it."""
    return Call("BAN", f"http://{at.netloc}/", _said(keys))


def _purge(at: SplitResult, keys: Sequence[str]) -> Call:
    """Ask a cache that takes PURGE with the keys in a header."""
    return Call("PURGE", f"{at.scheme.removeprefix('purge+')}://{at.netloc}{at.path}", _said(keys))


def _said(keys: Sequence[str]) -> dict[str, str]:
    token = {"X-Purge-Token": settings.PURGE_TOKEN} if settings.PURGE_TOKEN else {}
    return {"Surrogate-Key": " ".join(keys), **token}


def _fastly(at: SplitResult, keys: Sequence[str]) -> Call:
    """fastly.com/documentation/reference/api/purging: at most 256 keys."""
    base = f"{FASTLY}/service/{at.netloc}"
    token = {"Fastly-Key": settings.FASTLY_TOKEN, "Accept": "application/json"}
    if EVERYTHING in keys:
        return Call("POST", f"{base}/purge_all", token)
    return Call("POST", f"{base}/purge", token | {"Surrogate-Key": " ".join(keys)})


def _cloudflare(at: SplitResult, keys: Sequence[str]) -> Call:
    """developers.cloudflare.com/cache/how-to/purge-cache: at most 100 tags."""
    wanted = {"purge_everything": True} if EVERYTHING in keys else {"tags": list(keys)}
    headers = {
        "Authorization": f"Bearer {settings.CLOUDFLARE_TOKEN}",
        "Content-Type": "application/json",
    }
    url = f"{CLOUDFLARE}/zones/{at.netloc}/purge_cache"
    return Call("POST", url, headers, json.dumps(wanted).encode())


KINDS = {
    "varnish": Kind(100, "PURGE_TOKEN", _ban),
    "purge+http": Kind(100, "PURGE_TOKEN", _purge),
    "purge+https": Kind(100, "PURGE_TOKEN", _purge),
    "fastly": Kind(256, "FASTLY_TOKEN", _fastly),
    "cloudflare": Kind(100, "CLOUDFLARE_TOKEN", _cloudflare),
}


def cache_at(url: str) -> Cache | None:
    """Return the cache that an entry of PURGE_URL means; None for what cannot be understood."""
    try:
        at = urlsplit(url)
        _port = at.port
    except ValueError:
        return None
    well = at.scheme in KINDS and at.netloc and "@" not in at.netloc
    return Cache(url, KINDS[at.scheme], at) if well else None


def caches() -> list[Cache]:
    """Return the caches that are to be told."""
    return [cache for cache in map(cache_at, settings.PURGE_URLS) if cache]


_pool = urllib3.PoolManager(timeout=urllib3.Timeout(PATIENCE), retries=False)


def forget(cache: Cache, keys: Sequence[str]) -> str:
    """Have a cache forget all that carries one of the keys; return what went wrong, "" for nothing.

    Several calls where they are many, none after one that failed.
    """
    if EVERYTHING in keys:
        return _asked(cache.kind.call(cache.at, [EVERYTHING]))
    for start in range(0, len(keys), cache.kind.most):
        some = keys[start : start + cache.kind.most]
        if trouble := _asked(cache.kind.call(cache.at, some)):
            return trouble
    return ""


def _asked(call: Call) -> str:
    try:
        answer = _pool.request(
            call.method, call.url, headers=call.headers, body=call.body, redirect=False
        )
    except urllib3.exceptions.HTTPError as error:
        return type(error).__name__
    return "" if answer.status < 300 else str(answer.status)  # noqa: PLR2004 - 2xx
