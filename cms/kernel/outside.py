"""How do we speak to a program outside, without being led anywhere else?

The one client for addresses that somebody has written down. The name is looked up once; if one of
its addresses lies in a private network the call is refused, else the connection goes to the address
that was looked at. No redirects, no proxies of the environment, an end to time and size. What goes
wrong comes back as a value: nothing is raised into the request that asked.
"""

import base64
import hashlib
import hmac
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

import urllib3

LARGEST = 64 * 1024  # bytes of an answer
PORTS = {"http": 80, "https": 443}
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


@dataclass(frozen=True, slots=True)
class Heard:
    """What the other side answered, any status; `retry_after` is the header as it came, or ""."""

    status: int
    body: bytes
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Why there is no answer.

    One of timeout, bad_address, private_address, unknown_host, unreachable, too_large.
    """

    why: str


@dataclass(slots=True)
class _Call:
    """One call: what is sent where, and what came of it."""

    url: SplitResult
    body: bytes
    headers: Mapping[str, str]
    seconds: float
    private_allowed: bool
    cut: bool = False
    result: Heard | Silence = field(default_factory=lambda: Silence("timeout"))
    pool: urllib3.HTTPConnectionPool | None = None


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    seconds: float,
    private_allowed: bool = False,
    cut: bool = False,
) -> Heard | Silence:
    """Return the answer to a POST, or why there is none, after so many seconds at the latest.

    With `cut` an answer that is too large is cut off, else it is none.

    Name resolution and dripping answers cannot be interrupted, so a thread of its own waits for
    them; it is left behind when the time is over, and ends by itself.
    """
    parts = _address(url)
    if parts is None:
        return Silence("bad_address")
    call = _Call(parts, body, headers, seconds, private_allowed, cut)
    thread = _beside(lambda: _run(call), seconds)
    result = call.result
    if thread.is_alive() and call.pool is not None:
        call.pool.close()
    return result


def objection(url: str, *, seconds: float, private_allowed: bool = False) -> str:
    """Return why an address will not be called, as a Silence says it; "" when it may be.

    A name that cannot be found now is no objection: it may be there tomorrow.
    """
    parts = _address(url)
    if parts is None:
        return "bad_address"
    said: list[str] = []
    _beside(lambda: said.append("" if private_allowed else _private(parts)), seconds)
    return said[0] if said else ""


def _private(parts: SplitResult) -> str:
    try:
        addresses = _found(parts)
    except (OSError, UnicodeError):
        return ""
    return "" if all(is_public(address) for address in addresses) else "private_address"


def _beside(run: Callable[[], object], seconds: float) -> threading.Thread:
    """Run something in a thread of its own, and wait so long for it."""
    thread = threading.Thread(target=run, daemon=True, name="outside")
    thread.start()
    thread.join(seconds)
    return thread


def _address(url: str) -> SplitResult | None:
    """Return the parts of an http(s) address without a password; None for anything else."""
    try:
        parts = urlsplit(url)
        well = parts.scheme in PORTS and parts.hostname and "@" not in parts.netloc
        _port = parts.port
    except ValueError:
        return None
    return parts if well else None


def _run(call: _Call) -> None:
    try:
        call.result = _asked(call)
    except (urllib3.exceptions.TimeoutError, TimeoutError):
        call.result = Silence("timeout")
    except Exception:  # noqa: BLE001 - whatever broke, the one who asked goes on without it
        call.result = Silence("unreachable")


def _asked(call: _Call) -> Heard | Silence:
    try:
        addresses = _found(call.url)
    except (OSError, UnicodeError):
        return Silence("unknown_host")
    if not (call.private_allowed or all(is_public(address) for address in addresses)):
        return Silence("private_address")
    result: Heard | Silence = Silence("unknown_host")
    for address in addresses:
        with suppress(urllib3.exceptions.NewConnectionError):
            return _sent(call, address)
        result = Silence("unreachable")
    return result


def _found(url: SplitResult) -> list[str]:
    """Return the addresses of the host, each once. Raises OSError, UnicodeError."""
    rows = socket.getaddrinfo(url.hostname or "", _port(url), type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def _port(url: SplitResult) -> int:
    return url.port or PORTS[url.scheme]


def _sent(call: _Call, address: str) -> Heard | Silence:
    """Send it to the checked address; the name is what its certificate must hold."""
    call.pool = _pool(call, address)
    target = call.url.path or "/"
    answer = call.pool.urlopen(
        "POST",
        f"{target}?{call.url.query}" if call.url.query else target,
        body=call.body,
        headers={"Host": call.url.netloc, **call.headers},
        retries=False,
        redirect=False,
        preload_content=False,
        decode_content=False,
    )
    try:
        said = answer.read(LARGEST + 1)
    finally:
        answer.close()
        call.pool.close()
    if len(said) > LARGEST and not call.cut:
        return Silence("too_large")
    return Heard(answer.status, said[:LARGEST], answer.headers.get("Retry-After", ""))


def _pool(call: _Call, address: str) -> urllib3.HTTPConnectionPool:
    timeout, port = urllib3.Timeout(call.seconds), _port(call.url)
    if call.url.scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout, maxsize=1)
    tls: dict[str, Any] = {"server_hostname": call.url.hostname, "cert_reqs": "CERT_REQUIRED"}
    tls["assert_hostname"] = call.url.hostname
    return urllib3.HTTPSConnectionPool(address, port, timeout=timeout, maxsize=1, **tls)


def is_public(said: str) -> bool:
    """Return whether an address belongs to the internet at large.

    What is wrapped in an IPv6 address (mapped, 6to4, Teredo, NAT64) is looked at as well.
    """
    address = ip_address(said)
    return all(
        one.is_global
        and not (one.is_multicast or one.is_reserved or one.is_unspecified or one.is_loopback)
        for one in _meant(address)
    )


def _meant(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """Return the addresses at which a packet may arrive."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in NAT64:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    inner = [address.sixtofour, *(address.teredo or ())]
    return [address, *(one for one in inner if one)]


def signature_headers(secret: str, body: bytes, at: datetime) -> dict[str, str]:
    """Return the headers by which the other side knows that it was us, and when.

    Standard Webhooks: HMAC-SHA256 of "id.seconds.body" in base64, after its version. The secret is
    base64 after `whsec_`, else its own bytes. Raises ValueError when it is broken base64.
    """
    number = f"msg_{secrets.token_urlsafe(18)}"
    seconds = str(int(at.timestamp()))
    key = _key(secret)
    said = hmac.digest(key, b".".join([number.encode(), seconds.encode(), body]), hashlib.sha256)
    return {
        "webhook-id": number,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{base64.b64encode(said).decode()}",
    }


def _key(secret: str) -> bytes:
    plain = secret.removeprefix("whsec_")
    return base64.b64decode(plain, validate=True) if plain != secret else secret.encode()
