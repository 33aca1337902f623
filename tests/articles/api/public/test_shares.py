"""A reader passes a story on, over HTTP."""

import pytest

from articles.actions.withdraw import withdraw
from articles.models import Popularity, ShareCount, ShareSeen
from articles.rules.networks import CODES

URL = "/api/v1/articles/dockers-strike/shares/"


def test_a_share_is_counted_once_and_the_answer_is_the_same(api, clock, strike_story):
    first = api.post(URL, {"network": "telegram"})
    again = api.post(URL, {"network": "telegram"})
    other = api.post(URL, {"network": "telegram"}, HTTP_USER_AGENT="another browser")

    assert first.status_code == again.status_code == 200
    assert first.json()["counted"] is True
    assert again.json() == first.json() | {"counted": False}
    assert other.json()["total"] == other.json()["by_network"]["telegram"] == 2
    assert list(other.json()["by_network"]) == list(CODES)
    assert first["Cache-Control"] == "private, no-store"


def test_a_retry_of_an_event_from_elsewhere_counts_once(api, clock, strike_story):
    event = {"network": "x", "event_id": "f81d4fae-7dec"}
    api.post(URL, event)

    again = api.post(URL, event, REMOTE_ADDR="198.51.100.7")

    assert again.json()["counted"] is False
    assert again.json()["total"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"network": "fax"}, "/network"),
        ({}, "/network"),
        ({"network": ["x"]}, "/network"),
        ({"network": "x", "event_id": "a" * 65}, "/event_id"),
        ({"network": "x", "event_id": ""}, "/event_id"),
        ({"network": "x", "event_id": "\x00"}, "/event_id"),
        (["x"], ""),
    ],
)
def test_what_cannot_be_understood_is_refused_and_not_counted(api, strike_story, body, field):
    answer = api.post(URL, body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
    assert not ShareCount.objects.exists()


def test_only_json_is_taken(api, strike_story):
    answer = api.post(URL, "network=x", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 415
    assert not ShareCount.objects.exists()


def test_a_draft_cannot_be_shared(api, draft_story):
    answer = api.post("/api/v1/articles/the-mayor-resigns/shares/", {"network": "x"})

    assert answer.status_code == 404
    assert not ShareCount.objects.exists()


def test_a_story_that_was_taken_away_cannot_be_shared(api, strike_story, ada):
    withdraw(strike_story.pk, by=ada, note="It was not true.")

    answer = api.post(URL, {"network": "x"})

    assert answer.status_code == 410
    assert not ShareCount.objects.exists()


def test_reading_never_counts(api, strike_story):
    for path in (URL, URL.replace("shares", "views"), URL.replace("shares", "reads")):
        assert api.get(path, {"network": "x"}).status_code == 405
    api.get("/api/v1/most-popular/")

    row = Popularity.objects.get()
    assert (row.views, row.reads, row.shares, row.comments) == (0, 0, 0, 0)


def test_one_network_cannot_share_without_end(api, clock, strike_story, settings):
    settings.RATE_LIMITS, settings.SHARES_CAP = True, 0
    for number in range(30):
        api.post(URL, {"network": "x"}, HTTP_USER_AGENT=f"browser {number}")

    answer = api.post(URL, {"network": "x"}, HTTP_USER_AGENT="one more")

    assert answer.status_code == 429
    assert ShareCount.objects.get().n == 30


def test_a_neighbourhood_hears_that_its_shares_do_not_count_any_more(
    api, clock, strike_story, settings
):
    settings.SHARES_CAP = 1
    told = [
        api.post(URL, {"network": "x"}, REMOTE_ADDR=address).json()
        for address in ("198.51.100.7", "198.51.100.8", "203.0.113.9")
    ]

    assert [answer["counted"] for answer in told] == [True, False, True]
    assert [answer["total"] for answer in told] == [1, 1, 2]


def test_who_sends_gpc_is_counted_without_a_number_or_not_at_all(
    api, clock, strike_story, settings
):
    event = {"network": "x", "event_id": "8c7f"}
    told = [api.post(URL, event, HTTP_SEC_GPC="1").json()["counted"] for _again in range(2)]
    kept = ShareSeen.objects.count()  # the event, for today and tomorrow; no visitor
    settings.RESPECT_GPC = "drop"
    dropped = api.post(URL, {"network": "x"}, HTTP_SEC_GPC="1")

    assert told == [True, False]
    assert kept == 2
    assert (dropped.status_code, dropped.json()["counted"]) == (200, False)
    assert ShareCount.objects.get().n == 1


@pytest.mark.parametrize("network", ['"\\ud800"', '"<script>"', "7"])
def test_a_network_that_is_none_is_refused_without_repeating_it(api, strike_story, network):
    answer = api.post(URL, f'{{"network": {network}}}', content_type="application/json")

    said = answer.json()["errors"][0]
    assert (answer.status_code, said["field"]) == (400, "/network")
    assert said["message"] == "This is none of the choices."
