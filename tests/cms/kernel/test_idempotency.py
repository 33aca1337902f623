"""The newsroom expects that asking twice under one key does it once."""

import pytest
from django.core.cache import cache

from cms.kernel import clock, idempotency
from cms.kernel.errors import DomainError, Invalid
from cms.kernel.models import Replay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def asked(key="key-12345", body=b"{}", client="network:a", route="/r/"):
    return idempotency.ask(key=key, client=client, route=route, body=body)


class Effect:
    def __init__(self):
        self.runs = 0

    def __call__(self):
        self.runs += 1
        return idempotency.Kept(201, f'{{"run":{self.runs}}}')


def test_the_second_time_gives_the_first_answer():
    effect = Effect()

    first = idempotency.once(asked(), effect)
    second = idempotency.once(asked(), effect)

    assert (first.body, first.replayed) == ('{"run":1}', False)
    assert (second.status, second.body, second.replayed) == (201, '{"run":1}', True)
    assert effect.runs == 1


def test_another_body_under_the_same_key_is_refused():
    effect = Effect()
    idempotency.once(asked(), effect)

    with pytest.raises(idempotency.Mismatch):
        idempotency.once(asked(body=b"other"), effect)

    assert effect.runs == 1


def test_another_client_has_keys_of_its_own():
    effect = Effect()
    idempotency.once(asked(), effect)

    idempotency.once(asked(client="network:b"), effect)

    assert effect.runs == 2


def test_a_refusal_is_not_kept():
    def refuse():
        raise DomainError

    with pytest.raises(DomainError):
        idempotency.once(asked(), refuse)

    assert not Replay.objects.exists()
    assert idempotency.once(asked(), Effect()).status == 201


def test_a_run_in_progress_is_said_to_be_one():
    def impatient():
        with pytest.raises(idempotency.InProgress):
            idempotency.once(asked(), Effect())
        return idempotency.Kept(201, "{}")

    assert idempotency.once(asked(), impatient).status == 201


def test_a_day_later_the_key_is_free(time_machine):
    effect = Effect()
    time_machine.move_to("2026-11-22T09:00:00Z", tick=False)
    idempotency.once(asked(), effect)
    time_machine.move_to("2026-11-23T09:00:01Z", tick=False)

    answer = idempotency.once(asked(), effect)

    assert not answer.replayed
    assert effect.runs == 2


@pytest.mark.parametrize("key", ["short", "x" * 65, "with space", "ünïcödé-key"])
def test_an_odd_key_is_refused(key):
    with pytest.raises(Invalid):
        asked(key=key)


def test_a_key_of_yesterday_is_taken_over_in_place(time_machine):
    time_machine.move_to("2026-11-22T09:00:00Z", tick=False)
    idempotency.once(asked(), Effect())
    time_machine.move_to("2026-11-23T09:00:01Z", tick=False)

    idempotency.once(asked(body=b"other"), Effect())

    row = Replay.objects.get()
    assert row.fingerprint == asked(body=b"other").fingerprint
    assert (row.status, row.body) == (201, '{"run":1}')
    assert clock.rfc3339(row.created_at) == "2026-11-23T09:00:01.000Z"
