"""Notes to the desk over HTTP: the newsroom expects that ..."""

import pytest

from articles.models import DeskNote
from tests.articles.api.editor.conftest import URL


@pytest.fixture
def here(post):
    return f"{URL}{post()['id']}/"


def test_a_note_is_left_read_settled_and_opened_again(ada_api, here):
    made = ada_api.post(f"{here}notes/", {"text": "Who saw it?", "block": "abc"})
    settlement = f"{here}notes/{made.json()['id']}/settlement/"

    assert made.status_code == 201
    assert (made.json()["by"], made.json()["settled_at"]) == ("ada", None)
    assert ada_api.post(settlement, {}).json()["settled_by"] == "ada"
    (read,) = ada_api.get(f"{here}notes/").json()["results"]
    assert (read["text"], read["block"], read["settled_by"]) == ("Who saw it?", "abc", "ada")
    assert ada_api.delete(settlement, {}).json()["settled_at"] is None


def test_a_note_has_to_say_something(ada_api, here):
    for sent in ({}, {"text": " "}, {"text": "x" * 2001}, {"text": "x", "block": "y" * 13}):
        assert ada_api.post(f"{here}notes/", sent).status_code == 400

    assert not DeskNote.objects.exists()


def test_a_note_of_another_story_is_not_there(ada_api, post, here):
    made = ada_api.post(f"{here}notes/", {"text": "Here."}).json()
    elsewhere = f"{URL}{post(slug='other')['id']}/notes/{made['id']}/settlement/"

    assert ada_api.post(elsewhere, {}).status_code == 404
    assert DeskNote.objects.get().settled_at is None


def test_who_writes_leaves_a_note_on_any_story(writer_api, here):
    assert writer_api.post(f"{here}notes/", {"text": "May I help?"}).status_code == 201
