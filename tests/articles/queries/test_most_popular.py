from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import exp

import pytest
from django.db import connection

from articles.actions.popularity import count_event, hide
from articles.actions.publish import publish
from articles.actions.withdraw import unschedule, withdraw
from articles.actions.write_copy import create_article
from articles.models import Article, Category, Edition, Popularity, RankingRule, Tag
from articles.queries import ranking_sources, ranking_sql
from articles.queries.most_popular import Part, most_popular
from articles.queries.ranking_filters import Contenders, Filters, contenders
from articles.queries.ranking_sql import Stretch
from articles.queries.working_copy import load
from articles.rules.popularity import HALF_LIVES, K, score, seconds
from articles.rules.ranking import Method

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def newsroom(ada, story_copy, clock):
    """Return a maker of live stories: it takes a slug, and facts of the copy."""

    def make(slug: str, **facts) -> int:
        copy = replace(story_copy(slug=slug), **facts)
        return publish(create_article(copy, by=ada).pk, by=ada).article_id

    return make


def ids(method=Method(), at=NINE, limit=50, **filters):  # noqa: B008
    found = most_popular(
        method, contenders(Filters(**filters)), Part(limit, filled=method.pins), at=at
    )
    return [row.place.article_id for row in found.rows]


def views(article_id, n, ago=timedelta(0)):
    count_event(article_id=article_id, metric="views", n=n, at=NINE - ago)


def test_the_order_is_that_of_adding_every_faded_event(newsroom):
    history = {}
    for number in range(6):
        story = newsroom(f"story-{number}")
        history[story] = [
            (
                metric,
                (number * 7 + step * 5) % 11 + 1,
                timedelta(hours=(number * 31 + step * 17) % 90),
            )
            for step, metric in enumerate(["views", "shares", "comments", "views"])
        ]
        for metric, n, ago in history[story]:
            count_event(article_id=story, metric=metric, n=n, at=NINE - ago)
    weights = {"views": 1, "shares": 8, "comments": 4}

    for half_life in HALF_LIVES:
        k = K[half_life]
        brute = {
            story: sum(weights[m] * n * exp(-ago.total_seconds() / k) for m, n, ago in events)
            for story, events in history.items()
        }
        found = most_popular(Method("score", half_life), Contenders(), Part(50), at=NINE)
        assert [r.place.article_id for r in found.rows] == sorted(brute, key=brute.get)[::-1]
        for row in found.rows:
            ours = score(row.hots[half_life], seconds(NINE), k)
            assert ours == pytest.approx(brute[row.place.article_id], rel=1e-6)


def test_a_draft_and_a_story_that_is_scheduled_do_not_stand_in_it(
    newsroom, ada, draft_story, clock
):
    live = newsroom("live")
    later = create_article(load_of(draft_story, slug="later"), by=ada)
    publish(later.pk, by=ada, at=NINE + DAY)
    for story in (draft_story.pk, later.pk):
        views(story, 1000)

    assert ids() == [live]
    assert ids(Method("views", None, "24h")) == []
    assert later.pk in ids(at=NINE + DAY)
    found = most_popular(Method(), Contenders(), Part(5), at=NINE)
    assert found.edge == NINE + DAY


def load_of(article, **facts):
    return replace(load(article), **facts)


def test_a_withdrawn_story_is_gone_at_once_and_comes_back_where_it_would_have_been(newsroom, ada):
    first, second = newsroom("first"), newsroom("second")
    views(first, 9)
    views(second, 5)
    hot = Popularity.objects.get(pk=first).hot_1d

    withdraw(first, by=ada)
    gone = ids()
    publish(first, by=ada)

    assert gone == [second]
    assert ids() == [first, second]
    assert Popularity.objects.get(pk=first).hot_1d == hot


def test_stories_never_counted_stand_last_the_newer_first(newsroom):
    old, new, seen = newsroom("old"), newsroom("new"), newsroom("seen")
    views(seen, 1, ago=40 * DAY)

    assert ids() == [seen, new, old]


def test_pages_of_a_ranking_meet_without_gap_while_stories_overtake(newsroom):
    stories = [newsroom(f"story-{number}") for number in range(7)]
    for number, story in enumerate(stories):
        views(story, 10 * (number + 1))
    among = Contenders()

    first = most_popular(Method(), among, Part(3), at=NINE)
    views(stories[0], 10_000)  # the last one overtakes all
    second = most_popular(Method(), among, Part(3, after=first.rows[-1].place), at=NINE)
    back = most_popular(Method(), among, Part(3, before=second.rows[0].place), at=NINE)

    assert [row.place.article_id for row in first.rows] == stories[:3:-1]
    assert [row.place.article_id for row in second.rows] == [stories[3], stories[2], stories[1]]
    assert [row.place.rank for row in second.rows] == [4, 5, 6]
    assert (second.has_next, second.has_previous) == (False, True)
    assert [row.place.article_id for row in back.rows] == stories[:3:-1]
    assert [row.place.rank for row in back.rows] == [1, 2, 3]


def test_a_day_is_the_present_hour_and_the_23_before(newsroom):
    inside, outside = newsroom("inside"), newsroom("outside")
    views(inside, 1, ago=timedelta(hours=23))
    views(outside, 1, ago=timedelta(hours=23, milliseconds=1))

    assert ids(Method("views", None, "24h")) == [inside]
    assert ids(Method("views", None, "all")) == [outside, inside]


def test_counts_of_a_window_are_exact(newsroom):
    story, other = newsroom("story"), newsroom("other")
    views(story, 5, ago=3 * DAY)
    views(story, 2)
    views(other, 6)
    count_event(article_id=story, metric="shares", n=1, at=NINE)

    found = most_popular(Method("score", None, "24h"), Contenders(), Part(5), at=NINE)

    assert [row.place.value for row in found.rows] == [10, 6]
    assert found.rows[0].counts == {"views": 2, "reads": 0, "shares": 1, "comments": 0}
    assert ids(Method("views", None, "24h")) == [other, story]
    assert ids(Method("views", None, "7d")) == [story, other]
    assert ids(Method("shares", None, "7d")) == [story]


def test_what_is_rising_outruns_its_own_past_and_is_read_by_some(newsroom):
    steady, rising, tiny = newsroom("steady"), newsroom("rising"), newsroom("tiny")
    for hours in range(1, 150):
        views(steady, 30, ago=timedelta(hours=hours))
    views(steady, 60)
    views(rising, 40)
    views(tiny, 1)

    assert ids(Method("rising", "1h")) == [rising, steady]


def test_filters_are_those_of_the_edition_that_is_live(newsroom):
    sport = Category.objects.create(slug="sport", name="Sport")
    boats = Tag.objects.create(slug="boats", name="Boats")
    city_en = newsroom("city-en")
    city_es = newsroom("city-es", language="es")
    race = newsroom("race", category=sport.pk, tags=(boats.pk,))

    assert ids(categories=("sport",)) == [race]
    assert ids(categories=("city",), languages=("en",)) == [city_en]
    assert ids(categories=("city", "sport"), languages=("es", "fr")) == [city_es]
    assert ids(tags=[("boats",)]) == [race]
    assert ids(tags=[("strikes",), ("boats",)]) == []
    assert ids(tags=[("strikes", "boats")], exclude=(race,)) == [city_es, city_en]
    assert ids(experts=[("rosa-lind",)]) == ids(authors=[("berit-holm",)]) == ids()
    assert ids(published_after=NINE + timedelta(seconds=1)) == []
    for unknown in ({"categories": ("x",)}, {"tags": [("x",)]}, {"experts": [("x",)]}):
        assert ids(**unknown) == []
    assert ids(Method("views", None, "7d"), categories=("sport",)) == []


def test_a_story_stands_in_the_category_it_is_in_whatever_is_scheduled_for_it(newsroom, ada, clock):
    sport = Category.objects.create(slug="sport", name="Sport")
    moving, staying = newsroom("moving"), newsroom("staying")
    views(moving, 2)
    views(staying, 1)
    article = Article.objects.get(pk=moving)
    article.category = sport
    article.save(update_fields=["category"])

    publish(moving, by=ada, at=NINE + DAY)

    for method in (Method(), Method("score", "1h"), Method("views", None, "24h")):
        assert ids(method, categories=("city",)) == [moving, staying]
        assert ids(method, categories=("sport",)) == []
    assert ids(at=NINE + DAY, categories=("sport",)) == [moving]
    assert ids(at=NINE + DAY, categories=("city",)) == [staying]
    unschedule(moving, by=ada)
    assert ids(categories=("city",)) == [moving, staying]
    assert ids(at=NINE + DAY, categories=("sport",)) == []


def test_a_common_tag_is_walked_and_a_rare_one_is_looked_up_with_one_result(newsroom, monkeypatch):
    stories = [newsroom(f"story-{number}") for number in range(4)]
    for number, story in enumerate(stories):
        views(story, number + 1)
    rare = ids(tags=[("strikes",)])

    first = contenders(Filters(tags=[("strikes",)])).begin
    monkeypatch.setattr("articles.queries.ranking_filters.FEW", 2)

    assert first
    assert not contenders(Filters(tags=[("strikes",)])).begin
    assert ids(tags=[("strikes",)]) == rare == stories[::-1]


def test_a_ranking_is_two_queries_whatever_its_length(newsroom, django_assert_num_queries):
    for number in range(5):
        views(newsroom(f"story-{number}"), 1)

    for limit in (1, 5):
        with django_assert_num_queries(2):
            assert len(ids(Method("views", None, "all"), limit=limit)) == limit


def plan_of(method, **filters) -> str:
    known = method.windowed
    source = ranking_sources.window(method) if known else ranking_sources.counters(method)
    among = contenders(Filters(**filters))
    said = ranking_sql.glimpse(source, among, Stretch(10), pins=method.pins)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {said.sql}", said.at(NINE))
        return "\n".join(row[3] for row in cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an empty PostgreSQL table is scanned")
@pytest.mark.parametrize(
    ("method", "index"),
    [
        (Method("score", "1h"), "p USING INDEX popularity_hot_1h"),
        (Method("score", "1d"), "p USING INDEX popularity_hot_1d"),
        (Method("score", "7d"), "p USING INDEX popularity_hot_7d"),
        (Method("rising", "1h"), "p USING INDEX popularity_hot_1h (hot_1h>?)"),
        (Method("score", None, "all"), "p USING INDEX popularity_points"),
        (Method("views", None, "all"), "p USING INDEX popularity_views"),
        (Method("comments", None, "all"), "p USING INDEX popularity_comments"),
        (Method("score", None, "1h"), "w USING COVERING INDEX window_1h (metric=?"),
        (Method("views", None, "24h"), "w USING COVERING INDEX window_24h (metric=?"),
        (Method("shares", None, "30d"), "w USING COVERING INDEX window_30d (metric=?"),
    ],
)
def test_the_order_is_an_index_and_only_what_rises_and_what_is_pinned_is_sorted(db, method, index):
    plan = plan_of(method)

    assert index in plan
    sorted_parts = plan.count("TEMP B-TREE FOR ORDER BY")
    assert sorted_parts == method.pins + 2 * (method.by == "rising")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an empty PostgreSQL table is scanned")
@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({"categories": ("city",)}, "popularity_category"),
        ({"languages": ("en",)}, "popularity_language"),
    ],
)
def test_a_category_and_a_language_have_an_index_of_their_own(city, filters, index):
    assert f"p USING INDEX {index}" in plan_of(Method(), **filters)


def test_editions_of_the_same_story_do_not_double_it(clock, newsroom, ada):
    story = newsroom("story")
    clock.shift(timedelta(hours=1))
    publish(story, by=ada, at=NINE + DAY)

    assert Edition.objects.filter(article_id=story).count() == 2
    assert ids(at=NINE + timedelta(hours=2)) == [story] == ids(at=NINE + 2 * DAY)
    assert Article.objects.count() == 1


def test_a_hidden_story_does_not_stand_in_it(newsroom):
    story, other = newsroom("story"), newsroom("other")

    hide(article_id=story)

    assert ids() == [other]


def rule(story, kind, until=None, **facts):
    return RankingRule.objects.create(article_id=story, kind=kind, until=until, **facts)


def test_what_is_excluded_stands_in_no_ranking_until_its_time_is_over(newsroom):
    best, other = newsroom("best"), newsroom("other")
    views(best, 9)
    views(other, 1)

    rule(best, "exclude", until=NINE + DAY)

    for method in (Method(), Method("views", None, "24h"), Method("views", None, "all")):
        assert ids(method) == [other]
    assert ids(at=NINE + DAY) == [best, other]


def test_what_is_pinned_stands_first_by_score_the_latest_pin_above_the_others(newsroom):
    best, first, last = newsroom("best"), newsroom("first"), newsroom("last")
    views(best, 9)

    rule(first, "pin", until=NINE + DAY, at=NINE - 2 * DAY)
    rule(last, "pin", at=NINE - DAY)

    assert ids() == [last, first, best]
    assert ids(exclude=(last,)) == ids(at=NINE, languages=("en",), exclude=(last,)) == [first, best]
    assert ids(at=NINE + DAY) == [last, best, first]
    assert ids(Method("views", None, "24h")) == [best]
    assert ids(languages=("es",)) == []


def test_pages_meet_around_what_is_pinned(newsroom):
    stories = [newsroom(f"story-{number}") for number in range(5)]
    for number, story in enumerate(stories):
        views(story, 10 * (number + 1))
    for number in (0, 2):
        rule(stories[number], "pin", at=NINE - number * DAY)
    order = [stories[number] for number in (0, 2, 4, 3, 1)]
    among = Contenders()

    pages, after = [], None
    for _page in range(5):
        found = most_popular(Method(), among, Part(1, after=after), at=NINE)
        after = found.rows[-1].place
        pages.append(after)
    back = most_popular(Method(), among, Part(3, before=pages[4]), at=NINE)
    top = most_popular(Method(), among, Part(3, before=back.rows[0].place), at=NINE)

    assert [place.article_id for place in pages] == order
    assert [place.rank for place in pages] == [1, 2, 3, 4, 5]
    assert not found.has_next
    assert [(row.place.article_id, row.place.rank) for row in back.rows] == [
        (order[1], 2), (order[2], 3), (order[3], 4),
    ]  # fmt: skip
    assert back.has_previous
    assert [(row.place.article_id, row.pinned) for row in top.rows] == [(order[0], True)]
    assert not top.has_previous
