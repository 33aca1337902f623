"""The newsroom expects that the admin too shows a moderator only what is in scope."""

import pytest
from django.contrib.auth.models import Permission

from articles.models import Category
from comments.models import ModeratorScope
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db
LISTS = ("comment", "decision", "report", "commentrevision")
SCOPES = "/admin/comments/moderatorscope/"


@pytest.mark.parametrize("rows", LISTS)
def test_what_is_out_of_scope_is_in_no_list(client, moss, ada, strike_story, reply, rows):
    comment = reply(strike_story, "The tugboat captain said no.")
    judge(comment, "approve", ada)
    client.force_login(moss)
    door = f"/admin/comments/{rows}/"
    before = client.get(door).content

    ModeratorScope.objects.create(
        user=moss, category=Category.objects.create(slug="sport", name="Sport")
    )

    after = client.get(door)
    assert after.status_code == 200
    assert b"tugboat" not in after.content
    assert (b"tugboat" in before) == (rows in {"comment", "decision"})
    assert client.get(f"/admin/comments/comment/{comment.pk}/change/").status_code == 302


def test_only_who_leads_says_who_reads_what(client, moss, city):
    client.force_login(moss)
    form = {"user": moss.pk, "category": city.pk}
    assert client.post(f"{SCOPES}add/", form).status_code == 403
    assert not ModeratorScope.objects.exists()

    moss.user_permissions.add(Permission.objects.get(codename="lead_moderation"))

    assert client.post(f"{SCOPES}add/", form).status_code == 302
    assert ModeratorScope.objects.get().category == city


def test_deciding_out_of_scope_is_answered_like_a_number_that_is_none(
    client, moss, strike_story, reply
):
    comment = reply(strike_story)
    ModeratorScope.objects.create(
        user=moss, category=Category.objects.create(slug="sport", name="Sport")
    )
    client.force_login(moss)
    said = {"decision": "approve", f"version-{comment.pk}": comment.version}

    answers = []
    for pk in (comment.pk, comment.pk + 999):
        answer = client.post(f"/admin/comments/comment/{pk}/decide/", said, follow=True)
        answers.append([str(message) for message in answer.context["messages"]])

    assert answers[0] == answers[1] == []
    comment.refresh_from_db()
    assert comment.state == "pending"
