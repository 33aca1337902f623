from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from articles.actions import count_views as counting
from articles.actions.count_views import count_view, write_views
from articles.actions.waiting_views import WAITING_MOST, Page, WaitingViews
from articles.actions.withdraw import withdraw
from articles.models import EngagementHour, Popularity

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
RHEA, TROY = b"rhea....", b"troy...."
STRIKE = Page("dockers-strike", "", "views")


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    monkeypatch.setattr(counting, "_waiting", WaitingViews())


def test_a_view_waits_and_is_counted_once_a_day_for_each_reader(clock, strike_story):
    for visitor in (RHEA, RHEA, TROY):
        count_view(page=STRIKE, visitor=visitor, at=NINE)
    count_view(page=Page("dockers-strike", "en", "reads"), visitor=RHEA, at=NINE)
    before = Popularity.objects.get().views

    written = write_views()

    row = Popularity.objects.get()
    assert (before, written) == (0, 3)
    assert (row.views, row.reads) == (2, 1)
    assert sum(EngagementHour.objects.values_list("n", flat=True)) == 3
    assert write_views() == 0


def test_a_reader_who_comes_back_tomorrow_counts_again(clock, strike_story):
    count_view(page=STRIKE, visitor=RHEA, at=NINE)
    count_view(page=STRIKE, visitor=RHEA, at=NINE + timedelta(days=1))

    assert write_views() == 2


def test_a_page_that_is_not_live_is_never_counted(clock, strike_story, draft_story, ada):
    for slug in ("the-mayor-resigns", "nowhere"):
        count_view(page=Page(slug, "", "views"), visitor=RHEA, at=NINE)
    count_view(page=Page("dockers-strike", "fr", "views"), visitor=RHEA, at=NINE)
    count_view(page=STRIKE, visitor=RHEA, at=NINE)
    withdraw(strike_story.pk, by=ada)

    assert write_views() == 0
    assert not Popularity.objects.exclude(views=0).exists()


def test_many_views_are_written_in_a_few_statements(
    clock, strike_story, django_assert_max_num_queries
):
    for number in range(300):
        count_view(page=STRIKE, visitor=number.to_bytes(8), at=NINE)

    with django_assert_max_num_queries(5):  # whose pages; two upserts in one savepoint
        assert write_views() == 300


def test_what_a_busy_database_refuses_is_not_lost(clock, strike_story, monkeypatch, caplog):
    def busy(**_kwargs):
        raise DatabaseError

    count_view(page=STRIKE, visitor=RHEA, at=NINE)
    with monkeypatch.context() as away:
        away.setattr(counting, "count_events", busy)
        refused = write_views()

    assert refused == 0
    assert "could not be written" in caplog.text
    assert write_views() == 1


def test_made_up_addresses_do_not_fill_the_memory():
    waiting = WaitingViews()

    for number in range(WAITING_MOST + 50):
        waiting.add(Page(f"made-up-{number}", "", "views"), deed=number, day=1)

    assert len(waiting.counts) == WAITING_MOST


def test_the_deeds_of_yesterday_are_forgotten():
    waiting = WaitingViews()
    waiting.add(STRIKE, deed=1, day=1)

    waiting.add(STRIKE, deed=2, day=2)

    assert waiting.seen == {2}
