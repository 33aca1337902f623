from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import DatabaseError, connection, connections, transaction

from articles.actions.popularity import (
    Counted,
    count_event,
    count_events,
    hide,
    make_visible,
    take_back_latest,
)
from articles.actions.roll_windows import roll_windows
from articles.models import Article, EngagementHour, Popularity
from articles.rules.popularity import METRICS, K, hour_of, merge, score, seconds, weigh

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def stories(db):
    return [Article.objects.create(headline=f"Story {n}").pk for n in range(4)]


def row_of(article_id: int) -> Popularity:
    return Popularity.objects.get(article_id=article_id)


def test_a_story_that_comes_back_has_the_score_it_would_have_had(stories, clock):
    count_event(article_id=stories[0], metric="shares", n=2, at=NINE)
    make_visible(article_id=stories[0], category_id=7, language="en")
    before = row_of(stories[0]).hot_1d

    hide(article_id=stories[0])
    hidden = row_of(stories[0]).visible
    make_visible(article_id=stories[0], category_id=7, language="en")

    assert not hidden
    assert row_of(stories[0]).visible
    assert row_of(stories[0]).hot_1d == before == weigh(16, seconds(NINE), K["1d"])


def test_counts_add_up_in_totals_hours_and_scores(stories, clock):
    count_event(article_id=stories[0], metric="views", n=100, at=NINE - timedelta(hours=3))
    count_event(article_id=stories[0], metric="comments", n=2, at=NINE)
    count_event(article_id=stories[0], metric="views", n=5, at=NINE)

    row = row_of(stories[0])
    assert (row.views, row.reads, row.shares, row.comments) == (105, 0, 0, 2)
    for half_life, k in K.items():
        older = weigh(100, seconds(NINE - timedelta(hours=3)), k)
        whole = merge(merge(older, weigh(8, seconds(NINE), k), k), weigh(5, seconds(NINE), k), k)
        assert getattr(row, f"hot_{half_life}") == pytest.approx(whole, abs=1e-6)
    hours = EngagementHour.objects.filter(article_id=stories[0])
    assert set(hours.values_list("hour", "metric", "n")) == {
        (hour_of(NINE) - 3, METRICS["views"], 100),
        (hour_of(NINE), METRICS["views"], 5),
        (hour_of(NINE), METRICS["comments"], 2),
    }


def test_a_viral_story_of_last_year_does_not_underflow(stories, clock):
    count_event(article_id=stories[0], metric="views", n=9, at=NINE - timedelta(days=400))

    count_event(article_id=stories[0], metric="views", n=1, at=NINE)

    assert row_of(stories[0]).hot_1h == weigh(1, seconds(NINE), K["1h"])


def test_reads_are_counted_and_weigh_nothing(stories, clock):
    count_event(article_id=stories[0], metric="reads", n=3, at=NINE)
    count_event(article_id=stories[1], metric="views", n=1, at=NINE)
    before = row_of(stories[1]).hot_1d

    count_event(article_id=stories[1], metric="reads", n=3, at=NINE)

    assert row_of(stories[0]).reads == 3
    assert row_of(stories[0]).hot_1d == 0
    assert row_of(stories[1]).hot_1d == before


def test_an_event_dated_tomorrow_weighs_as_one_of_now(stories, clock):
    count_event(article_id=stories[0], metric="views", n=1, at=NINE + timedelta(days=1))

    row = row_of(stories[0])
    assert row.hot_1h == weigh(1, seconds(NINE), K["1h"])
    assert EngagementHour.objects.get().hour == hour_of(NINE)


def test_a_reply_that_is_taken_down_leaves_nothing_of_itself(stories, clock):
    earlier = NINE - timedelta(hours=5)
    count_event(article_id=stories[0], metric="views", n=40, at=earlier)
    before = row_of(stories[0])
    count_event(article_id=stories[0], metric="comments", n=1, at=earlier)

    count_event(article_id=stories[0], metric="comments", n=-1, at=earlier)

    after = row_of(stories[0])
    assert after.comments == 0
    assert after.views == 40
    for hot in ("hot_1h", "hot_1d", "hot_7d"):
        assert getattr(after, hot) == pytest.approx(getattr(before, hot), abs=1e-3)
    assert not EngagementHour.objects.get(metric=METRICS["comments"]).n


def test_taking_back_more_than_there_was_leaves_nothing_and_never_less(stories, clock):
    count_event(article_id=stories[0], metric="comments", n=1, at=NINE)

    count_event(article_id=stories[0], metric="comments", n=-3, at=NINE)

    row = row_of(stories[0])
    assert row.comments == 0
    assert score(row.hot_1d, seconds(NINE), K["1d"]) < 1e-9


def test_the_latest_are_taken_back_whenever_they_were_counted(stories, clock):
    story = stories[0]
    for hours, n in ((30, 2), (3, 1), (0, 1)):
        at = NINE - timedelta(hours=hours)
        count_event(article_id=story, metric="comments", n=n, at=at)
    count_event(article_id=story, metric="views", n=100, at=NINE - timedelta(hours=3))

    take_back_latest(article_id=story, metric="comments", n=3)

    hours = EngagementHour.objects.filter(metric=METRICS["comments"], n__gt=0)
    assert list(hours.values_list("hour", "n")) == [(hour_of(NINE) - 30, 1)]
    row = row_of(story)
    assert (row.comments, row.views, row.points) == (1, 100, 104)
    k = K["1d"]
    left = merge(
        weigh(4, seconds(NINE - timedelta(hours=30)), k),
        weigh(100, seconds(NINE - timedelta(hours=3)), k),
        k,
    )
    assert row.hot_1d == pytest.approx(left, abs=0.01 * k)

    take_back_latest(article_id=story, metric="comments", n=5)

    assert (row_of(story).comments, row_of(story).points) == (0, 100)
    assert not hours.exists()


def test_counting_nothing_writes_nothing(stories):
    count_events(counted=[], at=NINE)
    count_event(article_id=stories[0], metric="views", n=0, at=NINE)

    assert not Popularity.objects.exists()


def test_a_flush_of_many_stories_is_four_statements(stories, clock, django_assert_num_queries):
    counted = [Counted(story, {"views": 2, "reads": 1}) for story in reversed(stories)]
    roll_windows()

    with django_assert_num_queries(4):  # the basis, and three upserts
        count_events(counted=counted, at=NINE)

    assert [row_of(story).views for story in stories] == [2, 2, 2, 2]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_when_many_count_at_once():
    stories = [Article.objects.create(headline=f"Story {n}").pk for n in range(3)]

    def count(turn: int) -> None:
        for step in range(10):
            order = stories[:: 1 if (turn + step) % 2 else -1]
            counted = [Counted(story, {"views": 1, "comments": 1}) for story in order]
            count_events(counted=counted, at=NINE)
        connections.close_all()

    threads = [Thread(target=count, args=(turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for story in stories:
        row = row_of(story)
        assert (row.views, row.comments) == (40, 40)
        assert row.hot_1d == pytest.approx(weigh(200, seconds(NINE), K["1d"]), abs=1e-5)
    hours = EngagementHour.objects.filter(article_id=stories[0])
    assert sorted(hours.values_list("n", flat=True)) == [40, 40]
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db(transaction=True)
def test_publishing_and_counting_at_once_do_not_stop_each_other():
    story = Article.objects.create(headline="A story").pk
    make_visible(article_id=story, category_id=7, language="en")
    locked, refusals = Barrier(2, timeout=10), []

    def count() -> None:
        locked.wait()
        try:
            count_event(article_id=story, metric="shares", n=1, at=NINE)
        except DatabaseError as refusal:
            refusals.append(refusal)
        connections.close_all()

    reader = Thread(target=count)
    reader.start()
    with transaction.atomic():
        Article.objects.locked(story)
        locked.wait()
        sleep(0.3)  # the reader's commit now looks at the article's row
        make_visible(article_id=story, category_id=8, language="en")
    reader.join()

    assert not refusals
    assert (row_of(story).shares, row_of(story).category_id) == (1, 8)
