"""The newsroom expects that a client's address is believed from its own proxies only."""

import pytest
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
