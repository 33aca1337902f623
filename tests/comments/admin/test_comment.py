"""The newsroom expects that moderators decide in the admin by the same rules as anywhere."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from comments.admin.comment import in_words
from comments.models import Comment, CommentRevision, Decision, Report, State, Vote
from tests.comments.conftest import RHEA, judge

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/comment/"
TOLD = {"approve": "Approved", "reject": "Rejected", "spam": "Marked as spam"}


@pytest.fixture
def desk(moss):
    client = Client()
    client.force_login(moss)
    return client


def select(desk, action, *comments, **facts):
    versions = {f"version-{comment.pk}": comment.version for comment in comments}
    chosen = [str(comment.pk) for comment in comments]
    body = {"action": action, "_selected_action": chosen, **versions, **facts}
    return desk.post(LIST, body, follow=True)


def press(desk, comment, decision, version=None, **facts):
    body = {"decision": decision, f"version-{comment.pk}": version or comment.version, **facts}
    door = reverse("admin:comments_comment_decide", args=[comment.pk])
    return desk.post(door, body, follow=True)


def test_the_list_shows_what_waits_and_no_addresses(desk, strike_story, reply):
    comment = reply(strike_story, by=replace(RHEA, email="rhea@reader.example"))

    answer = desk.get(LIST)

    text = answer.content.decode()
    assert comment.text in text
    assert "the story is read first" in text
    assert str(strike_story) in text
    assert f'name="version-{comment.pk}" value="1"' in text
    assert "rhea@" not in text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("suspect_words", "suspect words"),
        ("newcomer", "first comment of a newcomer"),
        ("links", "several links"),
        ("phase_failed:form", "a check failed"),
        ("sent_at_night", "sent at night"),
    ],
)
def test_what_was_found_is_said_in_words(code, words):
    finding = {"code": code}

    said = in_words(finding)

    assert said == words


def test_the_buttons_stand_beside_the_words(desk, strike_story, reply):
    reply(strike_story)

    page = desk.get(LIST)

    columns = page.context["cl"].list_display
    assert columns[columns.index("excerpt") + 1] == "decide"
    assert "comments/queue.css" in page.content.decode()


def test_the_list_can_be_narrowed_and_searched(desk, strike_story, reply):
    reply(strike_story, "A calm word.")
    reply(strike_story, "See http://a.example http://b.example")

    assert "A calm word." not in desk.get(f"{LIST}?held_for=links").content.decode()
    assert "A calm word." in desk.get(f"{LIST}?state=pending&q=calm").content.decode()
    assert "A calm word." not in desk.get(f"{LIST}?state=spam").content.decode()


def test_the_first_page_leads_to_the_replies_that_wait(desk, moss, strike_story, reply):
    waiting, decided = reply(strike_story, "Still unread."), reply(strike_story, "Read before.")
    judge(decided, "approve", moss)

    page = desk.get("/admin/").content.decode()
    door = re.search(r'href="([^"]+)">1 reply waits for a moderator', page)

    assert door is not None
    shown = desk.get(unescape(door[1])).content.decode()
    assert waiting.text in shown
    assert decided.text not in shown


def test_the_list_costs_the_same_for_one_and_thirty(
    desk, strike_story, reply, django_assert_max_num_queries
):
    for _number in range(30):
        reply(strike_story)

    with django_assert_max_num_queries(12):
        desk.get(LIST)


@pytest.mark.parametrize(("action", "state"), [("approve", State.PUBLISHED), ("spam", State.SPAM)])
def test_many_are_decided_at_once(desk, moss, strike_story, reply, action, state):
    comments = [reply(strike_story) for _number in range(3)]

    answer = select(desk, action, *comments)

    assert f"{TOLD[action]}: 3." in answer.content.decode()
    assert set(Comment.objects.values_list("state", flat=True)) == {state}
    assert set(Decision.objects.filter(what=action).values_list("by", flat=True)) == {moss.pk}


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_what_stands_on_other_pages_is_not_decided_unseen(desk, strike_story, reply, action):
    comments = [reply(strike_story) for _number in range(2)]

    answer = select(desk, action, *comments, select_across="1")

    assert "Only the comments of one page" in answer.content.decode()
    assert set(Comment.objects.values_list("state", flat=True)) == {State.PENDING}


def test_rejecting_asks_why(desk, strike_story, reply):
    comment = reply(strike_story)

    asked = select(desk, "reject", comment)
    comment.refresh_from_db()
    assert comment.state == State.PENDING
    assert f'name="version-{comment.pk}" value="1"' in asked.content.decode()
    select(desk, "reject", comment, reason="abuse", note="Insults.")

    comment.refresh_from_db()
    assert comment.state == State.REJECTED
    decision = Decision.objects.get(what="reject")
    assert (decision.reason, decision.note) == ("abuse", "Insults.")


@pytest.mark.parametrize(
    ("decision", "state", "reason"),
    [
        ("approve", State.PUBLISHED, ""),
        ("reject", State.REJECTED, "other"),
        ("spam", State.SPAM, "spam"),
    ],
)
def test_one_is_decided_from_its_row(desk, strike_story, reply, decision, state, reason):
    comment = reply(strike_story, "Count the\nboats & wait.")

    answer = press(desk, comment, decision)

    assert f"{TOLD[decision]}: “Count the boats &amp; wait.”" in answer.content.decode()

    comment.refresh_from_db()
    assert comment.state == state
    assert Decision.objects.get(what=decision).reason == reason


def test_who_comes_second_is_told_who_was_first(desk, ada, strike_story, reply):
    comment = reply(strike_story)
    judge(comment, "spam", ada)

    answer = press(desk, comment, "approve", version=1)

    assert "ada was faster" in answer.content.decode()
    comment.refresh_from_db()
    assert comment.state == State.SPAM


def test_a_page_shows_the_comment_and_its_decisions(desk, ada, strike_story, reply):
    comment = reply(strike_story)
    judge(comment, "reject", ada, note="Insults.")

    text = desk.get(f"{LIST}{comment.pk}/change/").content.decode()

    assert comment.text in text
    assert "Insults." in text
    assert 'value="approve"' in text
    assert 'name="_save"' not in text


def test_a_page_opens_with_the_words_and_the_decision(desk, strike_story, reply):
    comment = reply(strike_story, "A <b>calm</b> word.")

    text = desk.get(f"{LIST}{comment.pk}/change/").content.decode()

    words, decision = text.index("comment-words"), text.index('class="comment-decide"')
    assert words < decision < text.index('id="content-main"') < text.index("Technical facts")
    assert "A &lt;b&gt;calm&lt;/b&gt; word." in text
    assert "<b>calm</b>" not in text


def test_without_the_right_nobody_decides(strike_story, reply, django_user_model):
    mia = django_user_model.objects.create_user("mia", is_staff=True)
    mia.user_permissions.add(Permission.objects.get(codename="view_comment"))
    client = Client()
    client.force_login(mia)
    comment = reply(strike_story)

    assert press(client, comment, "approve").status_code == 403
    select(client, "approve", comment)
    assert client.get(reverse("admin:comments_comment_decide", args=[1])).status_code == 405

    comment.refresh_from_db()
    assert comment.state == State.PENDING


@pytest.mark.parametrize("model", ["decision", "commentrevision", "loghead", "comment"])
def test_nothing_is_added_changed_or_deleted_by_hand(ada, strike_story, reply, model):
    client = Client()
    client.force_login(ada)
    comment = reply(strike_story)
    pk = {"comment": comment.pk, "decision": Decision.objects.get().pk}.get(model, 1)

    assert client.get(f"/admin/comments/{model}/").status_code == 200
    assert client.get(f"/admin/comments/{model}/add/").status_code == 403
    assert client.post(f"/admin/comments/{model}/{pk}/delete/").status_code in {302, 403}
    assert client.post(f"/admin/comments/{model}/{pk}/change/", {"text": "x"}).status_code in {
        302,
        403,
    }
    comment.refresh_from_db()
    assert comment.text != "x"
    assert Decision.objects.count() == 1


def test_a_page_shows_what_readers_reported_and_earlier_wordings(desk, open_story, reply):
    comment = reply(open_story)
    Report.objects.create(
        comment=comment, revision=1, identity="mina-secret", reason="abuse", note="He insults me."
    )
    CommentRevision.objects.create(comment=comment, number=1, text="What I said at first.", html="")
    Comment.objects.filter(pk=comment.pk).update(open_reports=1)

    text = desk.get(f"{LIST}{comment.pk}/change/").content.decode()

    assert "He insults me." in text
    assert "What I said at first." in text
    assert "mina-secret" not in text
    assert 'value="approve"' in text  # keeps it, and answers the report


def test_nobody_is_asked_about_what_its_author_took_back(desk, moss, open_story, reply):
    comment = reply(open_story)
    judge(comment, "reject", moss)
    Comment.objects.filter(pk=comment.pk).update(removed_at=comment.created_at)

    text = desk.get(f"{LIST}{comment.pk}/change/").content.decode()

    assert 'name="decision"' not in text


@pytest.mark.parametrize("model", ["vote", "report"])
def test_votes_and_reports_are_only_looked_at_and_name_nobody(ada, open_story, reply, model):
    comment = reply(open_story)
    vote = Vote.objects.create(comment=comment, identity="mina-secret", value=1)
    report = Report.objects.create(
        comment=comment, revision=1, identity="mina-secret", reason="abuse"
    )
    pk = {"vote": vote.pk, "report": report.pk}[model]
    client = Client()
    client.force_login(ada)

    listed = client.get(f"/admin/comments/{model}/")
    page = client.get(f"/admin/comments/{model}/{pk}/change/")

    assert (listed.status_code, page.status_code) == (200, 200)
    assert "mina-secret" not in listed.content.decode() + page.content.decode()
    assert client.get(f"/admin/comments/{model}/add/").status_code == 403
    assert client.post(f"/admin/comments/{model}/{pk}/delete/").status_code == 403
