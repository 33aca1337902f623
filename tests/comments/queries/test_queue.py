"""The newsroom expects that the queue's first page is read from an index, however many wait."""

import pytest
from django.db import connection

from cms.kernel import clock as kernel_clock
from comments.queries.queue import ORDERINGS, VIEWS, Wanted, queue
from comments.queries.scope import Scope

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="plans of SQLite"),
]


def plan(wanted, ordering):
    rows = queue(wanted, at=kernel_clock.now()).order_by(*ORDERINGS[ordering])
    return rows[:20].explain()


@pytest.mark.parametrize("claimed", ["", "free"])
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_what_waits_is_read_in_its_order(ordering, claimed):
    said = plan(Wanted(claimed=claimed, user=1), ordering)

    assert "USING INDEX comment_queue" in said
    assert "TEMP B-TREE" not in said


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(category="city"), "comment_queue_category"),
        (Wanted(scope=Scope(frozenset({1}))), "comment_queue_category"),
        (Wanted(view="reported"), "comment_reported"),
    ],
)
def test_a_part_of_it_too(city, wanted, index):
    said = plan(wanted, "risk")

    assert f"USING INDEX {index}" in said
    assert "TEMP B-TREE" not in said


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_looks_at_every_reply(view):
    assert "SCAN comments_comment\n" not in plan(Wanted(view=view), "oldest") + "\n"


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_what_is_reported_is_read_from_its_short_index(ordering):
    assert "USING INDEX comment_reported" in plan(Wanted(view="reported"), ordering)
