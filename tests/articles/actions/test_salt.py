from contextlib import suppress

import pytest
from django.db import transaction

from articles.actions.salt import salt_of
from articles.models import PopularitySalt


@pytest.fixture(autouse=True)
def _forget():
    salt_of.cache_clear()
    yield
    salt_of.cache_clear()


def test_all_processes_share_one_random_salt_a_day(db):
    salt = salt_of(20_000)

    salt_of.cache_clear()  # another process
    assert salt_of(20_000) == salt
    assert len(salt) == 16
    assert salt_of(20_001) != salt


def test_a_new_day_destroys_yesterday(db):
    salt_of(20_000)

    salt_of(20_001)

    assert list(PopularitySalt.objects.values_list("day", flat=True)) == [20_001]


def test_a_salt_that_was_never_committed_is_not_used_again(transactional_db):
    with suppress(ZeroDivisionError), transaction.atomic():
        lost = salt_of(20_000)
        raise ZeroDivisionError

    assert salt_of(20_000) != lost
    assert bytes(PopularitySalt.objects.get().salt) == salt_of(20_000)


def test_the_salt_is_asked_for_once_a_day(transactional_db, django_assert_num_queries):
    salt_of(20_000)

    with django_assert_num_queries(0):
        salt_of(20_000)
