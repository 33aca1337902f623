"""Views and reads are told by beacons, over HTTP."""

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory

from articles.actions import count_views as counting
from articles.actions.count_views import write_views
from articles.actions.waiting_views import WaitingViews
from articles.models import Popularity
from articles.queries.dropped import not_counted
from cms.kernel.beacon import BODY_MOST
from cms.kernel.doorstep import Doorstep

URL = "/api/v1/articles/dockers-strike/views/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
INSIDE = 599  # where a request goes that is not answered at the door


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    monkeypatch.setattr(counting, "_waiting", WaitingViews())


def left_out():
    return {(metric, str(why)): n for _day, metric, why, n in not_counted(first=0, last=99_999)}


def at_the_door(path, body="", content_type="text/plain", method="POST", **headers):
    """Return the status and the headers of what is said at the door."""

    def inside(_environ, start_response):
        start_response(f"{INSIDE} inside", [])
        return ()

    said = []
    headers = {"host": "testserver", "user-agent": FIREFOX} | headers
    environ = RequestFactory().generic(method, path, body, content_type, headers=headers).environ
    assert not list(Doorstep(inside)(environ, lambda *answer: said.append(answer)))
    [(status, answered)] = said
    told = {name.lower(): value for name, value in answered}
    assert len(told.pop("x-request-id", " " * 16)) == 16
    return int(status[:3]), told


def by_django(path, body="", content_type="text/plain", **headers):
    headers = {"user-agent": FIREFOX} | headers
    answer = Client().generic("POST", path, body, content_type, headers=headers)
    told = {name.lower(): value for name, value in answer.headers.items()}
    assert len(told.pop("x-request-id")) == 16
    assert not answer.content
    return answer.status_code, told


FORMS = [
    ("", "text/plain;charset=UTF-8"),
    ("seen", "text/plain"),
    ("{}", "application/json"),
    ("{", "application/json"),
    ("a=b", "application/x-www-form-urlencoded"),
    ("\x00" * 2000, "application/octet-stream"),
]


@pytest.mark.parametrize("way", [at_the_door, by_django])
@pytest.mark.parametrize(("body", "content_type"), FORMS)
def test_a_beacon_of_any_form_counts_and_is_answered_with_nothing(
    clock, strike_story, way, body, content_type
):
    status, _headers = way(URL, body, content_type)

    assert status == 204
    assert write_views() == 1


@pytest.mark.parametrize("way", [at_the_door, by_django])
def test_views_and_reads_are_counted_apart(clock, strike_story, way):
    way(URL)
    way(URL.replace("views", "reads") + "?language=en")

    write_views()

    row = Popularity.objects.get()
    assert (row.views, row.reads) == (1, 1)


@pytest.mark.parametrize("way", [at_the_door, by_django])
@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"user-agent": ""}, "machine"),
        ({"user-agent": "Googlebot/2.1"}, "machine"),
        ({"sec-purpose": "prefetch;prerender"}, "ahead"),
        ({"purpose": "prefetch"}, "ahead"),
        ({"x-moz": "prefetch"}, "ahead"),
    ],
)
def test_machines_and_prefetched_pages_hear_the_same_and_are_not_counted(
    clock, strike_story, way, headers, why
):
    answer = way(URL, **headers)

    assert answer == way(URL)
    assert write_views() == 1
    assert left_out() == {("views", why): 1}


@pytest.mark.parametrize("way", [at_the_door, by_django])
@pytest.mark.parametrize("path", ["nowhere", "a" * 3000, f"dockers-strike/?language={'e' * 20}"])
def test_a_page_that_does_not_exist_hears_the_same(clock, strike_story, way, path):
    slug, _slash, query = path.partition("/")

    answer = way(URL.replace("dockers-strike", slug) + query)

    assert answer == way(URL)
    assert write_views() == 1
    assert left_out() == {("views", "unknown"): 1}


def test_readers_of_one_network_count_until_it_is_too_much(clock, strike_story, settings):
    settings.BURST_CAP = 3
    for number in range(5):
        at_the_door(URL, **{"user-agent": f"{FIREFOX} {number}"})

    assert write_views() == 3
    assert left_out() == {("views", "burst"): 2}


def test_who_sends_gpc_gets_no_number_and_is_counted(clock, strike_story):
    for _view in range(2):
        at_the_door(URL, **{"sec-gpc": "1"})

    assert [len(one.seen) for one in counting._waiting.take()] == [0]
    at_the_door(URL, **{"sec-gpc": "1"})
    assert write_views() == 1


def test_a_newsroom_may_count_nobody_who_sends_gpc(clock, strike_story, settings):
    settings.RESPECT_GPC = "drop"
    at_the_door(URL, **{"sec-gpc": "1"})
    at_the_door(URL, **{"sec-gpc": "0"})

    assert write_views() == 1
    assert left_out() == {("views", "private"): 1}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://paper.example"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"cookie": "sessionid=abc"},
        {"accept": "image/png", "accept-encoding": "gzip"},
        {"accept-language": "es"},
    ],
)
@pytest.mark.parametrize("path", [URL, URL.replace("views", "reads"), URL + "?language=en&x=%00"])
def test_the_door_says_what_django_would(clock, settings, strike_story, path, headers):
    settings.CORS_ALLOWED_ORIGINS = ["https://paper.example"]

    door, view = at_the_door(path, **headers), by_django(path, **headers)

    assert door == view
    assert door[0] == 204
    assert ("access-control-allow-origin" in door[1]) is (
        headers.get("origin") == "https://paper.example"
    )


def test_the_door_passes_on_what_only_django_can_judge(clock, settings, strike_story):
    assert at_the_door(URL, host="evil.invalid")[0] == INSIDE
    assert at_the_door(URL, "a" * (BODY_MOST + 1))[0] == INSIDE
    assert at_the_door(URL, **{"transfer-encoding": "chunked"})[0] == INSIDE
    assert at_the_door(URL.replace("/views", "/views/nowhere"))[0] == INSIDE
    assert at_the_door(URL.replace("views", "shares"))[0] == INSIDE
    for method in ("GET", "OPTIONS", "PUT"):
        assert at_the_door(URL, method=method)[0] == INSIDE
    settings.SECURE_SSL_REDIRECT = True
    assert at_the_door(URL)[0] == INSIDE
    assert write_views() == 0


def test_a_long_body_is_taken_and_means_nothing(clock, strike_story):
    assert by_django(URL, "a" * (BODY_MOST + 1))[0] == 204
    assert write_views() == 1


@pytest.mark.django_db(transaction=True)  # a salt is remembered once it is committed
@pytest.mark.parametrize("way", [at_the_door, by_django])
def test_a_beacon_asks_the_database_nothing(clock, strike_story, django_assert_num_queries, way):
    way(URL)  # the salt of the day is fetched once

    with django_assert_num_queries(0):
        way(URL, **{"user-agent": f"{FIREFOX} 2"})


def test_a_beacon_is_answered_while_the_database_is_away(clock, strike_story, monkeypatch):
    def away(_day):
        raise DatabaseError

    monkeypatch.setattr("articles.api.public.visitors.salt_of", away)

    assert at_the_door(URL)[0] == INSIDE
    assert by_django(URL)[0] == 204


def test_reading_never_counts(api, clock, strike_story):
    for path in (URL, URL.replace("views", "reads")):
        assert api.get(path).status_code == api.head(path).status_code == 405
    for path in ("/api/v1/articles/dockers-strike/", "/api/v1/articles/", "/en/dockers-strike/"):
        assert api.get(path, HTTP_USER_AGENT=FIREFOX).status_code == 200

    assert write_views() == 0
    assert not Popularity.objects.exclude(views=0, reads=0).exists()
