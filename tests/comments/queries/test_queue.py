"""The newsroom expects that the queue's first page is read from an index, however many wait."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.kernel import clock as kernel_clock
from comments.admin.comment import CommentAdmin
from comments.models import Comment
from comments.queries.queue import ORDERINGS, VIEWS, Wanted, queue
from comments.queries.queue_counts import counts
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


@pytest.mark.parametrize("scope", [Scope(), Scope(frozenset({1})), Scope(frozenset({1, 2}))])
def test_the_numbers_of_the_views_are_counted_in_indexes(scope):
    with CaptureQueriesContext(connection) as queries:
        counts(Wanted(scope=scope))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        steps = [row[3] for row in cursor.fetchall()]

    looks = [step for step in steps if "comments_comment" in step]
    assert len(looks) == 3
    assert all("INDEX comment_" in step for step in looks), steps
    assert "comment_reported" in looks[2], steps
    assert "published" not in queries[0]["sql"].lower().split("not (")[0]


def test_the_list_of_all_replies_begins_without_a_look_at_all_of_them():
    ordering = CommentAdmin.ordering

    said = Comment.objects.select_related("article").order_by(*ordering)[:100].explain()

    assert "TEMP B-TREE" not in said
    assert CommentAdmin.date_hierarchy is None, "it would look for all the years there are"
