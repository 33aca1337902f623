"""Readers walk a list to its end and back; no page costs more than the one before."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Edition
from articles.queries.known_lists import BY_TIME, KnownList
from cms.kernel import clock as newsroom_clock

pytestmark = pytest.mark.django_db
LISTS = ["", "language=en", "tag=strikes", "category=city", "expert=rosa-lind", "author=berit-holm"]
URL = "/api/v1/articles/"


@pytest.fixture
def many(clock, ada, story_copy, strike_story):
    """Live stories, some of which were published at the same moment, one over, one ahead."""
    now = newsroom_clock.now()
    for number in range(7):
        copy = story_copy(slug=f"story-{number}", language="es" if number == 3 else "en")
        story = create_article(copy, by=ada)
        publish(story.pk, by=ada)
        moment = now - timedelta(days=number // 2)
        edition = Edition.objects.filter(article=story)
        edition.update(published_at=moment)
        edition.get().mentions.update(published_at=moment)
    over = create_article(story_copy(slug="over"), by=ada)
    publish(over.pk, by=ada, until=now + timedelta(seconds=1))
    ahead = create_article(story_copy(slug="ahead"), by=ada)
    publish(ahead.pk, by=ada, at=now + timedelta(days=1))
    clock.shift(timedelta(seconds=2))


@pytest.mark.parametrize("query", LISTS)
def test_a_page_has_what_the_filters_find(api, many, query):
    listed = [row["slug"] for row in api.get(f"{URL}?{query}").json()["results"]]
    # A second filter that all pass leaves it to the ORM.
    found = [
        row["slug"]
        for row in api.get(f"{URL}?{query}&published_after=2000-01-01").json()["results"]
    ]

    assert listed == found
    assert len(listed) == (7 if query == "language=en" else 8)


@pytest.mark.parametrize("query", LISTS)
@pytest.mark.parametrize("order", ["-published_at", "published_at"])
def test_pages_of_a_cursor_lead_to_the_end_and_back(api, many, query, order):
    whole = api.get(f"{URL}?{query}&ordering={order}").json()
    address, there = f"{URL}?{query}&ordering={order}&cursor=&page_size=3", []
    while address:
        page = api.get(address).json()
        there += [row["slug"] for row in page["results"]]
        last, address = page, page["next"]
    back = [row["slug"] for row in last["results"]]
    while last["previous"]:
        last = api.get(last["previous"]).json()
        back = [row["slug"] for row in last["results"]] + back

    assert there == back == [row["slug"] for row in whole["results"]]
    assert whole["count"] == len(there)


def test_numbered_pages_part_the_same_list(api, many):
    whole = [row["slug"] for row in api.get(f"{URL}?tag=strikes").json()["results"]]
    pages = [api.get(f"{URL}?tag=strikes&page_size=3&page={n}").json() for n in (1, 2, 3)]

    assert [row["slug"] for page in pages for row in page["results"]] == whole
    assert {page["count"] for page in pages} == {8}
    assert api.get(f"{URL}?tag=strikes&page_size=3&page=4").status_code == 404


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans small tables")
@pytest.mark.parametrize("order", BY_TIME)
@pytest.mark.parametrize("name", ["all", "language-en", "tag-1", "expert-1"])
@pytest.mark.parametrize("deep", [False, True])
def test_a_page_is_one_walk_of_one_index(strike_story, name, order, deep):
    now = newsroom_clock.now()
    with CaptureQueriesContext(connection) as asked:
        KnownList(name, now).read(order, [now, 7] if deep else [], start=0, count=3)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]

    index = {"all": "edition_newest", "language-en": "edition_in_language"}
    assert index.get(name, "mention_newest") in plan[0]
    assert not any("TEMP B-TREE" in step for step in plan)
    assert all("SEARCH" in step for step in plan) or (name == "all" and not deep)
    assert not deep or "<" in plan[0] or ">" in plan[0]
