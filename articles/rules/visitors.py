"""Who is this visitor? A number for one day, that leads to nobody.

The number is a 128-bit BLAKE2b of address and browser under the day's salt; when the salt is
destroyed, nobody can make or check it again. It is never stored: what is stored are 64-bit numbers
of deeds, that are keyed by it. No cookie, nothing kept in the browser.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from ipaddress import IPv4Address, ip_address

# Enough to keep declared machines out; the package crawler-user-agents, where it is installed,
# knows many more.
MACHINES = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "fetch",
    "scrape",
    "monitor",
    "uptime",
    "headless",
    "phantomjs",
    "lighthouse",
    "facebookexternalhit",
    "curl/",
    "wget",
    "python",
    "go-http-client",
    "java/",
    "okhttp/",
    "undici",
    "axios",
    "libwww",
)
# Browsers inside apps, that longer lists take for the machines of the same houses.
IN_APPS = ("viber", "fban/", "fbav/", "instagram", "telegram-android", "line/", "micromessenger")
PURPOSES = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
V6_SITE = 128 - 56  # bits that one household or office may choose as it likes


def visitor_number(address: str, user_agent: str, salt: bytes) -> bytes:
    """Return 16 bytes that stand for a visitor while the salt lives, and for nobody after."""
    return _hashed(salt, b"visitor", 16, address, user_agent)


def neighbours_number(address: str, salt: bytes) -> bytes:
    """Return 16 bytes that stand for the neighbourhood of an address, likewise."""
    return _hashed(salt, b"neighbours", 16, neighbourhood(address))


def neighbourhood(address: str) -> str:
    """Return the /24 of an IPv4 address or the /56 of an IPv6 one; "" for what is neither."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, IPv4Address):
        return address.rpartition(".")[0]
    return f"{int(parsed) >> V6_SITE:x}"


def deed_number(who: bytes, *deed: object) -> int:
    """Return a signed 64-bit number of what `who` did (say "share", article, network).

    Different deeds of one visitor have nothing in common, so rows cannot be joined into a person.
    Two of a million collide with odds of 3 in 10^8.
    """
    return int.from_bytes(_hashed(who, b"deed", 8, *map(str, deed)), signed=True)


def event_number(event_id: str, *about: object) -> int:
    """Return a signed 64-bit number of a client's own random id: the same on every day."""
    digest = _hashed(b"", b"event", 8, event_id, *map(str, about))
    return int.from_bytes(digest, signed=True)


def _hashed(key: bytes, person: bytes, size: int, *parts: str) -> bytes:
    text = "\x00".join(parts).encode(errors="replace")
    return blake2b(text, key=key, digest_size=size, person=person).digest()


def wants_no_number(meta: Mapping[str, str]) -> bool:
    """Return whether a browser says Global Privacy Control (`Sec-GPC: 1`)."""
    return meta.get("HTTP_SEC_GPC") == "1"


def is_ahead_of_time(meta: Mapping[str, str]) -> bool:
    """Return whether a browser asks for a page that nobody looks at yet.

    Browsers say `Sec-Purpose: prefetch;prerender` (WICG nav-speculation), so the word is looked
    for inside the header.
    """
    said = [meta[name] for name in PURPOSES if name in meta]
    if not said:
        return False
    words = " ".join(said).lower()
    return "prefetch" in words or "preview" in words


@lru_cache(maxsize=8192)
def is_machine(user_agent: str) -> bool:
    """Return whether a user agent names itself a machine, or says nothing."""
    said = user_agent.lower()
    if not said or any(token in said for token in MACHINES):
        return True
    return not any(token in said for token in IN_APPS) and _is_listed(user_agent)


def _longer_list() -> Callable[[str], bool]:
    """Return what asks crawler-user-agents (PyPI), an extra that an operator may install."""
    try:
        asks: Callable[[str], bool] = import_module("crawleruseragents").is_crawler
    except ImportError:
        return lambda _user_agent: False
    return asks


_is_listed = _longer_list()
