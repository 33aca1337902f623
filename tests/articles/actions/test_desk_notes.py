"""The newsroom expects that the desk and the writer can leave each other a note."""

import pytest

from articles.actions.desk_notes import add_note, reopen_note, settle_note
from articles.models import DeskNote
from cms.kernel.errors import Invalid


def test_a_note_is_left_settled_and_opened_again(clock, ada, moss, draft_story):
    note = add_note(draft_story.pk, by=ada, text=" Who said this? ", block="abc")
    assert (note.text, note.block, note.settled_at) == ("Who said this?", "abc", None)

    settle_note(note.pk, by=moss)
    clock.shift(60)
    settle_note(note.pk, by=ada)

    note.refresh_from_db()
    assert note.settled_by == moss
    assert (note.settled_at - note.at).total_seconds() == 0

    reopen_note(note.pk)

    note.refresh_from_db()
    assert (note.settled_by, note.settled_at) == (None, None)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_a_note_that_says_nothing_or_too_much_is_refused(ada, draft_story, text):
    with pytest.raises(Invalid):
        add_note(draft_story.pk, by=ada, text=text)

    assert not DeskNote.objects.exists()
