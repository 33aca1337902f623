"""How replies to a story are taken, over HTTP: the newsroom expects that ..."""

import pytest

from articles.models import Discussion
from tests.articles.api.editor.conftest import URL


@pytest.fixture
def here(strike_story):
    return f"{URL}{strike_story.pk}/discussion/"


def test_what_the_story_says_stands_beside_what_holds(ada_api, here):
    told = ada_api.get(here).json()

    assert told == {
        "policy": "",
        "repliers": "",
        "closes_at": None,
        "in_force": {
            "policy": "premoderated",
            "repliers": "everybody",
            "open": True,
            "closes_at": None,
        },
        "count": 0,
    }


def test_closed_replies_are_closed_to_readers_at_once(ada_api, api, here, strike_story):
    told = ada_api.patch(here, {"policy": "closed"})

    assert told.status_code == 200
    assert told.json()["in_force"]["open"] is False
    assert told.headers["Cache-Control"] == "private, no-store"
    public = api.get(f"/api/v1/articles/{strike_story.slug}/").json()
    assert public["comments"]["open"] is False


def test_only_what_is_named_changes(ada_api, here, clock):
    ada_api.patch(here, {"policy": "open", "closes_at": "2026-11-23T09:00:00Z"})

    told = ada_api.patch(here, {"repliers": "verified"}).json()

    assert (told["policy"], told["repliers"]) == ("open", "verified")
    assert told["in_force"]["closes_at"] == told["closes_at"] == "2026-11-23T09:00:00.000Z"
    assert ada_api.patch(here, {"policy": "", "closes_at": None}).json()["closes_at"] is None


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"policy": "shut"}, "/policy"),
        ({"policy": None}, "/policy"),
        ({"policy": {}}, "/policy"),
        ({"repliers": "friends"}, "/repliers"),
        ({"closes_at": "tomorrow"}, "/closes_at"),
        ({"count": 3}, "/count"),
    ],
)
def test_what_is_not_known_changes_nothing(ada_api, here, sent, field):
    before = list(Discussion.objects.values())

    answer = ada_api.patch(here, sent)

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert list(Discussion.objects.values()) == before


def test_a_story_that_is_not_there_has_no_discussion(ada_api, db):
    assert ada_api.patch(f"{URL}9/discussion/", {"policy": "open"}).status_code == 404
    assert not Discussion.objects.exists()
