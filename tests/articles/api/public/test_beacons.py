"""Views and reads are told by beacons, over HTTP."""

import pytest

from articles.actions import count_views as counting
from articles.actions.count_views import write_views
from articles.actions.waiting_views import WaitingViews
from articles.models import Popularity

URL = "/api/v1/articles/dockers-strike/views/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    monkeypatch.setattr(counting, "_waiting", WaitingViews())


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("", "text/plain;charset=UTF-8"),
        ("seen", "text/plain"),
        ("{}", "application/json"),
        ("{", "application/json"),
        ("a=b", "application/x-www-form-urlencoded"),
    ],
)
def test_a_beacon_of_any_form_counts_and_is_answered_with_nothing(
    api, clock, strike_story, body, content_type
):
    answer = api.generic("POST", URL, body, content_type, HTTP_USER_AGENT=FIREFOX)

    assert (answer.status_code, answer.content) == (204, b"")
    assert write_views() == 1


def test_views_and_reads_are_counted_apart(api, clock, strike_story):
    api.post(URL, HTTP_USER_AGENT=FIREFOX)
    api.post(URL.replace("views", "reads"), HTTP_USER_AGENT=FIREFOX)

    write_views()

    row = Popularity.objects.get()
    assert (row.views, row.reads) == (1, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_USER_AGENT": "Googlebot/2.1"},
        {"HTTP_USER_AGENT": FIREFOX, "HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_USER_AGENT": FIREFOX, "HTTP_PURPOSE": "prefetch"},
    ],
)
def test_machines_and_prefetched_pages_hear_the_same_and_are_not_counted(
    api, clock, strike_story, headers
):
    answer = api.post(URL, **headers)

    assert answer.status_code == 204
    assert write_views() == 0


def test_a_page_that_does_not_exist_hears_the_same(api, db, clock):
    for slug in ("nowhere", "a" * 3000):
        answer = api.post(f"/api/v1/articles/{slug}/views/", HTTP_USER_AGENT=FIREFOX)

        assert answer.status_code == 204
    assert write_views() == 0


@pytest.mark.django_db(transaction=True)  # a salt is remembered once it is committed
def test_a_beacon_asks_the_database_nothing(api, clock, strike_story, django_assert_num_queries):
    api.post(URL, HTTP_USER_AGENT=FIREFOX)  # the salt of the day is fetched once

    with django_assert_num_queries(0):
        api.post(URL, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="198.51.100.7")
