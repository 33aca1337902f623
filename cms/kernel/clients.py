"""Who is calling, as far as the network tells?

Proxy headers can be written by anybody, so they are believed only from the proxies that the
operator names (TRUSTED_PROXIES: addresses or networks, separated by commas).
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

V6_SITE = 64  # bits: one customer's network; its hosts change their addresses at will


def address_of(request: HttpRequest | Request) -> str:
    """Return the client's address: the nearest one that is not a trusted proxy ("" unknown)."""
    chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    nearest_first = [request.META.get("REMOTE_ADDR", ""), *reversed(chain)]
    client = ""
    for said in nearest_first:
        address = _parsed(said)
        if address is None:
            break  # what stands behind something unreadable is hearsay
        client = str(address)
        if not _trusted(address, settings.TRUSTED_PROXIES):
            break
    return client


def _parsed(said: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(said.strip())
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _trusted(address: IPv4Address | IPv6Address, proxies: Iterable[str]) -> bool:
    return any(address in ip_network(proxy, strict=False) for proxy in proxies)


def network_of(address: str) -> str:
    """Return what limits count by: the IPv4 address, or the /64 of an IPv6 one ("" unknown)."""
    parsed = _parsed(address)
    if parsed is None:
        return ""
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    return str(ip_network(f"{parsed}/{V6_SITE}", strict=False))


def keyed(purpose: str, value: str) -> str:
    """Return 128 bits of a keyed hash as hex: the same value twice, nothing about the value.

    Different purposes give different hashes, so that they cannot be put side by side.
    """
    return salted_hmac(f"newsroom.{purpose}", value, algorithm="sha256").hexdigest()[:32]


def identity_of(request: HttpRequest | Request) -> str:
    """Return who is limited and whose answers are kept: the user, or else the network."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"user:{user.pk}"
    return f"network:{network_of(address_of(request))}"
