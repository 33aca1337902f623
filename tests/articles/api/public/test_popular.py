"""The ranking, over HTTP."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from articles.actions.popularity import count_event
from articles.actions.publish import publish
from articles.actions.roll_windows import roll_windows
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article
from articles.models import RankingBasis, RankingRule
from cms.kernel import clock as newsroom_clock
from cms.kernel.doorstep import Doorstep

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
        "filled",
        "article",
        "score",
        "rate_per_hour",
        "why",
    ]
    assert (first["rank"], first["rank_change"], first["score"]) == (1, None, 9.0)
    assert first["rate_per_hour"] == pytest.approx(9 / 34.62, rel=0.01)  # 24 h / ln 2
    counts = {"views": 9, "reads": 0, "shares": 0, "comments": 0}
    assert first["why"] == counts | {"last_24h": counts, "trend": 168.0, "score_share": None}
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


def test_reading_the_ranking_is_five_queries_and_one_where_the_answer_is_kept(
    api, three, django_assert_num_queries
):
    with django_assert_num_queries(5):  # look; the newest; stories; changes; the last day
        api.get(URL)
    with django_assert_num_queries(4):
        first = api.get(URL, {"limit": 2})
    with django_assert_num_queries(1):
        again = api.get(URL, {"limit": 2})

    assert first.content == again.content
    assert first["ETag"] == again["ETag"]


def test_everything_that_a_ranking_shows_makes_it_new(api, three, ada, clock):
    answers = [api.get(URL).content]

    def is_new():
        answers.append(api.get(URL).content)
        return answers[-1] != answers[-2]

    assert not is_new()
    count_event(article_id=three[1], metric="reads", n=1, at=newsroom_clock.now())
    assert is_new()
    rule = RankingRule.objects.create(article_id=three[2], kind="pin")
    assert is_new()
    rule.delete()
    assert is_new()
    withdraw(three[0], by=ada)
    assert is_new()
    publish(three[0], by=ada)
    assert is_new()
    clock.shift(10)
    assert is_new()
    assert not is_new()


QUERIES = ["", "?limit=2", "?window=24h", "?tag=strikes&by=views", "?fields=title&limit=1"]


@pytest.mark.parametrize("query", QUERIES)
def test_who_holds_the_ranking_is_told_so_at_the_doorstep_as_the_view_would(
    api, three, clock, query
):
    url = f"{URL}{query}"
    held = {"If-None-Match": api.get(url)["ETag"]}
    view = api.get(url, headers=held)

    status, headers = at_the_door(url, held)

    assert (view.status_code, status) == (304, 304)
    assert headers.pop("x-request-id") != view.headers.pop("X-Request-ID")
    assert headers == {name.lower(): value for name, value in view.headers.items()}


def test_who_does_not_hold_the_present_ranking_is_given_it(api, three, clock):
    held = {"If-None-Match": api.get(URL)["ETag"]}

    assert at_the_door(URL, held)[0] == 304
    assert at_the_door(URL, {"If-None-Match": '"other"'})[0] == 200
    assert at_the_door(f"{URL}?limit=ten", held)[0] == INSIDE
    assert at_the_door(f"{URL}?limit=9", held)[0] == 200
    clock.shift(10)
    assert at_the_door(URL, held)[0] == 200


def test_the_doorstep_asks_one_statement(api, three, django_assert_num_queries):
    held = {"If-None-Match": api.get(URL, {"limit": 2})["ETag"]}

    with django_assert_num_queries(1):
        assert at_the_door(f"{URL}?limit=2", held)[0] == 304


INSIDE = 299


def at_the_door(path, headers):
    """Return the status and the headers of what is said at the door."""

    def inside(_environ, start_response):
        start_response(f"{INSIDE} inside", [])
        return ()

    said = []
    environ = RequestFactory().get(path, headers={"host": "testserver"} | headers).environ
    Doorstep(inside)(environ, lambda *answer: said.append(answer))
    [(status, answered)] = said
    return int(status[:3]), {name.lower(): value for name, value in answered}


def test_the_places_gained_since_the_hour_began_are_told(api, three, clock):
    clock.shift(timedelta(hours=1))
    count_event(article_id=three[2], metric="shares", n=1, at=newsroom_clock.now())

    said = api.get(URL).json()

    told = [(row["article"]["id"], row["rank_change"]) for row in said["results"]]
    assert told == [(three[2], 2), (three[0], -1), (three[1], -1)]
    assert said["meta"]["rank_changes_since"] == "2026-11-22T10:00:00.000Z"
    assert api.get(URL, {"window": "24h"}).json()["meta"]["rank_changes_since"] is None


def test_places_that_are_left_are_filled_with_the_newest_stories(
    api, three, ada, story_copy, clock
):
    clock.shift(60)
    newest = publish(create_article(story_copy(slug="new"), by=ada).pk, by=ada).article_id
    for query in ({}, {"window": "24h"}, {"by": "shares"}, {"by": "rising"}):
        rows = api.get(URL, query).json()["results"]
        bare = api.get(URL, query | {"fill": "none"}).json()

        numbers = [row["article"]["id"] for row in rows]
        assert sorted(numbers) == sorted([*three, newest])
        assert [row["rank"] for row in rows] == [1, 2, 3, 4]
        assert next(row["article"]["id"] for row in rows if row["filled"]) == newest
        assert not any(row["filled"] for row in bare["results"])
        assert bare["meta"]["filled"] == 0
        assert bare["next"] is None


def test_pages_go_on_from_what_was_counted_to_what_was_not_and_back(api, three, ada, story_copy):
    for number in range(3):
        publish(create_article(story_copy(slug=f"more-{number}"), by=ada).pk, by=ada)
    whole = [row["article"]["id"] for row in api.get(URL).json()["results"]]
    pages = [api.get(URL, {"limit": 2}).json()]
    while pages[-1]["next"]:
        pages.append(api.get(pages[-1]["next"]).json())
    back = [pages[-1]]
    while back[-1]["previous"]:
        back.append(api.get(back[-1]["previous"]).json())

    assert [row["article"]["id"] for page in pages for row in page["results"]] == whole
    assert [row["rank"] for page in pages for row in page["results"]] == list(range(1, 7))
    assert [p["results"] for p in back] == [p["results"] for p in reversed(pages)]


def test_what_a_share_of_the_score_is_follows_the_weights(api, three):
    RankingBasis.objects.update(views=2, shares=1)

    said = api.get(URL, {"window": "24h"}).json()

    assert said["meta"]["weights"] == {"views": 2, "shares": 1, "comments": 4}


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
        ("fill=no", "fill", "unknown_value"),
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


def test_the_last_24_hours_are_told_alike_before_and_after_windows_are_rolled(api, three, clock):
    count_event(article_id=three[0], metric="shares", n=2, at=newsroom_clock.now())
    clock.shift(timedelta(hours=23))
    count_event(article_id=three[0], metric="reads", n=1, at=newsroom_clock.now())
    late = api.get(URL).json()["results"][0]["why"]["last_24h"]

    roll_windows()

    assert late == {"views": 9, "reads": 1, "shares": 2, "comments": 0}
    assert api.get(f"{URL}?limit=3").json()["results"][0]["why"]["last_24h"] == late
    clock.shift(timedelta(hours=1))
    assert api.get(URL).json()["results"][0]["why"]["last_24h"]["views"] == 0
