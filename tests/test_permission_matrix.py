"""The newsroom expects that every door for programs opens to those whom the documents name, only.

docs/editor-api.md has the table; a door without a row, or a row without a door, fails.
"""

from itertools import chain

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from articles.models import Article
from cms.kernel.models import SCOPES
from tests.permissions.knocks import (
    DOORS,
    OPEN,
    Knock,
    doors,
    plain,
    refused_inside,
    scope_of,
    writes,
)
from tests.permissions.newsroom import ADMINISTRATOR, NOBODY, ROLES, newsroom
from tests.permissions.tables import NO, OWN, YES, table_under

TABLE = table_under("editor-api.md", "## Who may do what")
ALLOWED, UNKNOWN, FORBIDDEN = "allowed", 401, 403


# The doors in three heaps, each tried at one newsroom: what a knock changes is taken back.
HEAPS = {
    "stories": [call for call in DOORS if "/articles/" in call],
    "other rows": [call for call in DOORS if " editor/" in call and "/articles/" not in call],
    "replies": [call for call in DOORS if " moderation/" in call],
}


@pytest.fixture
def room(db, settings):
    settings.RATE_LIMITS = False
    return newsroom()


def bearing(secret):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def signed_in(user):
    client = APIClient(enforce_csrf_checks=False)
    client.force_login(user)
    return client


def outcome(room, call, client, user, *, own=False, state=""):
    """Knock, say what came of it and take it back; a refusal must have written nothing."""
    door = DOORS[call]
    story = room.stories[state or door.state]
    with transaction.atomic():
        whose = user if own else room.people[ADMINISTRATOR]
        Article.objects.filter(pk=story.pk).update(created_by=user if own else None)
        knock = door.asked(call, Knock(room, user, whose, Article.objects.get(pk=story.pk)))
        with CaptureQueriesContext(connection) as captured:
            answer = knock(client)
        transaction.set_rollback(True)
    if answer.status_code == door.status:
        return FORBIDDEN if refused_inside(answer) else ALLOWED
    assert answer.status_code in {UNKNOWN, FORBIDDEN}, plain(answer)
    assert answer.json()["status"] == answer.status_code
    assert writes(captured.captured_queries) == []
    return answer.status_code


def test_the_table_has_every_door_and_no_other():
    known = {call.partition(" (")[0] for call in TABLE}

    assert known == set(doors()) - OPEN
    assert set(TABLE) == set(DOORS)


def test_the_table_says_yes_no_or_own_of_every_role():
    assert {cell for row in TABLE.values() for cell in row.values()} == {YES, OWN, NO}
    assert all(set(row) == set(ROLES) for row in TABLE.values())


def test_every_door_is_in_one_heap():
    assert sorted(chain(*HEAPS.values())) == sorted(DOORS)


@pytest.mark.parametrize("heap", HEAPS)
def test_a_token_opens_what_its_user_may(room, heap):
    got, expected = {}, {}
    for call in HEAPS[heap]:
        expected |= {(call, NOBODY): FORBIDDEN, (call, ADMINISTRATOR): ALLOWED}
        for role, cell in TABLE[call].items():
            expected[call, role] = FORBIDDEN if cell == NO else ALLOWED
            expected[call, f"{role}, of others"] = ALLOWED if cell == YES else FORBIDDEN
        for role in (NOBODY, *ROLES, ADMINISTRATOR):
            client, user = bearing(room.secrets[role, scope_of(call)]), room.people[role]
            got[call, role] = outcome(room, call, client, user, own=role in ROLES)
            if role in ROLES:
                got[call, f"{role}, of others"] = outcome(room, call, client, user)

    assert got == expected


def test_a_contributor_leaves_stories_of_his_own_alone_that_readers_see(room):
    client, user = bearing(room.secrets["contributor", "editor"]), room.people["contributor"]
    got = {
        (call, state): outcome(room, call, client, user, own=True, state=state)
        for call in HEAPS["stories"]
        for state in ("live", "scheduled")
        if TABLE[call]["contributor"] == OWN
    }

    assert len(got) > 10
    assert got == dict.fromkeys(got, FORBIDDEN)


@pytest.mark.parametrize("heap", HEAPS)
def test_nothing_else_opens_a_door_even_to_an_administrator(room, heap):
    mightiest, got, expected = room.people[ADMINISTRATOR], {}, {}
    clients = {name: bearing(secret) for name, secret in room.dead.items()}
    clients |= {
        f"session of {role}": signed_in(room.people[role]) for role in (*ROLES, ADMINISTRATOR)
    }
    clients["anonymous"] = APIClient()
    for call in HEAPS[heap]:
        for name, client in clients.items():
            got[call, name] = outcome(room, call, client, mightiest)
            expected[call, name] = UNKNOWN
        for scope in SCOPES:
            client = bearing(room.secrets[ADMINISTRATOR, scope])
            got[call, scope] = outcome(room, call, client, mightiest)
            expected[call, scope] = ALLOWED if scope == scope_of(call) else FORBIDDEN

    assert got == expected


def test_a_link_shows_its_draft_to_everybody_and_no_other_word_does(room):
    assert {call.split(" ")[1] for call in OPEN} == {"preview/{token}/"}
    assert APIClient().get(f"/api/v1/preview/{room.names['link']}/").status_code == 200
    assert APIClient().get(f"/api/v1/preview/{room.names['link']}x/").status_code == 404
