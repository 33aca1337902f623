"""The newsroom expects that a thread says when readers last saw something new in it."""

import pytest
from django.db import connection

from comments.actions.transition import _LATEST, find_activity
from comments.models import Comment
from comments.rules import tree
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


def activity_of(comment):
    return Comment.objects.values_list("last_activity_at", flat=True).get(pk=comment.pk)


def test_what_is_taken_away_was_no_news(clock, strike_story, moss, reply):
    root = reply(strike_story, approved_by=moss)
    clock.shift(60)
    first = reply(strike_story, to=root, approved_by=moss)
    clock.shift(60)
    last = reply(strike_story, to=first, approved_by=moss)
    seen = [activity_of(root)]

    for comment, decision in ((last, "reject"), (first, "hold"), (last, "approve")):
        judge(comment, decision, moss)
        seen.append(activity_of(root))

    assert seen == [last.published_at, first.published_at, root.published_at, last.published_at]
    find_activity(root.pk)
    assert activity_of(root) == last.published_at


def test_a_thread_without_anything_to_see_is_as_old_as_its_root(clock, strike_story, moss, reply):
    root = reply(strike_story)
    clock.shift(60)
    judge(root, "approve", moss)
    root.refresh_from_db()
    assert activity_of(root) == root.published_at

    judge(root, "reject", moss)

    assert activity_of(root) == root.created_at


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL joins indexes")
def test_only_the_thread_is_looked_through(strike_story):
    values = [strike_story.pk, *tree.thread("00000001"), "published", 0]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {_LATEST}", values)
        [step] = [row[3] for row in cursor.fetchall()]

    assert "USING INDEX comment_path (article_id=? AND path>? AND path<?)" in step
