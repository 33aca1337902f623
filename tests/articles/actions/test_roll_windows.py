"""The newsroom expects that counts of windows are exact, whatever was rolled late or not at all."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connections, transaction

from articles.actions.popularity import count_event
from articles.actions.roll_windows import roll_windows
from articles.models import Article, EngagementHour, Popularity, WindowCount, windows
from articles.rules.popularity import METRICS, WEIGHTS, hour_of
from articles.rules.ranking import BLEND, HOURS
from cms.kernel import clock as newsroom_clock

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


def summed() -> dict[tuple[int, int], list[int]]:
    """Add up the hours of every window that ends with the hour that windows were rolled to."""
    known = windows.basis()
    names = {number: name for name, number in METRICS.items()}
    sums = defaultdict(lambda: [0] * len(HOURS))
    for article, hour, metric, n in EngagementHour.objects.values_list(
        "article", "hour", "metric", "n"
    ):
        weight = WEIGHTS.get(names[metric], 0)
        for place, hours in enumerate(HOURS.values()):
            if known and hour > known.hour - hours:
                sums[article, metric][place] += n
                sums[article, BLEND][place] += n * weight
    return {key: counts for key, counts in sums.items() if any(counts)}


def kept() -> dict[tuple[int, int], list[int]]:
    rows = WindowCount.objects.values_list("article", "metric", *(f"w{name}" for name in HOURS))
    return {(row[0], row[1]): list(row[2:]) for row in rows if any(row[2:])}


@pytest.fixture
def stories(db):
    return [Article.objects.create(headline=f"Story {n}").pk for n in range(3)]


class Week:
    """A week in which anything may happen, in any order."""

    def __init__(self, stories, clock, seed) -> None:
        self.stories, self.clock = stories, clock
        self.rng = random.Random(seed)  # noqa: S311 - the same every time

    def count(self) -> None:
        ago = timedelta(hours=self.rng.choice([0, 0, 0, 1, 2, 23, 24, 25, 170, 800]))
        story, metric = self.rng.choice(self.stories), self.rng.choice(list(METRICS))
        n = self.rng.choice([1, 2, 9, -1, -3])
        count_event(article_id=story, metric=metric, n=n, at=newsroom_clock.now() - ago)

    def crash(self) -> None:
        with transaction.atomic():
            self.rng.choice([roll_windows, self.count])()
            transaction.set_rollback(True)

    def roll_late(self) -> None:
        roll_windows(at=newsroom_clock.now() - timedelta(hours=self.rng.choice([0, 1, 30])))

    def pass_time(self) -> None:
        self.clock.shift(timedelta(hours=self.rng.choice([0.4, 1, 1, 2, 30, 200, -1, -5])))

    def step(self) -> None:
        count, roll = self.count, roll_windows
        self.rng.choice(
            [count, count, count, self.pass_time, roll, roll, self.crash, self.roll_late]
        )()


@pytest.mark.parametrize("seed", range(3))
def test_windows_are_the_sums_of_their_hours_after_every_step(stories, clock, seed):
    week = Week(stories, clock, seed)

    for _step in range(70):
        week.step()

        assert kept() == summed()
    assert windows.basis().hour >= hour_of(NINE)


def test_a_gap_longer_than_the_longest_window_empties_all(stories, clock):
    count_event(article_id=stories[0], metric="views", n=3, at=NINE)
    clock.shift(timedelta(days=40))

    assert roll_windows()

    assert not WindowCount.objects.exists()
    assert not roll_windows()


def test_what_left_the_longest_window_leaves_no_row_behind(stories, clock):
    count_event(article_id=stories[0], metric="views", n=3, at=NINE)
    for _hour in range(3):
        clock.shift(timedelta(days=10, hours=1))
        roll_windows()

    assert not WindowCount.objects.exists()


def test_hours_counted_before_there_were_windows_are_taken_in(stories, clock):
    hour = hour_of(NINE)
    EngagementHour.objects.create(hour=hour - 30, article_id=stories[0], metric=1, n=5)

    roll_windows()

    assert kept() == {(stories[0], 1): [0, 0, 5, 5], (stories[0], BLEND): [0, 0, 5, 5]} == summed()


def test_what_a_score_was_before_the_hour_stays_beside_it(stories, clock):
    story = stories[0]
    count_event(article_id=story, metric="views", n=3, at=NINE - timedelta(minutes=1))
    first = Popularity.objects.get().hot_1d

    count_event(article_id=story, metric="views", n=5, at=NINE)
    count_event(article_id=story, metric="views", n=7, at=NINE)
    row = Popularity.objects.get()
    count_event(article_id=story, metric="shares", n=1, at=NINE - timedelta(hours=2))
    later = Popularity.objects.get()

    assert (row.hour, row.before_1d) == (hour_of(NINE), first)
    assert first < later.before_1d < later.hot_1d
    assert later.points == 23 == later.views + 8 * later.shares


@pytest.mark.django_db(transaction=True)
def test_who_counts_while_others_roll_loses_nothing_and_counts_nothing_twice():
    stories = [Article.objects.create(headline=f"Story {n}").pk for n in range(3)]
    with transaction.atomic():
        windows.alone(hour_of(NINE))
    done = []

    threads = [Thread(target=half_a_day, args=(stories, turn, done)) for turn in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done) == [0, 1, 2]
    assert windows.basis().hour == hour_of(NINE) + 12
    assert kept() == summed()
    assert sum(EngagementHour.objects.values_list("n", flat=True)) == 3 * 12 * 5


def half_a_day(stories, turn, done) -> None:
    for step in range(12):
        at = NINE + timedelta(hours=step)
        for ago in (0, 1, 2, 23, 24):
            story, then = stories[(turn + step + ago) % 3], at - timedelta(hours=ago)
            count_event(article_id=story, metric="shares", n=1, at=then)
        roll_windows(at=at + timedelta(hours=1))
    done.append(turn)
    connections.close_all()
