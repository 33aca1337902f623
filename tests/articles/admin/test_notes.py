"""The newsroom expects that notes to the desk are read at the desk, and nowhere else."""

import pytest

from articles.actions.desk_notes import add_note
from articles.models import DeskNote
from tests.articles.admin.desk import change
from tests.articles.staff import somebody


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def there(story, note=None):
    return f"/admin/articles/article/{story.pk}/notes/" + (f"{note.pk}/" if note else "")


def test_a_note_is_added_settled_and_opened_again_without_a_page(desk, ada, draft_story):
    answer = desk.post(there(draft_story), {"text": "<b>Who</b> said this?", "block": "abc"})

    assert answer.json()["open"] == 1
    assert answer.json()["blocks"] == ["abc"]
    assert "&lt;b&gt;Who&lt;/b&gt; said this?" in answer.json()["html"]
    note = DeskNote.objects.get()
    assert note.by == ada

    settled = desk.post(there(draft_story, note)).json()
    assert (settled["open"], settled["blocks"]) == (0, [])
    assert "settled by ada" in settled["html"]

    assert desk.post(there(draft_story, note), {"open": "1"}).json()["open"] == 1


def test_open_notes_stand_on_top_and_are_counted_in_the_bar(clock, desk, ada, draft_story):
    older = add_note(draft_story.pk, by=ada, text="Older and open.")
    clock.shift(60)
    newer = add_note(draft_story.pk, by=ada, text="Newer and settled.")
    desk.post(there(draft_story, newer))

    page = desk.get(change(draft_story))

    assert [note.pk for note in page.context["notes"]] == [older.pk, newer.pk]
    assert page.context["open_notes"] == 1


def test_an_empty_note_is_refused_with_a_sentence(desk, draft_story):
    answer = desk.post(there(draft_story), {"text": " "})

    assert (answer.status_code, answer.json()) == (400, {"error": "A note has to say something."})
    assert not DeskNote.objects.exists()


def test_a_contributor_leaves_notes_and_a_moderator_does_not(client, moss, draft_story):
    client.force_login(somebody("contributor"))
    assert client.post(there(draft_story), {"text": "Mine too."}).status_code == 200

    client.force_login(moss)

    assert client.get(there(draft_story)).status_code == 403
    assert client.post(there(draft_story), {"text": "Hm."}).status_code == 403
    assert DeskNote.objects.count() == 1


def test_a_note_of_another_story_is_not_found(desk, ada, draft_story, strike_story):
    note = add_note(strike_story.pk, by=ada, text="Elsewhere.")

    assert desk.post(there(draft_story, note)).status_code == 404
    note.refresh_from_db()
    assert note.settled_at is None


def test_readers_and_links_to_the_draft_never_see_a_note(api, ada_api, ada, strike_story):
    add_note(strike_story.pk, by=ada, text="For the desk alone.")
    link = ada_api.post(f"/api/v1/editor/articles/{strike_story.pk}/preview/", {}).json()["url"]

    for where in ("/api/v1/articles/dockers-strike/", link.split("8000")[1]):
        answer = api.get(where)
        assert answer.status_code == 200
        assert b"For the desk alone" not in answer.content
