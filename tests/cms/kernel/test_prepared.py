"""The newsroom expects that what is written in the short way is what the long way would write."""

from contextlib import nullcontext
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.kernel.models import Announcement, Chore
from cms.kernel.prepared import Picked, first, insert, planned, run, update
from cms.kernel.raw import adapted
from comments.models import Comment, LogHead

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 30, 15, 123000, tzinfo=UTC)
FACTS = {"article": 7, "words": ["naïve", None, True], "quoted": '"%s"'}


def test_a_row_is_what_save_would_have_written():
    short = Announcement(kind="comment.held", subject="100% 'quoted'", facts=FACTS, at=AT)
    long = Announcement.objects.create(
        kind="comment.held", subject="100% 'quoted'", facts=FACTS, at=AT
    )

    insert(short)

    assert short.pk > long.pk
    stored = {field.attname for field in Announcement._meta.concrete_fields} - {"id"}
    for name in stored:
        values = Announcement.objects.values_list(name, flat=True)
        assert values.get(pk=short.pk) == values.get(pk=long.pk) == getattr(short, name)
    assert Announcement.objects.filter(facts__article=7).count() == 2


def test_a_row_that_names_its_key_keeps_it():
    insert(Chore(name="letters", due_at=AT, taken_until=AT))

    chore = Chore.objects.get(pk="letters")
    assert (chore.due_at, chore.done_at, chore.trouble) == (AT, None, "")


def test_a_row_that_is_there_is_not_written_again():
    row = Announcement.objects.create(kind="comment.held", subject="x", at=AT)

    with pytest.raises(AssertionError):
        insert(row)

    assert Announcement.objects.count() == 1


@pytest.mark.parametrize("watched", [True, False])
def test_a_refusal_of_the_database_is_djangos_whoever_watches(watched):
    Chore.objects.create(name="letters", due_at=AT, taken_until=AT)
    watch = CaptureQueriesContext(connection) if watched else nullcontext()

    with watch, pytest.raises(IntegrityError), transaction.atomic():
        insert(Chore(name="letters", due_at=AT, taken_until=AT))

    assert first("SELECT '100%%', %s", ["%s"]) == ("100%", "%s")
    if watched:
        assert any("kernel_chore" in query["sql"] for query in watch.captured_queries)


def test_only_the_rows_that_were_meant_change():
    head = LogHead.objects.create(pk=2, hash="before")

    assert update(LogHead, where={"id": 2, "hash": "another"}, to={"hash": "after"}) == 0
    head.refresh_from_db()
    assert head.hash == "before"
    assert update(LogHead, where={"id": 2, "hash": "before"}, to={"hash": "after"}) == 1
    head.refresh_from_db()
    assert head.hash == "after"


def test_a_picked_row_reads_as_the_whole_one_does(strike_story):
    comment = Comment.objects.create(article_id=strike_story.pk, text="Fine.", html="<p>Fine.</p>")
    update(
        Comment,
        where={"id": comment.pk},
        to={"held_for": [FACTS], "claimed_until": AT, "pinned": True, "risk": 0.25},
    )
    names = ("version", "held_for", "claimed_until", "created_at", "pinned", "risk", "id", "text")
    picked = Picked(Comment, "r", *names)

    found = first(f"SELECT {picked.sql} FROM comments_comment r")  # noqa: S608
    assert found is not None
    row = picked.row(found)

    whole = Comment.objects.get()
    assert [getattr(row, name) for name in names] == [getattr(whole, name) for name in names]
    assert row.get_deferred_fields() >= {"html", "author_name"}
    assert row.html == whole.html
    assert run("DELETE FROM comments_comment WHERE id = -1") == 0


@pytest.mark.parametrize("watched", [True, False])
def test_a_read_that_is_planned_once_finds_what_is_there_now_whoever_watches(watched):
    watch = CaptureQueriesContext(connection) if watched else nullcontext()
    sql = "SELECT name, '100%%' FROM kernel_chore WHERE name <> %s AND due_at <= %s ORDER BY name"
    at = adapted(AT)

    with watch:
        for number in range(8):
            Chore.objects.create(name=f"letters {number}", due_at=AT, taken_until=AT)
            found = planned(sql, ["letters 0", at])
            assert found == [(f"letters {n}", "100%") for n in range(1, number + 1)]
    if watched:
        assert sum("100%" in query["sql"] for query in watch.captured_queries) == 8


def test_a_read_that_is_planned_once_is_refused_as_djangos_are():
    with pytest.raises(DatabaseError), transaction.atomic():
        planned("SELECT nothing FROM kernel_chore")

    assert planned("SELECT 1") == [(1,)]


def test_behind_a_pooler_nothing_is_planned_ahead(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", "yes")

    assert planned("SELECT %s", [1]) == [(1,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file does not go away")
def test_a_connection_that_was_lost_is_opened_anew(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", "yes")
    connection.close()
    lost = planned("SELECT pg_backend_pid()")[0][0]
    connection.health_check_enabled, connection.health_check_done = True, False
    with psycopg.connect(connection.connection.info.dsn) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [lost])

    assert planned("SELECT pg_backend_pid()")[0][0] != lost
