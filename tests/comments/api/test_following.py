"""The newsroom expects that a frontend follows a discussion, and hears nothing twice or wrong."""

import pytest

from comments.models import Comment, State
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


def url(story, after=None):
    address = f"/api/v1/articles/{story.slug}/comments/since/"
    return address if after is None else f"{address}?after={after}"


def now(api, story):
    said = api.get(url(story)).json()
    assert (said["results"], said["more"]) == ([], False)
    return said["after"]


def happened(api, story, after):
    said = api.get(url(story, after)).json()
    return [(event["event"], event["comment"]["id"]) for event in said["results"]]


def test_a_page_says_where_to_go_on_from(api, open_story, reply):
    first = reply(open_story)
    page = api.get(f"/api/v1/articles/{open_story.slug}/comments/").json()
    second = reply(open_story, to=first)

    said = api.get(url(open_story, page["after"])).json()

    assert [event["comment"]["id"] for event in said["results"]] == [second.key]
    assert said["results"][0]["event"] == "comment"
    alone = api.get(f"/api/v1/comments/{second.key}/").json()
    assert alone.pop("article")["slug"] == open_story.slug
    assert said["results"][0]["comment"] == alone
    assert said["count"] == 2
    assert happened(api, open_story, said["after"]) == []


def test_what_changed_and_what_went_is_told(api, open_story, moss, reply):
    kept, changed, gone = (reply(open_story) for _number in range(3))
    below = reply(open_story, to=changed)
    after = now(api, open_story)

    judge(gone, "reject", moss)
    judge(changed, "hold", moss)

    assert happened(api, open_story, after) == [("remove", gone.key), ("update", changed.key)]
    assert kept.key not in str(happened(api, open_story, after))
    judge(below, "reject", moss)
    assert happened(api, open_story, after)[1:] == [("remove", changed.key), ("remove", below.key)]


def test_nobody_hears_of_what_nobody_saw(api, strike_story, moss, reply):
    after = now(api, strike_story)
    reply(strike_story, "This waits.")
    judge(reply(strike_story, "This is refused."), "spam", moss)
    came = reply(strike_story, approved_by=moss)
    judge(came, "reject", moss)

    assert happened(api, strike_story, after) == []
    judge(came, "approve", moss)
    assert happened(api, strike_story, after) == [("comment", came.key)]


def test_a_thread_comes_back_with_all_that_stands_below(api, open_story, moss, reply):
    root = reply(open_story)
    answers = [reply(open_story, to=root) for _number in range(3)]
    judge(root, "reject", moss)
    after = now(api, open_story)

    judge(root, "approve", moss)

    assert happened(api, open_story, after) == [("update", one.key) for one in (root, *answers)]


def test_a_long_absence_is_told_in_parts(api, open_story, moss, reply, monkeypatch):
    monkeypatch.setattr("comments.queries.changes.MOST", 3)
    root = reply(open_story)
    answers = [reply(open_story, to=root) for _number in range(6)]
    judge(root, "reject", moss)
    after = now(api, open_story)
    judge(root, "approve", moss)  # seven rows in one change
    last = reply(open_story)

    told, more = [], True
    while more:
        said = api.get(url(open_story, after)).json()
        told += [(event["event"], event["comment"]["id"]) for event in said["results"]]
        assert len(said["results"]) <= 3
        after, more = said["after"], said["more"]

    assert told == [*(("update", one.key) for one in (root, *answers)), ("comment", last.key)]


def test_a_cursor_belongs_to_its_story(api, open_story, closed_column):
    after = now(api, closed_column)

    for said in (after, "nonsense", after[:-2], "a:b:c"):
        answer = api.get(url(open_story, said))
        assert answer.status_code == 400, said
        assert answer.json()["errors"][0]["code"] == "bad_cursor"
    assert api.get(url(open_story, "")).json()["results"] == []


def test_votes_are_no_news(api, open_story, reply, django_assert_num_queries):
    one = reply(open_story)
    before = api.get(url(open_story))
    Comment.objects.filter(pk=one.pk).update(up=5)
    open_story.discussion.touched += 1
    open_story.discussion.save(update_fields=["touched"])

    with django_assert_num_queries(1):
        answer = api.get(url(open_story), headers={"If-None-Match": before["ETag"]})

    assert answer.status_code == 304


def test_a_story_that_is_no_more_is_not_followed(api, open_story, draft_story, ada):
    assert api.get(url(draft_story)).status_code == 404
    assert api.get(f"/api/v1/articles/{open_story.slug}/comments/since/?since=1").status_code == 400


def test_every_visible_state_has_a_change(open_story, moss, reply):
    root = reply(open_story)
    judge(reply(open_story, to=root), "hold", moss)
    reply(open_story, to=root)

    shown = Comment.objects.filter(article=open_story, shown=True)

    assert not shown.filter(first_change=0).exists()
    assert not Comment.objects.exclude(state=State.PUBLISHED).filter(shown=True).exists()
