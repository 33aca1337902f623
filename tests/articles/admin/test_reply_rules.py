"""The newsroom expects that replies can be tightened everywhere with a few clicks."""

import pytest

from articles.actions.change_reply_rules import change_reply_rules
from articles.models import ReplyRules
from tests.articles.staff import somebody

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/replyrules/"
SITE = {
    "policy": "open", "repliers": "everybody", "premoderated_after_days": "",
    "closes_after_days": "30", "unless_said": "premoderated", "emergency": "",
}  # fmt: skip


@pytest.fixture
def chief(client):
    user = somebody("chief")
    client.force_login(user)
    return user


def test_the_list_opens_with_the_row_of_the_whole_site(client, chief):
    page = client.get(LIST)

    assert "the whole site" in page.content.decode()
    assert ReplyRules.objects.get().category is None


def test_the_emergency_switch_is_one_form(client, chief):
    client.get(LIST)
    row = ReplyRules.objects.get()

    client.post(f"{LIST}{row.pk}/change/", SITE | {"emergency": "closed"})

    row.refresh_from_db()
    assert (row.emergency, row.closes_after_days) == ("closed", 30)


def test_a_category_gets_a_row_of_its_own_and_loses_it_again(client, chief, strike_story):
    posted = SITE | {"category": strike_story.category_id, "policy": "premoderated"}

    client.post(f"{LIST}add/", posted)
    row = ReplyRules.objects.get(category=strike_story.category_id)
    assert (row.policy, row.unless_said) == ("premoderated", "premoderated")

    client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"})
    assert not ReplyRules.objects.filter(category=strike_story.category_id).exists()


def test_the_site_has_one_row_and_keeps_it(client, chief):
    row = change_reply_rules(by=chief)

    again = client.post(f"{LIST}add/", SITE | {"category": ""})
    gone = client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"})

    assert "has its rules already" in again.content.decode()
    assert gone.status_code == 403
    assert ReplyRules.objects.get().pk == row.pk


def test_contributors_see_no_rules(client):
    client.force_login(somebody("contributor"))

    assert client.get(f"{LIST}add/").status_code == 403
