"""The newsroom expects that a ranking is the one that adding up every event would give.

By exact arithmetic, for every half-life and window, whatever the order in which events arrive, and
however they are put together.
"""

import itertools
import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal, localcontext

import pytest

from articles.actions.popularity import Counted, count_events
from articles.actions.roll_windows import roll_windows
from articles.queries.most_popular import Part, most_popular
from articles.queries.ranking_filters import Contenders
from articles.rules.popularity import HALF_LIVES, METRICS, RISING_FLOOR, WEIGHTS, hour_of
from articles.rules.ranking import HOURS, TOTALS, Method
from tests.articles.ranked import live_stories

NINE = datetime(2026, 11, 22, 9, 17, 3, tzinfo=UTC)
CLOSE = Decimal("1e-9")  # nearer scores may stand either way


def a_history(rng, stories):
    """Return (moment, story, metric, n) of what happened in five weeks, most of it lately."""
    moments = [NINE - timedelta(seconds=int(rng.paretovariate(0.4) * 60)) for _ in range(40)]
    moments = [max(moment, NINE - timedelta(days=35)) for moment in moments]
    return [
        (rng.choice(moments), rng.choice(stories), rng.choice(list(METRICS)), rng.randint(1, 40))
        for _ in range(200)
    ]


def arrive(rng, history) -> None:
    """Count the events in any order, some in parts, some together."""
    parts = []
    for moment, story, metric, n in history:
        first = rng.randint(0, n)
        parts += [(moment, story, metric, first), (moment, story, metric, n - first)]
    rng.shuffle(parts)
    while parts:
        taken = [parts.pop() for _ in range(min(len(parts), rng.randint(1, 30)))]
        batches = defaultdict(lambda: defaultdict(Counter))
        for moment, story, metric, n in taken:
            if n:
                batches[moment][story][metric] += n
        for moment, counted in batches.items():
            rows = [Counted(story, dict(counts)) for story, counts in counted.items()]
            count_events(counted=rows, at=moment)


def brute_score(history, half_life: str, at: datetime) -> dict[int, Decimal]:
    scores = defaultdict(Decimal)
    with localcontext(prec=60):
        for moment, story, metric, n in history:
            age = Decimal((at - moment).total_seconds()) / HALF_LIVES[half_life]
            scores[story] += WEIGHTS.get(metric, 0) * n * Decimal(2) ** -age
    return scores


def brute_counts(history, by: str, hours: int | None, at: datetime = NINE) -> dict[int, int]:
    counts, last = Counter(), hour_of(at)
    for moment, story, metric, n in history:
        if hours is None or last - hours < hour_of(moment) <= last:
            counts[story] += WEIGHTS.get(metric, 0) * n if by == "score" else n * (metric == by)
    return counts


@pytest.fixture(params=range(3))
def history(request, db, clock):
    """What happened to 25 stories; windows were rolled after most of it."""
    rng = random.Random(request.param)  # noqa: S311 - the same every time
    clock.move_to(NINE - timedelta(hours=30))
    stories = live_stories(25, NINE - timedelta(days=40))
    events = a_history(rng, stories)
    arrive(rng, [event for event in events if event[0] <= NINE - timedelta(hours=30)])
    clock.move_to(NINE)
    roll_windows()
    arrive(rng, [event for event in events if event[0] > NINE - timedelta(hours=30)])
    return events


@pytest.mark.parametrize("at", [NINE, NINE + timedelta(days=400)])
def test_a_fading_ranking_is_that_of_adding_up_every_event(history, at):
    for half_life in HALF_LIVES:
        rows = most_popular(Method("score", half_life), Contenders(), Part(50), at=at).rows

        scores = brute_score(history, half_life, at)
        found = [scores[row.place.article_id] for row in rows if not row.filled]
        assert len({row.place.article_id for row in rows}) == len(rows) == 25
        assert len(found) == sum(score > 0 for score in scores.values())
        assert is_falling(found)


def test_what_rises_is_what_is_fastest_against_its_week(history):
    fast, slow = (brute_score(history, half_life, NINE) for half_life in ("1h", "7d"))
    part, rising = Part(50, filled=False), Method("rising", "1h")

    rows = most_popular(rising, Contenders(), part, at=NINE).rows

    rates = [fast[row.place.article_id] / slow[row.place.article_id] for row in rows]
    assert len(rates) == sum(score > RISING_FLOOR for score in fast.values())
    assert is_falling(rates)


def is_falling(values) -> bool:
    return all(a >= b * (1 - CLOSE) for a, b in itertools.pairwise(values))


def test_a_window_is_the_sum_of_its_hours_also_where_nothing_was_rolled(history):
    for by in ("score", *TOTALS):
        for window, hours in (*HOURS.items(), ("all", None)):
            assert counted(by, window, NINE) == in_order(brute_counts(history, by, hours))
    for passed in (timedelta(hours=2), timedelta(hours=-3)):  # nothing rolled; set back
        at = NINE + passed
        for window, hours in HOURS.items():
            counts = brute_counts(history, "views", hours, at)
            assert counted("views", window, at) == in_order(counts)


def counted(by: str, window: str, at: datetime) -> list[tuple[int, float]]:
    part, method = Part(50, filled=False), Method(by, None, window)
    rows = most_popular(method, Contenders(), part, at=at).rows
    return [(row.place.article_id, row.place.value) for row in rows]


def in_order(counts: dict[int, int]) -> list[tuple[int, int]]:
    found = [(pk, n) for pk, n in counts.items() if n]
    return sorted(found, key=lambda row: (-row[1], -row[0]))
