"""The newsroom expects that moderators set the screening, and keep somebody out, by themselves."""

import pytest

from articles.actions.discussion import set_discussion
from comments.models import Ban, ScreeningRules
from comments.queries.screening_numbers import NONE_OWED, Duties, duties
from tests.articles.staff import somebody

pytestmark = pytest.mark.django_db

NUMBERS = "/admin/comments/screeningrules/"
BANS = "/admin/comments/ban/"
POST = "/api/v1/articles/dockers-strike/comments/"


@pytest.fixture
def moderator(client):
    user = somebody("moderator")
    client.force_login(user)
    return user


def reply(api, email="", text="The quay was quiet this morning."):
    author = {"name": "Rhea"} | ({"email": email} if email else {})
    return api.post(POST, {"text": text, "author": author}, format="json")


def test_the_numbers_are_one_form(client, moderator):
    opened = client.get(NUMBERS)
    client.post(
        opened["Location"],
        {"too_fast_seconds": 3, "links_held_from": 1, "suspect_words": "review",
         "newcomers_held": 2, "history_held_from": "0.4", "reports_hold_from": "3"},
    )  # fmt: skip

    row = ScreeningRules.objects.get()
    assert (row.links_held_from, row.suspect_words, row.newcomers_held) == (1, "review", 2)


def test_what_the_newsroom_owes_authors_is_the_owners_to_say(client, moderator, ada):
    address = client.get(NUMBERS)["Location"]
    sent = {"too_fast_seconds": 3, "links_held_from": 2, "suspect_words": "hold",
            "newcomers_held": 0, "history_held_from": "0.5", "reports_hold_from": "3",
            "authors_told": "on", "reasons_stated": "on"}  # fmt: skip

    client.post(address, sent)
    client.force_login(ada)
    unnamed = client.post(address, sent)
    before = duties()
    client.post(address, {**sent, "terms_clause": "No. 3", "legal_basis": "§ 130 StGB"})

    assert unnamed.content.decode().count("Statements name it: fill it in.") == 2
    assert before == NONE_OWED
    assert duties() == Duties(
        tells_authors=True, states_reasons=True, terms_clause="No. 3", legal_basis="§ 130 StGB"
    )


def test_a_newcomer_is_held_where_the_numbers_say_so(api, open_story, moderator):
    form = api.get(f"{POST}form/").json()["form_token"]
    ScreeningRules.objects.create(newcomers_held=1, too_fast_seconds=0)
    sent = {"text": "My first reply here.", "author": {"name": "Rhea"}, "form_token": form}

    held = api.post(POST, sent, format="json")

    assert held.status_code == 202


def test_a_banned_address_may_not_reply_and_is_not_shown(client, moderator, api, strike_story):
    client.post(
        f"{BANS}add/",
        {"kind": "email", "value": "Troy@bridge.example", "reason": "abuse", "note": ""},
    )

    refused = reply(api, "troy@BRIDGE.example")
    listed = client.get(BANS).content.decode()

    assert (refused.status_code, refused.json()["code"]) == (403, "banned")
    assert refused.json()["until"] == "for good"
    assert "Tr…@bridge.example" in listed
    assert "Troy@" not in listed
    assert reply(api, "rhea@example.org").status_code == 202


def test_a_domain_is_banned_until_a_moment(client, moderator, api, strike_story, clock):
    client.post(
        f"{BANS}add/",
        {"kind": "domain", "value": "@bridge.example", "reason": "spam", "note": "",
         "until_0": "2026-11-22", "until_1": "10:00:00"},
    )  # fmt: skip
    assert reply(api, "anybody@bridge.example").json()["until"] == "2026-11-22T10:00:00.000Z"

    clock.move_to("2026-11-22T10:00:00+00:00")

    assert reply(api, "anybody@bridge.example").status_code == 202


def test_a_ban_is_lifted_and_remembered(client, moderator, api, strike_story):
    client.post(f"{BANS}add/", {"kind": "domain", "value": "bridge.example", "reason": "spam"})
    row = Ban.objects.get()

    client.post(BANS, {"action": "lift", "_selected_action": [row.pk]})

    row.refresh_from_db()
    assert row.ended_at is not None
    assert reply(api, "anybody@bridge.example").status_code == 202


@pytest.mark.parametrize(
    ("kind", "value"),
    [("email", "nobody"), ("email", "@x.example"), ("domain", "local"), ("domain", "a@b.example")],
)
def test_what_means_nobody_is_told_beside_the_field(client, moderator, kind, value):
    page = client.post(
        f"{BANS}add/", {"kind": kind, "value": value, "reason": "spam", "note": "seen twice"}
    )

    assert "errorlist" in page.content.decode()
    assert "seen twice" in page.content.decode()
    assert not Ban.objects.exists()


def test_editors_may_look_and_not_touch(client):
    client.force_login(somebody("editor"))

    assert client.get(f"{BANS}add/").status_code == 403
    assert client.get(BANS).status_code == 200


@pytest.fixture(autouse=True)
def _premoderated(clock, strike_story):
    set_discussion(article_id=strike_story.pk, policy="premoderated")
