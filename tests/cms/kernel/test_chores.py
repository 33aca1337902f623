"""The newsroom expects that a chore is done when it is due, by one process at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection, transaction

from cms.kernel import chores
from cms.kernel.models import Chore

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    """One chore, every minute; the list says how often it was done."""
    times: list[str] = []
    monkeypatch.setattr(chores, "_tasks", {})
    monkeypatch.setattr(chores, "_asked", set())
    chores.chore("sweep", 60, lambda: times.append("swept"))
    return times


def test_it_is_done_at_once_and_then_when_it_is_due(clock, done):
    assert chores.do_due() == ["sweep"]
    assert chores.do_due() == []
    clock.shift(59)
    assert chores.do_due() == []
    assert chores.pause() == 1
    clock.shift(1)
    assert chores.do_due() == ["sweep"]
    assert done == ["swept", "swept"]


def test_what_is_asked_for_is_done_at_once_but_not_before_the_commit(
    clock, done, django_capture_on_commit_callbacks
):
    chores.do_due()
    with django_capture_on_commit_callbacks() as committed, transaction.atomic():
        chores.soon("sweep")
    assert chores.do_due() == []

    for callback in committed:
        callback()

    assert chores.do_due() == ["sweep"]
    assert chores.do_due() == []


def test_a_chore_that_fails_is_tried_again_and_says_no_names(clock, monkeypatch, done):
    def fail():
        raise ValueError("rhea@reader.example")

    chores.chore("sweep", 60, fail)

    assert chores.do_due() == ["sweep"]
    row = Chore.objects.get()
    assert (row.trouble, row.done_at) == ("ValueError", None)
    chores.chore("sweep", 60, lambda: done.append("swept"))
    clock.shift(60)
    chores.do_due()
    row.refresh_from_db()
    assert (row.trouble, done) == ("", ["swept"])


def test_a_process_that_died_holds_a_chore_for_ten_minutes(clock, done):
    chores.do_due()
    chores._taken("sweep", asked=True)  # and is never heard of again

    clock.shift(599)
    assert chores.do_due() == []
    clock.shift(1)
    assert chores.do_due() == ["sweep"]


@pytest.mark.django_db(transaction=True)
def test_of_several_processes_one_does_it(done):
    barrier = Barrier(4)
    chores.chore("sweep", 60, lambda: (done.append("swept"), sleep(0.2)))

    def run(_number):
        barrier.wait(timeout=30)
        try:
            return chores.do_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(run, range(4)))

    assert sorted(results) == [[], [], [], ["sweep"]]
    assert done == ["swept"]


def test_no_thread_begins_where_chores_are_off(settings):
    chores.begin()

    assert chores._started_in == []
