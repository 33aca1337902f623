"""The newsroom expects that what was announced is told once, and never passed by."""

import json
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from cms.kernel import chores
from cms.kernel.announce import announce
from cms.kernel.models import Announcement
from cms.webhooks.actions.fan_out import fan_out
from cms.webhooks.models import Delivery
from cms.webhooks.rules import telling
from cms.webhooks.rules.news import News
from tests.cms.webhooks.conftest import heard, types_heard

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """Announcements of the kind "test.kind" are news of the type "article.updated"."""

    def tell(subject, facts, at):
        if facts.get("broken"):
            raise KeyError("slug")
        yield News("article.updated", f"article-{subject}", dict(facts))

    monkeypatch.setattr(telling, "_tells", {"test.kind": tell})


def announced(subject="1", **facts):
    with transaction.atomic():
        announce("test.kind", subject, **facts)


def test_it_is_told_once_to_everybody_who_asked(told, listen):
    one, other = listen("http://127.0.0.1:1/", "*"), listen("http://127.0.0.1:1/", "article.*")
    listen("http://127.0.0.1:1/", "comment.*")
    announced()

    assert fan_out() == 2
    assert fan_out() == 0

    assert {row.webhook_id for row in Delivery.objects.all()} == {one.webhook.pk, other.webhook.pk}
    assert len(set(Delivery.objects.values_list("key", flat=True))) == 2
    assert not Announcement.objects.filter(waits=True).exists()


def test_a_change_that_was_taken_back_is_told_to_nobody(told, listen):
    listen("http://127.0.0.1:1/")

    def break_off():
        with transaction.atomic():
            announce("test.kind", "1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()

    assert fan_out() == 0
    assert not Delivery.objects.exists()


def test_who_is_set_up_later_hears_of_nothing_before(clock, told, listen):
    announced(n=1)
    clock.shift(timedelta(milliseconds=1))
    listen("http://127.0.0.1:1/")
    announced(n=2)

    assert fan_out() == 1
    assert '"n":2' in Delivery.objects.get().body


def test_without_a_webhook_nothing_waits(told, listen):
    made = listen("http://127.0.0.1:1/")
    type(made.webhook).objects.update(enabled=False)
    announced()

    assert fan_out() == 0
    assert not Announcement.objects.filter(waits=True).exists()


def test_what_stays_in_the_house_is_told_to_nobody(told, listen):
    listen("http://127.0.0.1:1/")
    with transaction.atomic():
        announce("ranking.weights_changed", "weights", by=1)

    assert fan_out() == 0


def test_what_cannot_be_told_does_not_stand_in_the_way(told, listen, caplog):
    listen("http://127.0.0.1:1/")
    announced(broken=True)
    announced(n=2)

    assert fan_out() == 1
    assert "cannot be told outside" in caplog.text
    assert fan_out() == 0


def test_it_costs_the_same_for_few_and_for_many(told, listen, django_assert_num_queries):
    listen("http://127.0.0.1:1/")
    for size in (3, 30):
        for _n in range(size):
            announced()
        with django_assert_num_queries(7 + 2 * size):  # a savepoint for each
            fan_out()


@pytest.mark.django_db(transaction=True)
def test_what_commits_late_is_told_late_and_not_passed_by(told, listen):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets nobody write beside another")
    listen("http://127.0.0.1:1/")
    has_written, may_commit = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            announce("test.kind", "1", n=1)
            has_written.set()
            may_commit.wait(timeout=30)

    with beside(slow):
        has_written.wait(timeout=30)
        announced("2", n=2)
        early = Announcement.objects.get().pk
        assert fan_out() == 1
        may_commit.set()

    assert fan_out() == 1
    assert Announcement.objects.get(facts={"n": 1}).pk < early  # its number had been passed
    assert numbers_told() == [2, 1]


@pytest.mark.django_db(transaction=True)
def test_two_who_fan_out_at_once_write_each_delivery_once_and_in_order(told, listen):
    listen("http://127.0.0.1:1/")
    stop = threading.Event()

    def run():
        while not stop.is_set():
            fan_out()

    with beside(run), beside(run):
        for number in range(60):
            announced("1", n=number)
        stop.set()
    fan_out()

    assert numbers_told() == list(range(60))


@contextmanager
def beside(run):
    """Let something run in a thread of its own until the block ends."""

    def run_and_leave():
        try:
            run()
        finally:
            connection.close()

    thread = threading.Thread(target=run_and_leave)
    thread.start()
    try:
        yield
    finally:
        thread.join(timeout=60)


def numbers_told():
    bodies = Delivery.objects.order_by("pk").values_list("body", flat=True)
    return [json.loads(body)["data"]["n"] for body in bodies]


def test_a_story_that_goes_live_is_told_soon_after_the_commit(
    ada, story_copy, receiver, listen, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(chores, "_asked", set())
    made = listen(receiver)
    article = create_article(story_copy(), by=ada)
    with django_capture_on_commit_callbacks(execute=True):
        publish(article.pk, by=ada)

    assert "webhooks" in chores._asked
    assert made.webhook.created_at <= timezone.now()
    assert types_heard(receiver) == ["article.published"]
    assert heard(receiver)[0]["data"]["id"] == article.pk
