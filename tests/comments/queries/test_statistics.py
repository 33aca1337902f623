"""The newsroom expects that the moderation's numbers are right, and come from indexes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.kernel import clock as kernel_clock
from comments.models import Comment, ModeratorScope
from comments.queries.scope import Scope
from comments.queries.statistics import statistics
from tests.comments.conftest import TROY, judge
from tests.conftest import client_with

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/moderation/stats/"


def test_what_came_what_was_decided_and_what_was_turned_round(
    clock, strike_story, moss, ada, reply
):
    first, second, third = (reply(strike_story, by=TROY) for _number in range(3))
    clock.shift(60)
    judge(first, "approve", moss)
    judge(second, "approve", moss)
    clock.shift(3600)
    judge(third, "reject", ada)
    judge(first, "reject", ada)
    waiting = reply(strike_story)

    said = statistics(days=1, at=kernel_clock.now())

    assert (said["waiting"], said["arrivals"], said["decisions"]) == (1, 4, 4)
    assert said["oldest_at"] == kernel_clock.rfc3339(waiting.created_at)
    assert (said["median_seconds"], said["p90_seconds"]) == (60, 3660)
    assert said["overturn_rate"] == 0.25
    assert said["decided_by_rules"] == 0
    assert said["moderators"] == [
        {"moderator": "ada", "decisions": 2, "median_seconds": 3660, "overturned": 0},
        {"moderator": "moss", "decisions": 2, "median_seconds": 60, "overturned": 1},
    ]
    hours = [(one["arrivals"], one["decisions"]) for one in said["hours"]]
    assert len(hours) == 25
    assert hours[-2:] == [(3, 2), (1, 2)]


def test_only_who_leads_sees_colleagues(moss, moss_api, ada, strike_story, reply):
    judge(reply(strike_story), "approve", ada)
    judge(reply(strike_story), "approve", moss)

    mine = moss_api.get(DOOR).json()
    all_of_them = client_with(ada, "moderator").get(f"{DOOR}?days=7").json()

    assert [row["moderator"] for row in mine["moderators"]] == ["moss"]
    assert [row["moderator"] for row in all_of_them["moderators"]] == ["ada", "moss"]
    for wrong in ("days=2", "days=x", "day=1", "days=", "days=1&days=7"):
        assert moss_api.get(f"{DOOR}?{wrong}").status_code == 400


def test_the_queue_of_others_is_not_counted(moss, moss_api, strike_story, reply):
    comment = reply(strike_story)
    assert moss_api.get(DOOR).json()["waiting"] == 1

    ModeratorScope.objects.create(user=moss, category_id=comment.category_id)
    assert moss_api.get(DOOR).json()["waiting"] == 1
    ModeratorScope.objects.all().delete()
    assert statistics(days=1, at=kernel_clock.now(), scope=Scope(frozenset({0})))["waiting"] == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of SQLite")
def test_nothing_is_read_from_end_to_end(strike_story, reply):
    reply(strike_story)

    with CaptureQueriesContext(connection) as asked:
        statistics(days=30, at=kernel_clock.now())

    for query in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = " ".join(row[-1] for row in cursor.fetchall())
        assert not re.search(r"SCAN comments_(comment|decision)(?! USING)", plan), plan


def test_arrivals_and_decisions_are_of_the_scope(moss, strike_story, reply):
    judge(reply(strike_story), "approve", moss)
    mine = Comment.objects.get().category_id

    here = statistics(days=1, at=kernel_clock.now(), scope=Scope(frozenset({mine})))
    there = statistics(days=1, at=kernel_clock.now(), scope=Scope(frozenset({0})))

    assert (here["arrivals"], here["decisions"], here["measured_on"]) == (1, 1, 1)
    assert (there["arrivals"], there["decisions"], there["measured_on"]) == (0, 0, 0)
    assert there["moderators"] == []
    assert not any(hour["arrivals"] or hour["decisions"] for hour in there["hours"])
