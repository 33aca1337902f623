from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connections

from articles.actions.record_share import record_share
from articles.models import Article, EngagementHour, Popularity, ShareCount, ShareSeen
from articles.queries.dropped import not_counted
from articles.queries.shares import totals
from articles.rules.networks import CODES
from articles.rules.parcels import Why
from articles.rules.popularity import day_of
from cms.kernel.errors import Invalid

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
RHEA, TROY = b"rhea....", b"troy...."


@pytest.fixture
def story(db):
    return Article.objects.create(headline="A story").pk


def share(story, *, network="x", visitor=RHEA, neighbours=None, event_id=None, at=NINE):
    return record_share(
        article_id=story,
        network=network,
        visitor=visitor,
        neighbours=visitor if neighbours is None else neighbours,
        event_id=event_id,
        at=at,
    )


def test_a_share_is_counted_once_for_each_reader_network_and_day(story, clock):
    told = [share(story), share(story), share(story, visitor=TROY), share(story, network="email")]

    assert told == [True, False, True, True]
    assert totals([story])[story]["x"] == 2
    assert totals([story])[story]["email"] == 1
    assert Popularity.objects.get().shares == 3
    assert EngagementHour.objects.get().n == 3


def test_a_reader_may_share_again_on_another_day(story, clock):
    share(story)
    clock.shift(timedelta(days=1))

    assert share(story, at=NINE + timedelta(days=1))
    assert totals([story])[story]["x"] == 2


def test_a_retry_past_midnight_from_another_address_counts_once(story, clock):
    late = NINE.replace(hour=23, minute=59)
    clock.move_to(late)
    first = share(story, event_id="8c7f2a", at=late)
    clock.shift(timedelta(minutes=2))

    again = share(story, event_id="8c7f2a", visitor=TROY, at=late + timedelta(minutes=2))

    assert (first, again) == (True, False)
    assert totals([story])[story]["x"] == 1


def test_a_new_event_of_the_same_reader_on_the_same_day_does_not_count(story, clock):
    told = [share(story, event_id=str(n)) for n in range(3)]

    assert told == [True, False, False]


def test_a_neighbourhood_cannot_push_a_story_and_the_excess_is_told(story, clock, settings):
    settings.SHARES_CAP = 3

    told = [share(story, visitor=bytes([n]), neighbours=b"street") for n in range(1, 6)]
    elsewhere = share(story, visitor=b"9", neighbours=b"other street")
    clock.shift(timedelta(hours=1))
    later = share(story, visitor=b"10", neighbours=b"street", at=NINE + timedelta(hours=1))

    assert told == [True, True, True, False, False]
    assert (elsewhere, later) == (True, True)
    assert totals([story])[story]["x"] == Popularity.objects.get().shares == 5
    day = day_of(NINE)
    assert not_counted(first=day, last=day) == [(day, "shares", Why.BURST, 2)]


def test_who_wants_no_number_is_counted_by_event_and_up_to_a_cap(story, clock, settings):
    settings.PRIVATE_CAP = 3

    events = ["a", "a", None, None, "b"]
    told = [share(story, visitor=b"", neighbours=b"", event_id=event) for event in events]

    assert told == [True, False, True, True, False]
    day = day_of(NINE)
    assert not_counted(first=day, last=day, article_id=story) == [
        (day, "shares", Why.BURST, 1),
        (day, "shares", Why.REPEAT, 1),
    ]


def test_an_unknown_network_is_refused_and_nothing_is_counted(story, clock):
    with pytest.raises(Invalid) as refusal:
        share(story, network="fax")

    assert refusal.value.errors[0]["field"] == "/network"
    assert not ShareCount.objects.exists()
    assert not ShareSeen.objects.exists()
    assert not Popularity.objects.exists()


def test_totals_name_every_network_and_add_what_was_imported(story, clock):
    ShareCount.objects.create(article_id=story, network="facebook", imported=40)
    share(story, network="facebook")

    with_counts = totals([story, 99])

    assert list(with_counts[story]) == list(CODES)
    assert with_counts[story]["facebook"] == 41
    assert not any(with_counts[99].values())


def test_totals_of_many_stories_are_one_query(story, django_assert_num_queries):
    with django_assert_num_queries(1):
        totals([story, 98, 99])


def deliver(story, readers, order):
    for reader in readers[::order]:
        share(story, visitor=reader, event_id=reader.hex(), at=datetime.now(UTC))
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_hundred_shares_told_three_times_each_at_once_are_a_hundred():
    story = Article.objects.create(headline="A story").pk
    readers = [number.to_bytes(8) for number in range(100)]

    threads = [Thread(target=deliver, args=(story, readers, order)) for order in (1, -1, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert totals([story])[story]["x"] == 100
    assert Popularity.objects.get().shares == 100
    assert sum(EngagementHour.objects.values_list("n", flat=True)) == 100
