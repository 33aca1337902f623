"""The newsroom expects that a cache is told of all that was committed, until it has heard."""

from datetime import timedelta
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cms.kernel import purging
from cms.kernel.caches import caches
from cms.kernel.clock import now
from cms.kernel.models import PendingPurge
from cms.kernel.purging import drop_for_others, purges_failing, purges_waiting, send_due
from cms.kernel.stale import stale, waker
from tests.programs import running, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache(settings):
    with running(says({})) as program:
        settings.PURGE_URLS = [f"varnish://{urlsplit(program.url).netloc}"]
        yield program


def told(program) -> list[list[str]]:
    return [headers["surrogate-key"].split() for _path, headers, _body in program.heard]


def send() -> bool:
    [cache] = caches()
    return send_due(cache)


def test_what_is_stale_is_told_with_its_broader_keys_in_one_call(clock, cache):
    stale("article-1", "articles-tag-4")
    stale("article-1", "tag-4")

    assert send()

    assert told(cache) == [["article-1", "articles", "articles-tag-4", "tag-4", "tags"]]
    assert purges_waiting() == 0


def test_it_is_told_once_more_for_answers_that_were_under_way(clock, cache):
    stale("article-1")
    assert send()
    assert not send()

    clock.shift(timedelta(seconds=5))

    assert send()
    assert told(cache) == [["article-1", "articles"]] * 2
    assert not PendingPurge.objects.exists()


def test_nothing_is_purged_by_what_was_rolled_back(cache):
    with transaction.atomic():
        stale("article-1")
        transaction.set_rollback(True)

    assert not send()
    assert cache.heard == []


def test_nothing_is_written_where_no_cache_is_to_be_told(settings, django_assert_num_queries):
    settings.PURGE_URLS = []

    with django_assert_num_queries(0):
        stale("article-1")


def test_a_cache_that_fails_is_told_again_later_and_later_until_it_hears(clock, cache):
    cache.answer = says({}, 503)
    stale("article-1")

    pauses = []
    for _try in range(8):
        assert not send()
        row = PendingPurge.objects.get()
        pauses.append((row.due_at - now()).total_seconds())
        assert not send()  # before it is due
        clock.move_to(row.due_at)

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert (row.tries, row.trouble, purges_failing(), purges_waiting()) == (8, "503", 1, 1)
    cache.answer = says({})
    assert send()
    assert purges_failing() == purges_waiting() == 0


def test_what_is_new_need_not_wait_for_what_failed(clock, cache):
    cache.answer = says({}, 503)
    stale("article-1")
    send()
    cache.answer = says({})
    stale("tag-4")

    assert send()

    assert told(cache)[-1] == ["tag-4", "tags"]


def test_a_process_that_dies_while_it_tells_loses_nothing(clock, cache, monkeypatch):
    stale("article-1")
    monkeypatch.setattr(purging, "forget", die)
    with pytest.raises(SystemExit):
        send()
    monkeypatch.undo()
    assert not send()  # it may be at it still

    clock.shift(timedelta(seconds=15))

    assert send()
    assert told(cache) == [["article-1", "articles"]]


def test_of_two_caches_one_that_is_away_keeps_no_other_from_hearing(settings, cache):
    settings.PURGE_URLS = ["varnish://127.0.0.1:9", *settings.PURGE_URLS]
    away, there = caches()
    stale("article-1")

    assert not send_due(away)
    assert send_due(there)

    assert len(cache.heard) == 1
    assert purges_waiting() == 1


def test_what_a_cache_was_to_hear_goes_with_it(settings, cache):
    stale("article-1")
    settings.PURGE_URLS = []

    drop_for_others()

    assert not PendingPurge.objects.exists()


def test_who_tells_is_woken_by_the_commit(cache, django_capture_on_commit_callbacks):
    wake = waker()
    with django_capture_on_commit_callbacks() as committed, transaction.atomic():
        stale("article-1")
    assert not wake.is_set()

    Thread(target=committed[0]).start()

    assert wake.wait(5)


def test_a_person_may_have_keys_or_everything_forgotten(cache, capsys):
    call_command("purge_cache", "tag-4")
    call_command("purge_cache", "--all")

    assert told(cache) == [["tag-4", "tags"], ["*"]]
    assert capsys.readouterr().out.count(": done") == 2


def test_a_person_hears_what_went_wrong(settings, cache, capsys):
    cache.answer = says({}, 403)
    with pytest.raises(CommandError):
        call_command("purge_cache", "tag-4")
    assert ": 403" in capsys.readouterr().out

    with pytest.raises(CommandError):
        call_command("purge_cache")
    settings.PURGE_URLS = []
    with pytest.raises(CommandError):
        call_command("purge_cache", "--all")


def die(*_args):
    raise SystemExit
