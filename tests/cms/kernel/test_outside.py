"""The newsroom expects that an address somebody typed leads to nothing inside its own network."""

import base64
import hashlib
import hmac
import socket
import time
from datetime import UTC, datetime

import pytest

from cms.kernel.outside import Heard, Silence, is_public, post, signature_headers
from tests.programs import drips, hangs, running, says

OUTCOME = {"outcome": "none"}


def ask(url, *, seconds=2.0, private_allowed=True):
    return post(url, b"{}", headers={}, seconds=seconds, private_allowed=private_allowed)


def names(monkeypatch, *addresses):
    """Let every name be at these addresses; return the names that were looked up."""
    asked = []

    def look_up(host, port, *_how, **_more):
        asked.append(host)
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in one], 1, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_program_that_answers_is_heard():
    with running(says(OUTCOME)) as program:
        answer = ask(f"{program.url}?of=us")

    assert answer == Heard(200, b'{"outcome": "none"}')
    assert program.heard[0][0] == "/replies?of=us"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "127.1",
        "0.0.0.0",  # noqa: S104
        "[::1]",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "[::ffff:a9fe:a9fe]",
        "10.0.0.1",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "224.0.0.1",
    ],
)
def test_what_lies_inside_is_not_called(host):
    assert ask(f"http://{host}:9/", private_allowed=False).why in {
        "private_address",
        "unknown_host",
    }


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "::1", "fd00::1", "fe80::1"])
def test_a_good_name_at_a_private_address_is_not_called(monkeypatch, address):
    names(monkeypatch, "93.184.216.34", address)

    assert ask("https://screening.example/", private_allowed=False) == Silence("private_address")


def test_the_address_that_was_looked_at_is_the_one_that_is_called(monkeypatch):
    with running(says(OUTCOME)) as program:
        asked = names(monkeypatch, "127.0.0.1")
        port = program.url.rsplit(":", 1)[1]

        answer = ask(f"http://screening.example:{port}")

    assert isinstance(answer, Heard)
    assert asked[0] == "screening.example"
    assert asked.count("screening.example") == 1
    assert program.heard[0][1]["host"] == f"screening.example:{port.partition('/')[0]}"


def test_a_redirect_is_an_answer_and_not_followed():
    with running(says(b"", 302, Location="http://127.0.0.1:9/")) as program:
        answer = ask(program.url)

    assert answer == Heard(302, b"")
    assert len(program.heard) == 1


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with running(says(OUTCOME)) as program:
        assert isinstance(ask(program.url), Heard)


@pytest.mark.parametrize("answer", [hangs, drips])
def test_nobody_waits_longer_than_they_said(answer):
    with running(answer) as program:
        began = time.monotonic()
        assert ask(program.url, seconds=0.3) == Silence("timeout")
        assert time.monotonic() - began < 1.5


def test_a_name_that_is_looked_up_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: time.sleep(1) or [])
    began = time.monotonic()

    assert ask("http://screening.example/", seconds=0.2) == Silence("timeout")
    assert time.monotonic() - began < 0.9


def test_what_is_endless_is_not_read_to_its_end():
    with running(says(b"x" * 70_000)) as program:
        assert ask(program.url) == Silence("too_large")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://",
        "http://a:b@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "//127.0.0.1/",
    ],
)
def test_only_addresses_of_the_web_are_called(url):
    assert ask(url) == Silence("bad_address")


def test_a_closed_door_is_no_error():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/") == Silence("unreachable")
    assert ask(f"http://{'x' * 300}.example/") == Silence("unknown_host")


def test_a_certificate_must_hold_the_name():
    with running(says(OUTCOME)) as program:
        assert ask(program.url.replace("http:", "https:")) == Silence("unreachable")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_the_internet_at_large_is_public(address):
    assert is_public(address)


def test_the_other_side_can_tell_that_it_was_us():
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    key = b"0123456789abcdef01234567"

    said = signature_headers(f"whsec_{base64.b64encode(key).decode()}", b'{"a":1}', at)

    signed = f"{said['webhook-id']}.{said['webhook-timestamp']}.".encode() + b'{"a":1}'
    expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert said["webhook-timestamp"] == str(int(at.timestamp()))
    assert said["webhook-signature"] == f"v1,{expected}"
    assert said["webhook-id"] != signature_headers("s" * 24, b"", at)["webhook-id"]
