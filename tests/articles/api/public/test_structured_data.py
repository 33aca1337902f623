"""Does each story tell search engines what they ask of news?

Rules: developers.google.com/search/docs/appearance/structured-data/article (properties of Article)
and schema.org/NewsArticle. That every word is schema.org's, `make client` proves.
"""

import json
import re
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from articles.actions.people import merge_experts
from articles.models import Expert
from articles.rules.lacks import LONGEST_HEADLINE
from tests.samples import publish_samples

pytestmark = pytest.mark.django_db

WITH_ZONE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture
def told(api, ada, story_copy):
    """Each sample story's JSON-LD, by slug."""
    found = {}
    for slug in publish_samples(story_copy, by=ada):
        found[slug] = api.get(f"/api/v1/articles/{slug}/").json()["seo"]["json_ld"]
    return found


def every(node):
    """Yield each object at any depth."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, dict | list):
            yield from every(child)


def is_web_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and text.isascii()


def test_what_is_recommended_for_articles_is_there(told):
    for slug, story in told.items():
        assert story["headline"]
        assert is_web_address(story["mainEntityOfPage"])
        for moment in (story["datePublished"], story["dateModified"]):
            assert WITH_ZONE.fullmatch(moment), slug
        assert datetime.fromisoformat(story["datePublished"]) <= datetime.fromisoformat(
            story["dateModified"]
        )
        assert story["author"]
        assert {one["@type"] for one in story["author"]} <= {"Person", "NewsMediaOrganization"}
        assert all(one["name"].strip() for one in [*story["author"], story["publisher"]])
        assert is_web_address(story["publisher"]["url"])


def test_authors_have_a_name_of_their_own_each_and_nothing_else_in_it(told):
    assert [one["name"] for one in told["two-authors"]["author"]] == ["Berit Holm", "Jon Dahl"]
    assert told["without-a-byline"]["author"][0]["name"] == settings.SITE_NAME


def test_pictures_have_addresses_that_can_be_fetched_and_the_size_they_are_told_in(told):
    shown = {slug: len(story.get("image", [])) for slug, story in told.items()}
    assert (shown["without-a-photo"], shown["several-photos"]) == (0, 3)
    assert sum(map(bool, shown.values())) == len(shown) - 1
    for story in told.values():
        for image in story.get("image", []):
            assert is_web_address(image["url"])
            assert image["width"]["value"] * image["height"]["value"] >= 50_000


def test_nothing_is_empty_and_every_type_is_named(told):
    for story in told.values():
        for node in every(story):
            assert "@type" in node
            assert [key for key, value in node.items() if value in ("", None, [], {})] == []


def test_a_headline_is_whole_however_long(told):
    assert 110 < len(told["a-long-headline"]["headline"]) <= LONGEST_HEADLINE
    assert told["a-long-headline"]["headline"].rstrip().endswith("does not end")


def test_corrections_are_told_with_their_time(told):
    notes = told["corrected"]["correction"]

    assert [note["text"][:2] for note in notes] == ["It", "Th"]
    assert all(WITH_ZONE.fullmatch(note["datePublished"]) for note in notes)


def test_a_quote_is_told_of_whom_its_expert_became(api, strike_story, rosa):
    lindqvist = Expert.objects.create(slug="r-lindqvist", name="R. Lindqvist")
    merge_experts(keep=lindqvist.pk, away=rosa.pk)

    [quote] = api.get("/api/v1/articles/dockers-strike/").json()["seo"]["json_ld"]["mentions"]

    assert quote["spokenByCharacter"] == {"@type": "Person", "name": "R. Lindqvist"}


def test_the_page_carries_the_same_and_nothing_in_it_ends_the_element(client, told):
    page = client.get("/en/odd-signs/").content.decode()

    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(found) == told["odd-signs"]
    assert not {"<", ">", "&"} & set(found)
