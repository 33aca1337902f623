"""The newsroom expects that a network can be told for a while, and never found again after it."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from comments.actions.network_salt import _salt_of, network_hash, period_of
from comments.models import NetworkSalt

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _forget():
    _salt_of.cache_clear()
    yield
    _salt_of.cache_clear()


def test_all_processes_hash_alike_within_a_period(db):
    said = network_hash("network", "203.0.113.9", AT)
    _salt_of.cache_clear()  # another process

    assert network_hash("network", "203.0.113.9", AT) == said
    assert network_hash("identity", "203.0.113.9", AT) != said
    assert network_hash("network", "203.0.113.8", AT) != said
    assert network_hash("network", "", AT) == ""
    assert len(said) == 32


def test_after_a_period_the_salt_is_gone(db, settings):
    before = network_hash("network", "203.0.113.9", AT)
    later = AT + timedelta(days=settings.COMMENT_NETWORK_DAYS)

    assert network_hash("network", "203.0.113.9", later) != before
    assert list(NetworkSalt.objects.values_list("period", flat=True)) == [period_of(later)]


def test_a_salt_that_was_never_committed_is_not_used_again(transactional_db):
    with suppress(ZeroDivisionError), transaction.atomic():
        lost = network_hash("network", "203.0.113.9", AT)
        raise ZeroDivisionError

    kept = network_hash("network", "203.0.113.9", AT)
    _salt_of.cache_clear()

    assert kept != lost
    assert network_hash("network", "203.0.113.9", AT) == kept
