"""Is a list that is kept still true after everything that can change it?"""

from datetime import timedelta

import pytest

from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article
from articles.api.public import kept
from articles.models import Expert, Tag
from cms.kernel import clock as newsroom_clock

pytestmark = pytest.mark.django_db

URL = "/api/v1/articles/"


def slugs(api, query: str = "") -> list[str]:
    return [item["slug"] for item in api.get(f"{URL}{query}").json()["results"]]


def test_a_list_follows_publishing_and_withdrawing_at_once(api, ada, story_copy, strike_story):
    assert slugs(api) == ["dockers-strike"]
    other = create_article(story_copy(slug="other"), by=ada)
    publish(other.pk, by=ada)
    assert slugs(api) == ["other", "dockers-strike"]

    withdraw(other.pk, by=ada)

    assert slugs(api) == ["dockers-strike"]


def test_a_list_follows_the_clock(api, ada, story_copy, clock, strike_story):
    at = newsroom_clock.now() + timedelta(minutes=5)
    later = create_article(story_copy(slug="later"), by=ada)
    publish(later.pk, by=ada, at=at, until=at + timedelta(minutes=5))
    assert slugs(api) == ["dockers-strike"]

    clock.shift(timedelta(minutes=5))
    assert slugs(api) == ["later", "dockers-strike"]

    clock.shift(timedelta(minutes=5))
    assert slugs(api) == ["dockers-strike"]


def test_a_relative_time_is_never_kept(api, clock, strike_story):
    assert slugs(api, "?published_after=-1h") == ["dockers-strike"]

    clock.shift(timedelta(hours=2))

    assert slugs(api, "?published_after=-1h") == []


def test_names_in_lists_follow_their_rows(api, strike_story):
    assert api.get("/api/v1/tags/strikes/").json()["name"] != "Walkouts"

    Tag.objects.filter(slug="strikes").update(name="Walkouts")
    Expert.objects.update(bio="Has moved on.")

    assert api.get("/api/v1/tags/strikes/").json()["name"] == "Walkouts"
    assert api.get("/api/v1/experts/").json()["results"][0]["bio"] == "Has moved on."


def test_addresses_of_pages_belong_to_the_host_that_was_asked(api, strike_story, ada, story_copy):
    publish(create_article(story_copy(slug="other"), by=ada).pk, by=ada)

    told = [
        api.get(f"{URL}?page_size=1", HTTP_HOST=host).json()["next"]
        for host in ("testserver", "localhost", "testserver")
    ]

    assert told[0] == told[2] == "http://testserver/api/v1/articles/?page_size=1&page=2"
    assert told[1] == "http://localhost/api/v1/articles/?page_size=1&page=2"


def test_what_is_very_long_is_not_kept(api, strike_story, monkeypatch):
    monkeypatch.setattr(kept.KeptRead, "largest", 100)
    api.get(URL)

    assert not kept.remembered._kept
    monkeypatch.setattr(kept.KeptRead, "largest", 10_000)
    api.get(URL)
    assert len(kept.remembered._kept) == 1
