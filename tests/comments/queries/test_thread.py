"""The newsroom expects that a page of replies costs the same in any discussion."""

import pytest

from comments.queries import thread
from comments.queries.thread import Walk
from comments.rules import tree
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


def keys(items):
    return [item.text[7:19] for item in items]


def test_roots_come_with_their_first_replies_in_one_statement(
    open_story, reply, django_assert_num_queries
):
    roots = [reply(open_story) for _number in range(4)]
    answers = {root.pk: [reply(open_story, to=root) for _number in range(3)] for root in roots[:3]}

    with django_assert_num_queries(1):
        found = thread.roots(open_story.pk, "oldest", Walk(20), first=2)

    assert [row.key for row in found] == [root.key for root in roots]
    for row in found[:3]:
        assert keys(row.replies) == [one.key for one in answers[row.id][:2]]
    assert found[3].replies == []


def test_a_level_of_a_thread_is_read_past_what_is_deeper(open_story, reply):
    root = reply(open_story)
    level = []
    for _number in range(4):
        level.append(reply(open_story, to=root))
        below = level[-1]
        for _deeper in range(3):
            below = reply(open_story, to=below)
    found = thread.found(root.key, root.created_at)

    [row] = thread.roots(open_story.pk, "newest", Walk(20), first=3, deepest=1)
    onwards = thread.replies(found, Walk(2, [level[0].path]), deepest=1)
    back = thread.replies(found, Walk(2, [level[3].path], backwards=True), deepest=1)
    two_levels = thread.replies(found, Walk(100), deepest=2)

    assert keys(row.replies) == [one.key for one in level[:3]]
    assert keys(onwards) == [one.key for one in level[1:3]]
    assert keys(back) == [one.key for one in level[1:3]]
    assert len(two_levels) == 8
    assert {tree.depth_of(item.path) for item in two_levels} == {1, 2}


def test_what_readers_may_not_see_stands_beside_nothing(strike_story, moss, reply):
    before, here, after = (reply(strike_story, approved_by=moss) for _number in range(3))
    judge(before, "reject", moss)

    above, left, right = thread.around(thread.found(here.key, here.created_at), count=3)

    assert (above, left) == ([], [])
    assert keys(right) == [after.key]


def test_neighbours_are_found_past_their_own_threads(open_story, moss, reply):
    root = reply(open_story)
    older, middle, younger = (reply(open_story, to=root) for _number in range(3))
    for one in (older, middle):
        reply(open_story, to=reply(open_story, to=one))
    reply(open_story, to=reply(open_story))

    found = thread.found(middle.key, middle.created_at)
    above, left, right = thread.around(found, count=3)

    assert [keys(part) for part in (above, left, right)] == [
        [root.key],
        [older.key],
        [younger.key],
    ]
