"""The newsroom expects that a client's address is believed from its own proxies only."""

import hashlib
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from cms.kernel import clients


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "1.1.1.1, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.2", "nonsense", "10.0.0.2"),
        ("::ffff:203.0.113.9", "", "203.0.113.9"),
        ("", "", ""),
    ],
)
def test_only_named_proxies_speak_for_others(settings, peer, forwarded, expected):
    settings.TRUSTED_PROXIES = ["10.0.0.0/24"]
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)

    address = clients.address_of(request)

    assert address == expected


@pytest.mark.parametrize(
    ("peer", "said", "expected"),
    [
        ("10.0.0.2", "https", "https"),
        ("::ffff:10.0.0.2", " HTTPS ", "https"),
        ("10.0.0.2", "http, https", "https"),
        ("10.0.0.2", "https, http", "http"),
        ("10.0.0.2", "gopher", "http"),
        ("10.0.0.2", "", "http"),
        ("203.0.113.9", "https", "http"),
        ("", "https", "http"),
    ],
)
def test_only_named_proxies_say_that_a_request_came_by_https(settings, peer, said, expected):
    settings.TRUSTED_PROXIES = ["10.0.0.0/24"]
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_PROTO=said)

    assert clients.scheme_in(request.META) == expected
    settings.TRUSTED_PROXIES = []
    assert clients.scheme_in(request.META) == "http"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_one_customer_counts_as_one_network(address, network):
    assert clients.network_of(address) == network


def test_hashes_for_two_purposes_cannot_be_put_side_by_side():
    assert clients.keyed("identity", "203.0.113.9") == clients.keyed("identity", "203.0.113.9")
    assert clients.keyed("identity", "203.0.113.9") != clients.keyed("network", "203.0.113.9")


def named(address, user=None):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = user or AnonymousUser()
    return request


def test_nobody_finds_an_address_by_trying_all_of_them(settings):
    request = named("203.0.113.9")
    guesses = [
        hashlib.new(way, said.encode()).hexdigest()[:32]
        for way in ("md5", "sha1", "sha256")
        for said in ("203.0.113.9", "network:203.0.113.9")
    ]
    said = [clients.identity_of(request), *clients.limited_as(request)]

    assert not [one for one in said if "203.0.113" in one or one in guesses]
    settings.SECRET_KEY = "another"  # noqa: S105
    assert not set(said) & {clients.identity_of(request), *clients.limited_as(request)}


def test_a_network_that_is_limited_has_another_name_tomorrow(clock):
    today = clients.limited_as(named("203.0.113.9"))
    kept_today = clients.identity_of(named("203.0.113.9"))
    clock.shift(86_400)

    assert clients.limited_as(named("203.0.113.9")) != today
    # What was asked before midnight may be asked again after it.
    assert clients.identity_of(named("203.0.113.9")) == kept_today


def test_a_user_is_limited_as_well_as_the_network():
    nia = SimpleNamespace(pk=7, is_authenticated=True)

    at_home, abroad = (
        clients.limited_as(named(address, nia)) for address in ("203.0.113.1", "203.0.113.2")
    )

    assert len(set(at_home) & set(abroad)) == 1
    assert len(set(at_home) | set(abroad)) == 3
