"""The ranking, over HTTP."""

from datetime import timedelta

import pytest

from articles.actions.popularity import count_event
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article
from cms.kernel import clock as newsroom_clock

URL = "/api/v1/most-popular/"


@pytest.fixture
def three(ada, story_copy, clock):
    """Three live stories; the first has been seen most."""
    stories = []
    for number, views in enumerate((9, 5, 1)):
        copy = story_copy(slug=f"story-{number}", headline=f"Story {number}")
        story = publish(create_article(copy, by=ada).pk, by=ada).article_id
        count_event(article_id=story, metric="views", n=views, at=newsroom_clock.now())
        stories.append(story)
    return stories


def test_a_frontend_gets_the_stories_their_ranks_and_the_method(api, three):
    answer = api.get(URL)

    assert answer.status_code == 200
    said = answer.json()
    assert [row["article"]["id"] for row in said["results"]] == three
    first = said["results"][0]
    assert list(first) == [
        "rank",
        "rank_change",
        "pinned",
        "article",
        "score",
        "rate_per_hour",
        "why",
    ]
    assert (first["rank"], first["rank_change"], first["score"]) == (1, None, 9.0)
    assert first["rate_per_hour"] == pytest.approx(9 / 34.62, rel=0.01)  # 24 h / ln 2
    assert first["why"] == {
        "views": 9, "reads": 0, "shares": 0, "comments": 0, "score_share": None,
    }  # fmt: skip
    assert said["meta"]["by"] == "score"
    assert said["meta"]["half_life"] == "1d"
    assert said["meta"]["weights"] == {"views": 1, "shares": 8, "comments": 4}
    assert said["meta"]["computed_at"] == "2026-11-22T09:00:00.000Z"
    assert said["next"] is None


def test_a_ranking_is_fresh_for_ten_seconds_and_names_its_stories(api, three):
    answer = api.get(URL)

    assert "s-maxage=10" in answer["Cache-Control"]
    keys = answer["Surrogate-Key"].split()
    assert keys == ["most-popular", *(f"article-{story}" for story in three)]


def test_an_unchanged_ranking_is_304_within_ten_seconds_and_new_after(api, three, clock):
    etag = api.get(URL)["ETag"]

    clock.shift(5)
    again = api.get(URL, HTTP_IF_NONE_MATCH=etag)
    clock.shift(5)
    later = api.get(URL, HTTP_IF_NONE_MATCH=etag)

    assert (again.status_code, later.status_code) == (304, 200)


def test_reading_the_ranking_is_three_queries(api, three, django_assert_num_queries):
    with django_assert_num_queries(3):
        api.get(URL)


def test_pages_follow_each_other_there_and_back(api, three):
    first = api.get(URL, {"limit": 2}).json()
    second = api.get(first["next"]).json()
    back = api.get(second["previous"]).json()

    assert [row["rank"] for row in first["results"]] == [1, 2]
    assert [(row["rank"], row["article"]["id"]) for row in second["results"]] == [(3, three[2])]
    assert second["next"] is None
    assert back["results"] == first["results"]
    assert back["previous"] is None


def test_only_the_fields_asked_for_are_sent(api, three):
    said = api.get(URL, {"fields": "title,category.name"}).json()

    assert said["results"][0]["article"] == {"title": "Story 0", "category": {"name": "City"}}


def test_filters_and_windows_are_told_in_the_method(api, three):
    said = api.get(URL, {"window": "24h", "exclude": three[0], "category": "city"}).json()

    assert [row["article"]["id"] for row in said["results"]] == three[1:]
    meta = said["meta"]
    assert meta["filters"] == {"category": ["city"], "exclude": [three[0]]}
    assert meta["window_start"] == "2026-11-21T10:00:00.000Z"
    assert meta["counts_of"] == "window"
    assert said["results"][0]["why"]["score_share"] == {"views": 1.0, "shares": 0, "comments": 0}


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("by=magic", "by", "unknown_value"),
        ("half_life=2d", "half_life", "unknown_value"),
        ("window=1y", "window", "unknown_value"),
        ("half_life=1d&window=24h", "half_life", "bad_combination"),
        ("by=views&half_life=1d", "half_life", "bad_combination"),
        ("by=rising&window=24h", "window", "bad_combination"),
        ("by=rising&half_life=7d", "half_life", "bad_combination"),
        ("limit=51", "limit", "out_of_range"),
        ("limit=ten", "limit", "not_a_number"),
        ("exclude=1,x", "exclude", "not_a_number"),
        ("exclude=" + ",".join(["1"] * 51), "exclude", "too_many"),
        ("exclude=99999999999999999999", "exclude", "not_a_number"),
        ("published_after=yesterday", "published_after", "not_a_time"),
        ("cursor=forged", "cursor", "bad_cursor"),
        ("fields=secret", "fields", "unknown_field"),
        ("categroy=city", "categroy", "unknown_parameter"),
        ("by=score&by=views", "by", "repeated_parameter"),
        ("tag=", "tag", "empty_parameter"),
    ],
)
def test_what_cannot_be_understood_is_named(api, db, query, field, code):
    answer = api.get(f"{URL}?{query}")

    assert answer.status_code == 400
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]


def test_a_cursor_of_another_ranking_is_refused(api, three):
    following = api.get(URL, {"limit": 1}).json()["next"]

    answer = api.get(following + "&by=views")

    assert answer.json()["errors"][0]["code"] == "cursor_mismatch"


@pytest.mark.parametrize(
    "query",
    [
        "by=views", "by=reads", "by=shares&window=7d", "by=comments&window=30d", "by=rising",
        "by=rising&half_life=1d", "half_life=1h", "half_life=7d", "window=1h", "window=all",
        "tag=strikes&tag=strikes", "author=berit-holm", "expert=rosa-lind", "language=en,es",
        "published_after=-7d", "cursor=",
    ],
)  # fmt: skip
def test_every_ranking_of_the_interface_answers(api, three, query):
    answer = api.get(f"{URL}?{query}")

    assert answer.status_code == 200
    assert {row["article"]["id"] for row in answer.json()["results"]} <= set(three)


def test_a_withdrawn_story_is_gone_at_once(api, three, ada):
    withdraw(three[0], by=ada)

    said = api.get(URL).json()

    assert [row["article"]["id"] for row in said["results"]] == three[1:]


def test_a_story_that_is_scheduled_clamps_the_cache(api, three, ada, story_copy, clock):
    copy = story_copy(slug="soon")
    soon = newsroom_clock.now() + timedelta(seconds=4)
    publish(create_article(copy, by=ada).pk, by=ada, at=soon)

    answer = api.get(URL)

    assert "s-maxage=4" in answer["Cache-Control"]
    assert len(answer.json()["results"]) == 3
