"""The newsroom expects that what the database joins is what the contract says, byte by byte."""

from dataclasses import replace

import pytest
from django.db.models import F

from cms.kernel.answers import dumps
from cms.kernel.clock import rfc3339
from comments.models import Comment, State
from comments.queries.items import fragments, lists
from comments.queries.thread import thread_sql
from comments.rules import tree
from tests.comments.conftest import TROY, judge

pytestmark = pytest.mark.django_db


def shown_by_the_database(story):
    root = Comment.objects.get(article=story, parent=None)
    params = {"root": root.pk, "low": "", "high": tree.AFTER_ALL, "n": 100, "width": 0}
    [items] = lists(params, thread_sql(limited=False))
    return [item.text + b"}" for item in items]


def contract(row):
    """Return a reply as API.md has it; a gap has no words and no author."""
    there = row["state"] == State.PUBLISHED
    return {
        "id": row["key"],
        "parent": row["parent_key"],
        "root": row["root_key"],
        "depth": row["depth"],
        "state": "published" if there else "removed",
        "html": row["html"] if there else None,
        "created_at": rfc3339(row["created_at"]),
        "edited_at": rfc3339(row["edited_at"]) if there else None,
        "author": {"name": row["author_name"], "kind": row["author_kind"]} if there else None,
        "score": {"up": row["up"], "down": row["down"]} if there else None,
        "reply_count": row["reply_count"],
        "pinned": there and row["pinned"],
        "featured": there and row["featured"],
    }


def shown_by_hand(story):
    rows = Comment.objects.filter(article=story, shown=True).exclude(parent=None).order_by("path")
    keys = {"parent_key": F("parent__key"), "root_key": F("root__key")}
    return [dumps(contract(row)) for row in rows.annotate(**keys).values(*WANTED)]


WANTED = (
    *("key", "parent_key", "root_key", "depth", "state", "html", "created_at", "edited_at"),
    *("author_name", "author_kind", "up", "down", "reply_count", "pinned", "featured"),
)


@pytest.fixture
def every_state(open_story, moss, reply):
    """A thread in which readers see a reply in every state that they can see."""
    root = reply(open_story)
    for state in State:
        by = replace(TROY, identity=f"troy {state}")
        one = reply(open_story, "Say “hello” to *them*\n\n> all & <none>", to=root, by=by)
        reply(open_story, to=one)
        if state == State.PENDING:
            judge(one, "hold", moss)
        elif state in {State.REJECTED, State.SPAM}:
            judge(one, "spam" if state == State.SPAM else "reject", moss)
        else:
            Comment.objects.filter(pk=one.pk).update(state=state)
    Comment.objects.filter(article=open_story).update(up=12, down=3, edited_at=root.created_at)
    Comment.objects.filter(article=open_story, reply_count=0).update(pinned=True, featured=True)
    return open_story


@pytest.mark.parametrize("written", ["when it happened", "never", "now"])
def test_every_state_is_shown_as_the_shape_says(every_state, written):
    rows = Comment.objects.filter(article=every_state)
    if written == "never":
        rows.update(fragment="")
    else:
        for pk, text in fragments(rows.values_list("pk", flat=True)).items():
            rows.filter(pk=pk).exclude(fragment="").update(fragment=text)
    states = set(rows.filter(shown=True).values_list("state", flat=True))

    assert states == {State.PUBLISHED, State.PENDING, State.REMOVED, State.ERASED}
    assert shown_by_the_database(every_state) == shown_by_hand(every_state)


def test_words_are_not_shown_in_a_state_that_hides_them(open_story, reply):
    root = reply(open_story)
    gone = reply(open_story, "Never again.", to=root)
    reply(open_story, to=gone)
    Comment.objects.filter(pk=gone.pk).update(state=State.REMOVED)  # past the transition

    assert "Never again" in Comment.objects.get(pk=gone.pk).fragment
    assert b"Never again" not in b"".join(shown_by_the_database(open_story))


def test_a_reply_that_nobody_saw_is_not_written_down(strike_story, moss, reply):
    waiting = reply(strike_story)
    seen = reply(strike_story, approved_by=moss)
    judge(seen, "reject", moss)

    kept = dict(Comment.objects.values_list("pk", "fragment"))

    assert kept[waiting.pk] == ""
    assert '"state":"removed"' in kept[seen.pk]
    assert "Reply number" not in kept[seen.pk]
