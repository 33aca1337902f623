# ruff: noqa: RUF001 - letters that look alike are what this is about
"""The newsroom expects that moderators' tools read, change and try the lists."""

import pytest
from django.contrib.auth.models import Permission

from comments.models import BlockList, Comment
from tests.conftest import client_with

pytestmark = pytest.mark.django_db
LISTS = "/api/v1/moderation/rules/"
BLOCKED = "/api/v1/moderation/rules/blocked/"
TRY = "/api/v1/moderation/rules/try/"
TEXT = "# ours\ncheap pills\ncasino\n"


@pytest.fixture
def begun(moss_api):
    return moss_api.put(BLOCKED, {"text": TEXT, "version": 0}, format="json").json()


def somebody(users, codename):
    """Return the tool of a member of the newsroom who may do this alone."""
    mia = users.objects.create_user("mia", is_staff=True)
    mia.user_permissions.add(Permission.objects.get(codename=codename))
    return client_with(mia, "moderator")


@pytest.mark.parametrize(
    ("method", "door"),
    [("get", LISTS), ("get", BLOCKED), ("put", BLOCKED), ("patch", BLOCKED), ("post", TRY)],
)
def test_only_moderators_come_in(api, ada_api, method, door):
    body = {} if method == "get" else {"text": "x", "version": 0}

    assert getattr(api, method)(door, body, format="json").status_code == 401
    assert getattr(ada_api, method)(door, body, format="json").status_code == 403
    assert not BlockList.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch"])
def test_who_may_not_change_lists_may_look_and_try(django_user_model, method):
    client = somebody(django_user_model, "view_blocklist")

    assert client.get(BLOCKED).status_code == 200
    assert client.post(TRY, {"text": "x"}, format="json").status_code == 200
    answer = getattr(client, method)(BLOCKED, {"text": "x", "version": 0}, format="json")
    assert answer.status_code == 403


def test_who_may_change_lists_in_the_admin_may_here_without_deciding_on_replies(django_user_model):
    chief = somebody(django_user_model, "change_blocklist")

    assert chief.get(LISTS).status_code == 200
    assert chief.put(BLOCKED, {"text": TEXT, "version": 0}, format="json").status_code == 200
    assert chief.patch(BLOCKED, {"add": ["x1"], "version": 1}, format="json").status_code == 200
    assert chief.get("/api/v1/moderation/queue/").status_code == 403
    assert BlockList.objects.get(kind="blocked").version == 2


def test_who_decides_on_replies_and_may_not_see_the_lists_does_not(django_user_model):
    client = somebody(django_user_model, "moderate_comment")

    assert client.get("/api/v1/moderation/queue/").status_code == 200
    assert {client.get(door).status_code for door in (LISTS, BLOCKED)} == {403}
    assert client.post(TRY, {"text": "x"}, format="json").status_code == 403


def test_the_five_lists_are_shown_with_their_numbers(moss_api, begun):
    answer = moss_api.get(LISTS)

    assert answer["Cache-Control"] == "private, no-store"
    rows = {row["kind"]: row for row in answer.json()["results"]}
    assert list(rows) == ["blocked", "suspect", "links", "emails", "networks"]
    assert (rows["blocked"]["count"], rows["blocked"]["version"]) == (2, 1)
    assert rows["blocked"]["changed_by"] == "moss"
    assert rows["emails"] == {
        "kind": "emails", "count": 0, "version": 0, "changed_at": None, "changed_by": None,
    }  # fmt: skip


def test_a_list_is_put_read_and_patched(moss_api, begun):
    assert (begun["changed"], begun["added"], begun["version"], begun["count"]) == (True, 2, 1, 2)
    assert moss_api.get(BLOCKED).json()["text"] == TEXT

    body = {"add": ["roulette", "CASINO"], "remove": ["cheap  pills"], "version": 1}
    done = moss_api.patch(BLOCKED, body, format="json").json()

    assert (done["added"], done["removed"], done["repeated"], done["version"]) == (1, 1, 1, 2)
    assert moss_api.get(BLOCKED).json()["text"] == "# ours\ncasino\nroulette\n"


def test_notes_name_the_lines_that_say_nothing_new(moss_api, begun):
    body = {"text": "casino\n\nC\u00e1sino\n", "version": 1}

    done = moss_api.put(BLOCKED, body, format="json").json()

    assert done["note_count"] == 2
    assert done["notes"] == [
        {"line": 2, "code": "blank", "earlier": None},
        {"line": 3, "code": "repeated", "earlier": 1},
    ]


def test_a_change_needs_the_version_that_was_read(moss_api, begun):
    missing = moss_api.put(BLOCKED, {"text": ""}, format="json")
    stale = moss_api.patch(BLOCKED, {"add": ["bingo"], "version": 0}, format="json")

    assert (missing.status_code, missing.json()["code"]) == (428, "precondition_required")
    assert (stale.status_code, stale.json()["code"]) == (409, "version_conflict")
    assert (stale.json()["version"], stale.json()["changed_by"]) == (1, "moss")
    assert moss_api.get(BLOCKED).json()["text"] == TEXT


@pytest.mark.parametrize(
    "body",
    [
        {"text": "a", "version": 1},
        {"text": "fine\x00", "version": 1},
        {"text": 5, "version": 1},
        {"text": "fine", "version": "x"},
        {"text": "fine", "version": -1},
        {"text": "fine", "version": 10**30},
        {"text": "fine", "version": 1, "kind": "links"},
        {"version": 1},
        [],
        "text",
    ],
)
def test_a_strange_text_is_refused(moss_api, begun, body):
    answer = moss_api.put(BLOCKED, body, format="json")

    assert answer.status_code == 400
    assert moss_api.get(BLOCKED).json()["version"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {"version": 1},
        {"add": "casino", "version": 1},
        {"add": [5], "version": 1},
        {"add": [["x"]], "version": 1},
        {"add": ["two\nlines"], "version": 1},
        {"remove": {"a": 1}, "version": 1},
        {"add": ["x"] * 10_001, "version": 1},
    ],
)
def test_strange_lines_are_refused(moss_api, begun, body):
    answer = moss_api.patch(BLOCKED, body, format="json")

    assert answer.status_code == 400
    assert moss_api.get(BLOCKED).json()["version"] == 1


def test_a_half_of_a_character_is_refused(moss_api, begun):
    raw = b'{"text": "\\ud800", "version": 1}'

    assert moss_api.put(BLOCKED, raw, content_type="application/json").status_code == 400
    assert moss_api.post(TRY, raw, content_type="application/json").status_code == 400
    tried = b'{"text": "\\ud800"}'
    assert moss_api.post(TRY, tried, content_type="application/json").status_code == 400


def test_what_is_no_list_is_not_there(moss_api):
    door = "/api/v1/moderation/rules/words/"

    assert moss_api.get(door).status_code == 404
    assert moss_api.put(door, {"text": "", "version": 0}, format="json").status_code == 404
    assert moss_api.get(f"{LISTS}?kind=blocked").status_code == 400


def test_trying_says_which_entry_catches_what_and_where(moss_api, begun):
    for kind, text in {
        "links": "spam.example",
        "emails": "mail.example",
        "networks": "192.0.2.0/24",
        "suspect": "Trickster",
    }.items():
        moss_api.put(f"{LISTS}{kind}/", {"text": text, "version": 0}, format="json")
    body = {
        "text": "So cheap,\npills: https://www.spam.example/x",
        "name": "Тrickster",
        "url": "https://spam.example",
        "email": "troy@deep.mail.example",
        "network": "192.0.2.44",
    }

    said = moss_api.post(TRY, body, format="json").json()

    assert said["outcome"] == "reject"
    assert said["findings"][-1]["code"] == "blocked_word"
    assert [(one["list"], one["where"], one["line"], one["words"]) for one in said["caught"]] == [
        ("blocked", "text", 2, "cheap,\npills"),
        ("suspect", "name", 1, "Тrickster"),
        ("links", "text", 1, "www.spam.example"),
        ("links", "url", 1, "spam.example"),
        ("emails", "email", 1, "deep.mail.example"),
        ("networks", "network", 1, "192.0.2.44"),
    ]
    assert not Comment.objects.exists()


def test_trying_an_honest_text_catches_nothing(moss_api, begun):
    said = moss_api.post(TRY, {"text": "A calm word."}, format="json").json()

    assert said == {"outcome": "publish", "findings": [{"code": "open"}], "caught": []}


@pytest.mark.parametrize("body", [{}, {"text": "x", "state": "spam"}, {"text": "x" * 20_001}, []])
def test_a_strange_try_is_refused(moss_api, body):
    assert moss_api.post(TRY, body, format="json").status_code == 400
