"""The newsroom expects to hear at the start of settings under which every reply would be held."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

import cms.checks
from cms import env
from cms.checks import (
    proxies_are_addresses,
    searches_can_be_answered,
    the_aid_can_be_read,
    the_proxy_is_believed,
)
from cms.checks import the_program_outside_can_be_asked as check


@pytest.mark.parametrize(
    ("url", "secret", "said"),
    [
        ("", "", []),
        ("https://screening.example/", "x" * 24, []),
        ("https://screening.example/", "short", ["newsroom.N007"]),
        ("screening.example", "x" * 24, ["newsroom.N006"]),
        ("ftp://screening.example/", "x" * 24, ["newsroom.N006"]),
    ],
)
def test_a_program_that_cannot_be_asked_is_told(settings, url, secret, said):
    settings.SCREENING_URL, settings.SCREENING_SECRET = url, secret

    assert [message.id for message in check()] == said


@pytest.mark.parametrize("said", ["soon", "0", "-1", "nan", "inf", "61"])
def test_only_some_seconds_are_a_timeout(monkeypatch, said):
    monkeypatch.setenv("SCREENING_TIMEOUT", said)

    with pytest.raises(ImproperlyConfigured):
        env.seconds("SCREENING_TIMEOUT", 1.5)


@pytest.mark.django_db
def test_the_first_migrate_is_not_kept_from_making_the_tables():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE comments_step RENAME TO comments_step_elsewhere")

    assert the_aid_can_be_read(databases=["default"]) == []


@pytest.mark.django_db
def test_a_database_in_which_nothing_can_be_searched_is_told(monkeypatch):
    assert searches_can_be_answered(databases=["default"]) == []
    if connection.vendor != "sqlite":
        return

    monkeypatch.setattr(cms.checks, "FULL_TEXT", "no such module")

    assert [m.id for m in searches_can_be_answered(databases=["default"])] == ["newsroom.N016"]
    assert searches_can_be_answered() == []


@pytest.mark.parametrize(
    ("https", "proxies", "said"),
    [
        (True, [], ["newsroom.N018"]),
        (True, ["10.0.0.2"], []),
        (False, [], []),
    ],
)
def test_https_without_a_proxy_that_is_believed_is_told(settings, https, proxies, said):
    settings.HTTPS, settings.TRUSTED_PROXIES = https, proxies

    assert [message.id for message in the_proxy_is_believed()] == said


def test_a_proxy_that_is_no_address_is_told(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.2", "2001:db8::/32", "10.0.0.2/8", "varnish", "10.0.0.0/99"]

    assert [message.id for message in proxies_are_addresses()] == ["newsroom.N017"] * 2
