"""What does a public path lead to?"""

import pytest
from django.conf import settings

from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.api.public.resolving import address_in
from articles.models import Article

pytestmark = pytest.mark.django_db

URL = "/api/v1/resolve/"


def at(api, path: str) -> dict:
    answer = api.get(URL, {"path": path})
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize(
    "path",
    [
        "/en/dockers-strike/",
        "/en/dockers-strike",
        "/en/dockers-strike/?utm=x#reply-1",
        "/en/dockers%2Dstrike/",
        f"{settings.SITE_URL}/en/dockers-strike/",
    ],
)
def test_a_live_story(api, strike_story, path):
    found = at(api, path)

    assert (found["kind"], found["path"]) == ("article", "/en/dockers-strike/")
    assert found["article"]["id"] == strike_story.pk
    address = found["article"]["api_url"].removeprefix(settings.SITE_URL)
    assert api.get(address).json()["id"] == strike_story.pk


def test_a_former_address(api, ada, strike_story):
    Article.objects.update(slug="renamed")
    publish(strike_story.pk, by=ada)

    found = at(api, "/en/dockers-strike/")

    assert (found["kind"], found["path"]) == ("moved", "/en/renamed/")


def test_a_withdrawn_story(api, ada, strike_story):
    withdraw(strike_story.pk, by=ada, note="Legal reasons.")

    found = at(api, "/en/dockers-strike/")

    assert (found["kind"], found["note"], found["path"]) == ("gone", "Legal reasons.", None)
    assert found["withdrawn_at"].endswith("Z")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/es/dockers-strike/",
        "/en/nowhere/",
        "//evil/en/dockers-strike/",
        "http://[",
        "é",
    ],
)
def test_what_is_not_there(api, strike_story, path):
    assert at(api, path)["kind"] == "unknown"


def test_a_path_must_be_given(api):
    assert api.get(URL).json()["errors"][0]["code"] == "required"


def test_addresses_without_a_language(settings):
    settings.ARTICLE_URL = "https://paper.example/news/{slug}"

    assert address_in("/news/a-story/") == ("a-story", None)
    assert address_in("https://paper.example/news/a-story") == ("a-story", None)
    assert address_in("https://other.example/news/a-story") is None
    assert address_in("/news/a/b") is None
