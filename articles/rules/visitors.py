"""Who is this visitor? A number for one day, that leads to nobody.

The number is a 64-bit BLAKE2b of address and browser under the day's salt; when the salt is
destroyed, nobody can make or check it again. No cookie, nothing kept in the browser.
"""

from collections.abc import Mapping
from hashlib import blake2b

# Enough to keep declared machines out; a longer list is an extra of the operator.
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
PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def visitor_number(address: str, user_agent: str, salt: bytes) -> bytes:
    """Return 8 bytes that stand for a visitor while the salt lives, and for nobody after."""
    return _hashed(salt, b"visitor", address, user_agent)


def deed_number(visitor: bytes, salt: bytes, *deed: object) -> int:
    """Return a signed 64-bit number of what a visitor did (say "share", article, network).

    Different deeds of one visitor have nothing in common, so rows cannot be joined into a person.
    Two of a million collide with odds of 3 in 10^8.
    """
    digest = _hashed(salt, b"deed", visitor.hex(), *map(str, deed))
    return int.from_bytes(digest, signed=True)


def event_number(event_id: str, *about: object) -> int:
    """Return a signed 64-bit number of a client's own random id: the same on every day."""
    digest = _hashed(b"", b"event", event_id, *map(str, about))
    return int.from_bytes(digest, signed=True)


def _hashed(key: bytes, person: bytes, *parts: str) -> bytes:
    text = "\x00".join(parts).encode(errors="replace")
    return blake2b(text, key=key, digest_size=8, person=person).digest()


def is_machine(user_agent: str) -> bool:
    """Return whether a user agent names itself a machine, or says nothing."""
    said = user_agent.lower()
    return not said or any(token in said for token in MACHINES)


def is_ahead_of_time(headers: Mapping[str, str]) -> bool:
    """Return whether a browser asks for a page that nobody looks at yet.

    Browsers say `Sec-Purpose: prefetch;prerender` (WICG nav-speculation), so the word is looked
    for inside the header.
    """
    said = " ".join(headers.get(name, "") for name in PURPOSES).lower()
    return "prefetch" in said or "preview" in said
