"""The newsroom expects that a page of replies costs the same in any discussion."""

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test.utils import CaptureQueriesContext

from comments.api.kept import remembered
from comments.queries import thread
from comments.queries.thread import Walk
from comments.rules import tree
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


def keys(items):
    return [item.text[7:19].decode() for item in items]


def test_roots_come_with_their_first_replies_in_one_statement(
    open_story, reply, django_assert_num_queries
):
    roots = [reply(open_story) for _number in range(4)]
    answers = {root.pk: [reply(open_story, to=root) for _number in range(3)] for root in roots[:3]}

    with django_assert_num_queries(1):
        found = thread.roots(open_story.pk, "oldest", Walk(20), first=2)

    assert [row.key.decode() for row in found] == [root.key for root in roots]
    for row in found[:3]:
        assert keys(row.replies) == [one.key for one in answers[int(row.item.id)][:2]]
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
    assert {tree.depth_of(item.path.decode()) for item in two_levels} == {1, 2}


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


class Plans:
    """What SQLite means to do for each statement of a reader's call."""

    def __init__(self, monkeypatch):
        self.said = []
        execute = CursorWrapper.execute

        def explained(cursor, sql, params=None):
            if sql.lstrip().startswith("SELECT") and "comments_comment" in sql:
                with connection.cursor() as asking:
                    execute(asking, f"EXPLAIN QUERY PLAN {sql}", params)
                    self.said.append("\n".join(row[3] for row in asking.fetchall()))
            return execute(cursor, sql, params)

        monkeypatch.setattr(CursorWrapper, "execute", explained)


# Steps through a handful of rows that a walk of an index has found.
FEW = ("SCAN x", "SCAN y", "SCAN z", "SCAN s", "SCAN step", "SCAN CONSTANT ROW")
PATHS = [
    *(f"articles/{{slug}}/comments/?ordering={name}&cursor=" for name in thread.ORDERINGS),
    *(f"articles/{{slug}}/comments/?ordering={name}&limit=1" for name in thread.ORDERINGS),
    "articles/{slug}/comments/?depth=1",
    "articles/{slug}/comments/since/?after={after}",
    *("comments/{root}/", "comments/{root}/replies/", "comments/{root}/replies/?depth=1"),
    *(
        "comments/{middle}/replies/",
        "comments/{middle}/replies/?depth=2",
        "comments/{root}/context/",
    ),
    *("comments/{middle}/context/", "comments/counts/?articles={slug},nowhere"),
]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other planners scan small tables")
@pytest.mark.parametrize("path", PATHS)
def test_every_read_is_a_walk_of_an_index(api, open_story, reply, monkeypatch, path):
    after = api.get(f"/api/v1/articles/{open_story.slug}/comments/since/").json()["after"]
    root = reply(open_story)
    middle = reply(open_story, to=root)
    reply(open_story, to=reply(open_story, to=middle))
    reply(open_story)
    names = {"slug": open_story.slug, "after": after, "root": root.key, "middle": middle.key}
    plans = Plans(monkeypatch)

    address = f"/api/v1/{path.format(**names)}"
    while address:
        answer = api.get(address)
        assert answer.status_code == 200
        address = answer.json().get("next")

    for plan in plans.said:
        steps = [step for step in plan.splitlines() if step.startswith(("SCAN", "USE TEMP"))]
        assert [step for step in steps if step not in FEW] == [], plan
        for step in plan.splitlines():
            # These hold what readers do not see, too: only whole paths are looked up there.
            assert "INDEX comment_thread (" not in step, plan
            assert "INDEX comment_path (" not in step or "path=?" in step, plan


@pytest.mark.parametrize("path", PATHS)
def test_every_read_costs_the_same_statements_in_a_long_discussion(api, open_story, reply, path):
    after = api.get(f"/api/v1/articles/{open_story.slug}/comments/since/").json()["after"]
    root = reply(open_story)
    middle = reply(open_story, to=root)
    names = {"slug": open_story.slug, "after": after, "root": root.key, "middle": middle.key}

    def spent():
        remembered.forget()
        with CaptureQueriesContext(connection) as queries:
            assert api.get(f"/api/v1/{path.format(**names)}").status_code == 200
        return len(queries)

    for _number in range(2):
        reply(open_story, to=middle)
        reply(open_story)
    few = spent()
    for _number in range(12):
        reply(open_story, to=reply(open_story, to=middle))
        reply(open_story)

    assert spent() == few <= 3
