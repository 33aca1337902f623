"""Does whoever follows the changes end up with what readers see?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.merge_articles import merge_articles
from articles.actions.publish import publish
from articles.actions.withdraw import unschedule, withdraw
from articles.actions.write_copy import create_article
from articles.api.public import changes as door
from articles.models import Article
from articles.queries import changes
from cms.kernel import clock as newsroom_clock

pytestmark = pytest.mark.django_db

URL = "/api/v1/changes/"


def since(api, cursor: str = "", **query) -> tuple[dict[int, dict], str]:
    """Return all that changed since the cursor, page by page, and the next cursor."""
    told: dict[int, dict] = {}
    path = f"{URL}?since={cursor}" + "".join(f"&{k}={v}" for k, v in query.items())
    while path:
        answer = api.get(path)
        assert answer.status_code == 200, answer.json()
        page = answer.json()
        told |= {item["id"]: item for item in page["results"]}
        cursor, path = page["cursor"], page["next"]
    return told, cursor


def new(ada, story_copy, slug: str, **when) -> int:
    pk = create_article(story_copy(slug=slug), by=ada).pk
    publish(pk, by=ada, **when)
    return pk


def test_from_the_beginning_every_story_comes_once_with_its_card(api, ada, story_copy):
    numbers = [new(ada, story_copy, f"s-{n}") for n in range(5)]

    for limit in (1, 2, 5, 100):
        told, cursor = since(api, limit=limit)
        assert list(told) == numbers
        assert {item["state"] for item in told.values()} == {"live"}
        assert told[numbers[0]]["article"]["slug"] == "s-0"
        assert since(api, cursor) == ({}, cursor)


def test_withdrawn_moved_and_returned_stories_are_told(api, clock, ada, story_copy):
    first, other = new(ada, story_copy, "first"), new(ada, story_copy, "other")
    _all, cursor = since(api)

    clock.shift(60)
    withdraw(first, by=ada, note="Legal reasons.")
    told, cursor = since(api, cursor)
    [gone] = told.values()
    assert (gone["id"], gone["state"], gone["note"]) == (first, "withdrawn", "Legal reasons.")
    assert (gone["slug"], gone["article"]) == ("first", None)
    assert gone["url"].endswith("/en/first/")

    clock.shift(60)
    Article.objects.filter(pk=other).update(slug="renamed")
    publish(other, by=ada)
    publish(first, by=ada)
    told, cursor = since(api, cursor)
    assert told[first]["state"] == "live"
    assert told[other]["slug"] == "renamed"
    assert [former["slug"] for former in told[other]["former"]] == ["other"]


def test_the_clock_changes_things_too(api, clock, ada, story_copy):
    at = newsroom_clock.now() + timedelta(minutes=10)
    new(ada, story_copy, "there")
    _all, cursor = since(api)
    later = new(ada, story_copy, "later", at=at, until=at + timedelta(minutes=10))

    assert since(api, cursor) == ({}, cursor)
    assert later not in since(api)[0]

    clock.shift(timedelta(minutes=10))
    told, cursor = since(api, cursor)
    assert [(pk, one["state"]) for pk, one in told.items()] == [(later, "live")]

    clock.shift(timedelta(minutes=10))
    told, cursor = since(api, cursor)
    assert [(pk, one["state"]) for pk, one in told.items()] == [(later, "expired")]
    assert since(api, cursor) == ({}, cursor)


def test_many_edges_of_one_moment_come_page_by_page(api, clock, ada, story_copy):
    at = newsroom_clock.now() + timedelta(minutes=10)
    _none, cursor = since(api)
    numbers = {new(ada, story_copy, f"s-{n}", at=at) for n in range(5)}
    clock.shift(timedelta(minutes=10))

    told, behind = since(api, cursor, limit=2)

    assert set(told) == numbers
    assert since(api, behind) == ({}, behind)


def test_plans_for_a_live_story_are_not_told(api, clock, ada, strike_story):
    clock.shift(60)
    _all, cursor = since(api)

    publish(strike_story.pk, by=ada, at=newsroom_clock.now() + timedelta(hours=1))
    assert since(api, cursor) == ({}, cursor)
    unschedule(strike_story.pk, by=ada)

    assert since(api, cursor) == ({}, cursor)


def test_a_merged_story_says_into_which(api, clock, ada, story_copy, strike_story):
    old = new(ada, story_copy, "old")
    _all, cursor = since(api)

    clock.shift(60)
    merge_articles(old, strike_story.pk, by=ada)
    told, _cursor = since(api, cursor)

    assert (told[old]["state"], told[old]["into"]) == ("merged", strike_story.pk)
    assert [former["slug"] for former in told[strike_story.pk]["former"]] == ["old"]


def test_whole_stories_can_be_had(api, strike_story):
    told, _cursor = since(api, fields="title,sections.heading")

    assert set(told[strike_story.pk]["article"]) == {"title", "sections"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("since=1.2.3", "bad_cursor"),
        ("since=1.2.3~AAAA", "bad_cursor"),
        ("limit=0", "out_of_range"),
        ("limit=501", "out_of_range"),
        ("fields=body", "unknown_field"),
        ("language=en", "unknown_parameter"),
    ],
)
def test_bad_parameters_are_refused(api, query, code):
    answer = api.get(f"{URL}?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code


def test_it_costs_the_same_for_one_story_and_for_many(api, ada, story_copy):
    counts = []
    for number in range(8):
        new(ada, story_copy, f"s-{number}")
        if number in (0, 7):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                api.get(URL)
            counts.append(len(queries))

    assert counts[0] == counts[1] <= 13


def test_a_story_that_came_back_and_expired_is_expired(api, clock, ada, story_copy):
    story = new(ada, story_copy, "there")
    clock.shift(60)
    withdraw(story, by=ada, note="For a while.")
    at = newsroom_clock.now() + timedelta(minutes=10)
    publish(story, by=ada, at=at, until=at + timedelta(minutes=10))
    assert since(api)[0][story]["state"] == "withdrawn"

    for expected, status in (("live", 200), ("expired", 404)):
        clock.shift(timedelta(minutes=10))
        assert since(api)[0][story]["state"] == expected
        assert api.get("/api/v1/articles/there/").status_code == status


def test_a_story_that_goes_while_it_is_read_is_left_for_the_next_time(
    api, ada, story_copy, monkeypatch
):
    first, other = new(ada, story_copy, "first"), new(ada, story_copy, "other")

    def standings_then_gone(*asked):
        found = changes.standings(*asked)
        withdraw(first, by=ada)
        return found

    monkeypatch.setattr(door, "standings", standings_then_gone)
    told, cursor = since(api)
    monkeypatch.undo()

    assert list(told) == [other]
    assert [(pk, one["state"]) for pk, one in since(api, cursor)[0].items()] == [
        (first, "withdrawn")
    ]
