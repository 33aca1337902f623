"""Who is calling, and by which scheme, as far as the network tells?

Proxy headers can be written by anybody, so they are believed only from the proxies that the
operator names (TRUSTED_PROXIES: addresses or networks, separated by commas).
"""

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from cms.kernel import clock

SCHEMES = frozenset({"http", "https"})
V6_SITE = 64  # bits: one customer's network; its hosts change their addresses at will


def address_of(request: HttpRequest | Request) -> str:
    """Return the client's address: the nearest one that is not a trusted proxy ("" unknown)."""
    return address_in(request.META)


def address_in(meta: Mapping[str, Any]) -> str:
    """Return the same from the environment of a request."""
    chain = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
    nearest_first = [meta.get("REMOTE_ADDR", ""), *reversed(chain)]
    client = ""
    for said in nearest_first:
        address = _parsed(said)
        if address is None:
            break  # what stands behind something unreadable is hearsay
        client = str(address)
        if not _trusted(address, settings.TRUSTED_PROXIES):
            break
    return client


def scheme_in(meta: Mapping[str, Any]) -> str:
    """Return by which scheme the client came ("http", "https"), from the environment of a request.

    TLS mostly ends at a proxy; what one of ours says in X-Forwarded-Proto is believed. Of several
    words the last is the nearest proxy's.
    """
    said = meta.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
    if said in SCHEMES:
        nearest = _parsed(meta.get("REMOTE_ADDR", ""))
        if nearest and _trusted(nearest, settings.TRUSTED_PROXIES):
            return str(said)
    return str(meta["wsgi.url_scheme"])


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
    """Return whose answers are kept: the user, or else the network.

    Neither can be read from it: an address may not stand in a store, not even as a plain hash,
    because all of them can be tried.
    """
    return _user_of(request) or keyed("network", network_of(address_of(request)))


def limited_as(request: HttpRequest | Request) -> list[str]:
    """Return by what a request is limited: its network, and its user if it has one.

    A network's name is another one every day (UTC), so that nothing links its days.
    """
    network = network_of(address_of(request))
    named = keyed(f"limited on {clock.now():%Y-%m-%d}", network)
    return [named, user] if (user := _user_of(request)) else [named]


def _user_of(request: HttpRequest | Request) -> str:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return keyed("user", str(user.pk))
