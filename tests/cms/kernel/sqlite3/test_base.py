"""The newsroom expects that its transactions pass the gate, and never leave it shut."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from django.test import RequestFactory

from cms.kernel.models import Chore
from cms.kernel.problems import exception_handler
from cms.kernel.sqlite3.gate import gate_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no gate"),
]


def gate():
    return gate_of(Path(connection.settings_dict["NAME"]).absolute())


def is_shut():
    """Ask from another thread, as another connection would."""

    def ask():
        if not gate().enter(0.05):
            return True
        gate().leave()
        return False

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


def in_thread(work):
    def run():
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def test_a_transaction_holds_the_gate_until_it_is_over():
    with transaction.atomic(durable=True):
        assert is_shut()
        with transaction.atomic():
            Chore.objects.create(name="letters")
        assert is_shut()

    assert not is_shut()
    assert Chore.objects.exists()


def test_whatever_breaks_inside_opens_it_again():
    with suppress(ZeroDivisionError), transaction.atomic():
        Chore.objects.create(name="letters")
        raise ZeroDivisionError

    assert not is_shut()
    assert not Chore.objects.exists()


def test_a_connection_that_is_closed_inside_opens_it_again():
    with suppress(DatabaseError), transaction.atomic():
        connection.close()
        Chore.objects.create(name="letters")

    assert not is_shut()


def test_reading_never_waits():
    ready, read = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            Chore.objects.create(name="letters")
            ready.set()
            assert read.wait(10)

    writer = threading.Thread(target=lambda: (write(), connections.close_all()))
    writer.start()
    assert ready.wait(10)
    seen = in_thread(Chore.objects.count)
    read.set()
    writer.join()

    assert seen == 0


def test_a_lone_statement_waits_for_its_turn_too():
    Chore.objects.create(name="letters")
    assert not is_shut()
    done = []

    def write():
        done.append(Chore.objects.update(trouble="late"))
        connections.close_all()

    assert gate().enter(1)
    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.2)
    assert not done
    gate().leave()
    writer.join()

    assert done == [1]


def test_waiting_too_long_is_answered_with_come_again():
    def write():
        connection.ensure_connection()
        connection.turn._seconds = 0.1
        with pytest.raises(OperationalError) as refusal, transaction.atomic():
            Chore.objects.create(name="letters")
        return refusal.value

    assert gate().enter(1)
    refusal = in_thread(write)
    gate().leave()
    answer = exception_handler(refusal, {"request": RequestFactory().post("/api/")})

    assert answer is not None
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert not Chore.objects.exists()
    assert not is_shut()


def test_sixteen_writers_lose_nothing_and_are_never_told_that_it_is_locked():
    Chore.objects.create(name="letters", trouble="0")
    row = Chore.objects.filter(name="letters")

    def write():
        for _time in range(20):
            with transaction.atomic():
                number = int(row.get().trouble)
                row.update(trouble=str(number + 1))
        connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        for writer in [pool.submit(write) for _writer in range(16)]:
            writer.result()

    assert row.get().trouble == "320"
