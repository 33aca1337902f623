"""The newsroom expects that a page of replies costs the same in any discussion."""

import pytest
from django.db import connection

from comments.queries import thread
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other planners scan small tables")
@pytest.mark.parametrize("ordering", thread.ORDERINGS)
def test_every_order_of_roots_is_a_walk_of_an_index(open_story, reply, ordering):
    for _number in range(30):
        reply(open_story)

    plan = thread.roots(open_story.pk).order_by(*thread.ORDERINGS[ordering])[:20].explain()

    assert "USING INDEX comment_roots_" in plan
    assert "TEMP B-TREE" not in plan


def test_first_replies_are_read_in_one_statement(open_story, reply, django_assert_num_queries):
    roots = [reply(open_story) for _number in range(4)]
    for root in roots[:3]:
        for _number in range(3):
            reply(open_story, to=root)

    rows = list(thread.roots(open_story.pk, first=1))
    with django_assert_num_queries(1):
        found = thread.first_replies(rows)

    assert [len(found.get(root.pk, [])) for root in roots] == [2, 2, 2, 0]


def test_a_long_thread_gives_only_its_beginning(open_story, reply):
    root = reply(open_story)
    answers = [reply(open_story, to=root) for _number in range(12)]

    rows = list(thread.roots(open_story.pk, first=3))

    assert [row["key"] for row in thread.first_replies(rows)[root.pk]] == [
        answer.key for answer in answers[:4]
    ]


def test_what_readers_may_not_see_stands_beside_nothing(strike_story, moss, reply):
    before, here, after = (reply(strike_story, approved_by=moss) for _number in range(3))
    row = thread.one(here.key, here.created_at)
    judge(before, "reject", moss)

    left, right = thread.beside(row, count=3)

    assert left == []
    assert [one["key"] for one in right] == [after.key]
