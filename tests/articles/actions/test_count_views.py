import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from articles.actions import count_views as counting
from articles.actions.count_views import count_view, drop_view, write_views
from articles.actions.roll_windows import roll_windows
from articles.actions.waiting_views import WaitingViews
from articles.actions.withdraw import withdraw
from articles.models import Burst, EngagementHour, Popularity
from articles.queries.dropped import not_counted
from articles.rules.parcels import Page, Why
from articles.rules.popularity import METRICS, day_of

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
RHEA, TROY = b"rhea", b"troy"
STRIKE = Page("dockers-strike", "", "views")


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    monkeypatch.setattr(counting, "_waiting", WaitingViews())


def another_process(monkeypatch):
    monkeypatch.setattr(counting, "_waiting", WaitingViews())


def see(page=STRIKE, visitor=RHEA, *, neighbours=None, at=NINE):
    neighbours = visitor if neighbours is None else neighbours
    count_view(page=page, visitor=visitor, neighbours=neighbours, at=at)


def left_out(article_id=None):
    day = day_of(NINE)
    rows = not_counted(first=day, last=day, article_id=article_id)
    return {(metric, str(why)): n for _day, metric, why, n in rows}


def test_a_view_waits_and_is_counted_once_a_day_for_each_reader(clock, strike_story):
    for visitor in (RHEA, RHEA, TROY):
        see(visitor=visitor)
    see(Page("dockers-strike", "en", "reads"))
    before = Popularity.objects.get().views

    written = write_views()

    row = Popularity.objects.get()
    assert (before, written) == (0, 3)
    assert (row.views, row.reads) == (2, 1)
    assert sum(EngagementHour.objects.values_list("n", flat=True)) == 3
    assert write_views() == 0
    assert left_out(strike_story.pk) == {("views", "repeat"): 1}


def test_a_reader_whom_another_process_saw_is_not_counted_again(clock, strike_story, monkeypatch):
    see()
    first = write_views()
    another_process(monkeypatch)

    see()
    see(visitor=TROY)

    assert (first, write_views()) == (1, 1)
    assert Popularity.objects.get().views == 2
    assert left_out() == {("views", "repeat"): 1}


def test_one_story_is_one_page_by_whatever_address_it_is_named(clock, strike_story):
    see()
    see(Page("dockers-strike", "en", "views"))

    assert write_views() == 1
    assert left_out() == {("views", "repeat"): 1}


def test_a_newsroom_may_count_a_visitor_several_times_in_all_processes_together(
    clock, strike_story, settings, monkeypatch
):
    settings.DEDUPE_CAP = 3
    counted = []

    for views in (2, 2, 1):
        for _view in range(views):
            see()
        counted.append(write_views())
        another_process(monkeypatch)

    assert counted == [2, 1, 0]
    assert Popularity.objects.get().views == 3
    assert left_out() == {("views", "repeat"): 2}


def test_a_burst_from_one_neighbourhood_is_cut_off_and_told(
    clock, strike_story, settings, monkeypatch
):
    settings.BURST_CAP = 5
    for number in range(4):
        see(visitor=bytes([number]), neighbours=b"street")
    first = write_views()
    another_process(monkeypatch)
    for number in range(4, 10):
        see(visitor=bytes([number]), neighbours=b"street")
    see(visitor=TROY, neighbours=b"other street")

    assert (first, write_views()) == (4, 2)
    assert left_out(strike_story.pk) == {("views", "burst"): 5}


def test_an_hour_later_a_neighbourhood_may_look_again(clock, strike_story, settings):
    settings.BURST_CAP = 1
    see(visitor=RHEA, neighbours=b"street")
    first = write_views()
    clock.shift(timedelta(hours=1))

    see(visitor=TROY, neighbours=b"street")

    assert (first, write_views()) == (1, 1)
    assert len({row.h for row in Burst.objects.all()}) == 2  # nothing links the hours


def test_without_a_cap_everybody_counts(clock, strike_story, settings):
    settings.BURST_CAP = 0
    for number in range(100):
        see(visitor=bytes([number]), neighbours=b"street")

    assert write_views() == 100


def test_who_wants_no_number_is_counted_up_to_a_cap(clock, strike_story, settings):
    settings.PRIVATE_CAP = 3
    for _view in range(5):
        see(visitor=b"", neighbours=b"")

    assert write_views() == 3
    assert left_out() == {("views", "burst"): 2}


def test_a_reader_who_comes_back_tomorrow_counts_again(clock, strike_story):
    see()
    see(at=NINE + timedelta(days=1))

    assert write_views() == 2


def test_a_page_that_is_not_live_is_never_counted(clock, strike_story, draft_story, ada):
    for slug in ("the-mayor-resigns", "nowhere"):
        see(Page(slug, "", "views"))
    see(Page("dockers-strike", "fr", "views"))
    see(Page("dockers-strike", "fr", "views"), visitor=b"", neighbours=b"")
    see()
    withdraw(strike_story.pk, by=ada)

    assert write_views() == 0
    assert not Popularity.objects.exclude(views=0).exists()
    assert left_out() == {("views", "unknown"): 5}


def test_what_is_dropped_at_the_door_is_told_by_story(clock, strike_story):
    drop_view(page=STRIKE, why=Why.MACHINE, at=NINE)
    drop_view(page=STRIKE, why=Why.MACHINE, at=NINE)
    drop_view(page=Page("nowhere", "", "reads"), why=Why.AHEAD, at=NINE)

    assert write_views() == 0
    assert left_out() == {("reads", "ahead"): 1, ("views", "machine"): 2}
    assert left_out(strike_story.pk) == {("views", "machine"): 2}


def test_many_views_are_written_in_a_few_statements(
    clock, strike_story, django_assert_max_num_queries
):
    for number in range(300):
        see(visitor=number.to_bytes(8))

    roll_windows()

    # Whose pages; the parcel, the deeds, the bursts, the basis, three upserts; a savepoint.
    with django_assert_max_num_queries(10):
        assert write_views() == 300


def test_what_waited_for_the_database_counts_in_the_hour_in_which_it_happened(
    clock, strike_story, monkeypatch, caplog
):
    def busy(*_args, **_kwargs):
        raise DatabaseError

    see()
    with monkeypatch.context() as away:
        away.setattr("articles.actions.write_parcels.count_events", busy)
        refused = write_views()
    clock.shift(timedelta(hours=3))

    assert refused == 0
    assert "could not be written" in caplog.text
    assert write_views() == 1
    assert EngagementHour.objects.get(metric=METRICS["views"]).hour == NINE.timestamp() // 3600


LEAVING = """
import os, django
django.setup()
from articles.actions.count_views import count_view
from articles.rules.parcels import Page
from cms.kernel import clock

def see(number):
    count_view(page=Page("dockers-strike", "", "views"), visitor=number.to_bytes(16),
               neighbours=number.to_bytes(16), at=clock.now())

see(1)
if os.fork() == 0:
    see(2)
    see(3)
"""


@pytest.mark.django_db(transaction=True)
def test_each_process_writes_what_waits_when_it_ends(strike_story):
    database = connection.settings_dict
    name = database["NAME"]
    url = (
        f"sqlite:///{name}"
        if connection.vendor == "sqlite"
        else f"postgres://{database['USER']}@{database['HOST']}/{name}"
    )
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", LEAVING],
        check=True,
        env=os.environ
        | {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "VIEWS_WRITTEN_EVERY": "60",
        },
    )

    assert Popularity.objects.get().views == 3
