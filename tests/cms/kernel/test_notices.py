"""Readers expect the newest; the newsroom does not look for it again before it has to."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from cms.kernel.models import Chore
from cms.kernel.notices import (
    CHANNEL,
    TRUSTED,
    Ears,
    Looks,
    NotHeard,
    _demand_hearing,
    ears,
    listen,
    tells,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
only_where_it_tells = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite tells nobody"
)


class Shelf:
    """What is looked at: it changes with every look."""

    def __init__(self, until: datetime | None = None) -> None:
        self.looks: Looks[int] = Looks(3)
        self.taken = 0
        self.until = until

    def find(self) -> int:
        self.taken += 1
        return self.taken

    def take(self, name: str = "a", at: datetime = AT) -> int:
        return self.looks.take(name, at, self.find, lambda _found: ((name, "all"), self.until))


@pytest.fixture
def trusted(settings) -> Iterator[None]:
    """Have the database believed, as where it tells."""
    settings.NOTICES = True
    if connection.vendor == "sqlite":
        pytest.skip("SQLite says by a number whether anything changed")
    ears.trust(time.monotonic() + 60)
    yield
    ears.trust(0.0)


def test_where_nobody_listens_every_look_is_taken():
    shelf = Shelf()
    assert [shelf.take(), shelf.take()] == [1, 2]


@pytest.mark.usefixtures("trusted")
def test_a_look_holds_until_a_notice_of_one_of_its_topics():
    shelf = Shelf()
    assert [shelf.take(), shelf.take()] == [1, 1]

    ears.hear("b")
    assert shelf.take() == 1

    ears.hear("a")
    assert [shelf.take(), shelf.take()] == [2, 2]

    ears.hear("all")
    assert [shelf.take(), shelf.take("b"), shelf.take()] == [3, 4, 3]


@pytest.mark.usefixtures("trusted")
def test_a_look_holds_until_its_moment():
    shelf = Shelf(until=AT + timedelta(seconds=5))

    assert [shelf.take(at=AT + timedelta(seconds=n)) for n in (0, 4, 5)] == [1, 1, 2]


@pytest.mark.usefixtures("trusted")
def test_what_changes_while_it_is_looked_at_is_looked_at_again():
    shelf = Shelf()

    def find() -> int:
        ears.hear("a")  # committed after the database read, heard before we did
        return shelf.find()

    holds = (("a",), None)
    assert shelf.looks.take("a", AT, find, lambda _found: holds) == 1
    assert shelf.looks.take("a", AT, shelf.find, lambda _found: holds) == 2


@pytest.mark.usefixtures("trusted")
def test_what_is_not_there_is_looked_for_each_time():
    looks: Looks[int | None] = Looks(3)
    taken = []

    for _turn in range(2):
        looks.take("a", AT, lambda: taken.append(1), lambda _found: ((), None))

    assert len(taken) == 2


@pytest.mark.usefixtures("trusted")
def test_no_more_are_kept_than_there_is_room_for():
    shelf = Shelf()
    for name in ("a", "b", "c", "d", "d"):
        shelf.take(name)

    assert shelf.taken == 4
    assert shelf.take("a") == 5


@pytest.mark.usefixtures("trusted")
@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_every_look_is_taken():
    shelf = Shelf()
    shelf.take()

    with transaction.atomic():
        assert [shelf.take(), shelf.take()] == [2, 3]

    assert shelf.take() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sends notices")
@pytest.mark.django_db(transaction=True)
def test_on_sqlite_a_look_holds_until_anything_is_committed_by_anybody(settings):
    settings.NOTICES = True
    connection.ensure_connection()
    shelf = Shelf(until=AT + timedelta(seconds=5))
    assert [shelf.take(), shelf.take()] == [1, 1]

    Chore.objects.create(name="ours", due_at=AT, taken_until=AT)
    assert [shelf.take(), shelf.take()] == [2, 2]

    elsewhere(lambda: Chore.objects.filter(name="nobody's").update(due_at=AT))
    assert shelf.take() == 2  # it changed nothing
    elsewhere(lambda: Chore.objects.update(due_at=AT + timedelta(days=1)))
    assert [shelf.take(), shelf.take()] == [3, 3]

    assert shelf.take(at=AT + timedelta(seconds=5)) == 4
    with transaction.atomic():
        assert [shelf.take(), shelf.take()] == [5, 6]
    settings.NOTICES = False
    assert shelf.take() == 7


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sends notices")
@pytest.mark.django_db(transaction=True)
def test_on_sqlite_each_connection_looks_for_itself(settings):
    settings.NOTICES = True
    connection.ensure_connection()
    shelf = Shelf()
    seen = [shelf.take()]

    def look() -> None:
        connection.ensure_connection()
        seen.extend([shelf.take(), shelf.take()])

    elsewhere(look)

    assert [*seen, shelf.take()] == [1, 2, 2, 1]


def elsewhere(work) -> None:
    """Work over a connection of its own."""

    def working() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=working)
    thread.start()
    thread.join(10)


def test_a_doubt_holds_for_all_that_was_found_before():
    own = Ears()
    own.trust(time.monotonic() + 60)
    since = own.now()
    own.doubt()

    assert since == 0
    assert not own.silent(("never heard of",), since)
    assert own.silent(("never heard of",), own.now())


def test_of_very_many_topics_none_is_forgotten(settings):
    settings.STORIES_KEPT = 1
    own = Ears()
    own.trust(time.monotonic() + 60)
    since = own.now()
    for number in range(30):
        own.hear(f"story-{number}")
        assert not own.silent((f"story-{number}",), since)
        assert len(own._last) <= 10


def test_trust_ends_by_itself():
    own = Ears()
    own.trust(time.monotonic() - 0.001)
    assert own.now() is None


@contextmanager
def listening(own: Ears | None = None) -> Iterator[Ears]:
    """Have a thread listen, as a serving process does."""
    own, done = own or Ears(), Event()
    thread = Thread(target=listen, args=(own, lambda: not done.is_set()))
    thread.start()
    try:
        soon(lambda: own.now() is not None)
        yield own
    finally:
        done.set()
        thread.join(10)


def soon(holds, seconds: float = 2.0) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.002)


def say(topic: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, topic])


@only_where_it_tells
@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_heard_and_what_is_rolled_back_is_not():
    with listening() as own:
        since = own.now()
        with transaction.atomic():
            say("rolled back")
            transaction.set_rollback(True)
        with transaction.atomic():
            say("committed")
            time.sleep(0.1)
            assert own.silent(("committed",), since)

        soon(lambda: not own.silent(("committed",), since))
        assert own.silent(("rolled back",), since)


@only_where_it_tells
@pytest.mark.django_db(transaction=True)
def test_who_hears_nothing_more_soon_trusts_nothing():
    own, troubles = Ears(), []

    def listen_once() -> None:
        try:
            listen(own)
        except DatabaseError as lost:
            troubles.append(lost)

    thread = Thread(target=listen_once)
    thread.start()
    soon(lambda: own.now() is not None)
    since = own.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    soon(lambda: own.now() is None, TRUSTED + 1)
    thread.join(10)
    assert len(troubles) == 1

    with listening(own):
        assert not own.silent(("anything",), since)


@only_where_it_tells
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_hears_nothing_is_not_listened_to():
    connection.ensure_connection()  # which nobody told to LISTEN, as behind a pooler

    with pytest.raises(NotHeard, match="pooler"):
        _demand_hearing(connection.connection)


def test_only_postgresql_tells_and_only_without_a_pooler():
    assert tells() == (connection.vendor == "postgresql")

    connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = True
    try:
        assert not tells()
    finally:
        del connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]
