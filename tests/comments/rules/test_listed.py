"""The newsroom expects that an address is caught by what it belongs to, and by nothing else."""

import pytest

from comments.rules.listed import ListedEmails, ListedHosts, ListedNetworks


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("https://spam.example/x?y", 2),
        ("HTTP://user@WWW.SPAM.example:8080", 2),
        ("www.deals.example", 3),
        ("https://notspam.example", None),
        ("https://spam.example.org", None),
        ("https://xn--e1afmkfd.example", 4),
        ("", None),
        ("https://", None),
    ],
)
def test_a_link_is_caught_by_its_host(address, line):
    hosts = ListedHosts(
        [
            "# ours",
            "spam.example",
            "https://deals.example/path",
            "\u043f\u0440\u0438\u043c\u0435\u0440.example",
        ]
    )

    caught = hosts.find(address)

    assert (caught and caught.line) == line


@pytest.mark.parametrize(
    ("email", "line"),
    [
        ("troy@mail.example", 1),
        ("TROY@deep.Mail.Example", 1),
        ("troy@throwaway.example", 2),
        ("rhea@free.example", 3),
        ("ada@free.example", None),
        ("troy@notmail.example", None),
        ("nonsense", None),
    ],
)
def test_an_email_is_caught_itself_or_by_its_domain(email, line):
    emails = ListedEmails(["mail.example", "@throwaway.example", "Rhea@free.example"])

    caught = emails.find(email)

    assert (caught and caught.line) == line


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("192.0.2.7", 3),
        ("192.0.2.8", 2),
        ("::ffff:192.0.2.8", 2),
        ("2001:db8:7::1", 1),
        ("198.51.100.1", None),
        ("", None),
        ("home", None),
    ],
)
def test_a_network_is_caught_by_the_narrowest_range(address, line):
    networks = ListedNetworks(["2001:db8::/32", "192.0.2.0/24", "192.0.2.7"])

    caught = networks.find(address)

    assert (caught and caught.line) == line


def test_what_readers_send_does_not_make_the_looking_slow():
    hosts = ListedHosts(["spam.example"])

    for odd in ("\u00e9" * 2000 + "!", "a." * 2000 + "!", "-" * 2000, "@" * 2000):
        assert hosts.find(f"http://{odd}") is None
        assert ListedEmails(["spam.example"]).find(f"{odd}@{odd}") is None
