"""The newsroom expects that every count can be proved."""

import io

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Discussion
from comments.models import Comment
from comments.rules import tree
from comments.rules.counting import recounted
from comments.rules.ranking import wilson
from comments.rules.states import State, is_shown

FINE = State.PUBLISHED.value


def said(*options):
    out = io.StringIO()
    call_command("recount", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_true_counts_are_left_alone(open_story, reply):
    reply(open_story, to=reply(open_story))

    assert "All counts agree." in said("--check")


@pytest.mark.django_db
def test_a_false_count_is_found_and_put_right(open_story, reply):
    root = reply(open_story)
    reply(open_story, to=root)
    Comment.objects.filter(pk=root.pk).update(visible_descendants=7, reply_count=0)
    Discussion.objects.filter(pk=open_story.pk).update(comment_count=40)

    with pytest.raises(CommandError, match="3 counts differ"):
        said("--check")
    root.refresh_from_db()
    assert root.visible_descendants == 7
    assert "3 counts put right." in said()
    assert "All counts agree." in said("--check")
    open_story.discussion.refresh_from_db()
    assert open_story.discussion.comment_count == 2


@pytest.mark.django_db
def test_votes_and_reports_are_counted_anew_too(api, open_story, reply):
    comment = reply(open_story)
    api.put(f"/api/v1/comments/{comment.key}/vote/", {"value": 1}, format="json")
    api.post(f"/api/v1/comments/{comment.key}/reports/", {"reason": "abuse"}, format="json")
    Comment.objects.filter(pk=comment.pk).update(up=8, up_brought=4, open_reports=0)

    with pytest.raises(CommandError, match="3 counts differ"):
        said("--check")
    said()

    assert "All counts agree." in said("--check")
    comment.refresh_from_db()
    assert (comment.up, comment.down, comment.open_reports) == (5, 0, 1)
    assert comment.wilson == wilson(5, 0)


def test_a_judged_reply_takes_its_thread_out_of_the_count():
    a, b, c, d = (tree.segment(number) for number in range(1, 5))
    rows = [(1, a, FINE), (2, a + b, "rejected"), (3, a + b + c, FINE), (4, d, FINE)]

    total, nodes = recounted(rows)

    assert total == 2
    assert [node.visible_descendants for node in nodes] == [0, 1, 0, 0]
    assert [node.buried for node in nodes] == [0, 0, 1, 0]
    assert [node.reply_count for node in nodes] == [0, 1, 0, 0]


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(State)), max_size=30))
def test_the_count_of_a_story_is_what_readers_can_see(shape):
    paths: list[str] = []
    rows = []
    for number, (above, state) in enumerate(shape, start=1):
        parent = paths[above] if above < len(paths) else ""
        paths.append(parent + tree.segment(number))
        rows.append((number, paths[-1], state.value))

    total, nodes = recounted(sorted(rows, key=lambda row: row[1]))

    seen = [node for node in nodes if node.state is State.PUBLISHED and not node.buried]
    assert total == len(seen)
    for node in nodes:
        if is_shown(node.state, buried=node.buried, visible_descendants=node.visible_descendants):
            below = [one for one in seen if one.path.startswith(node.path) and one is not node]
            assert node.visible_descendants == len(below)
