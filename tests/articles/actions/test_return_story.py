"""The newsroom expects that the desk gives a story back with a word on what to do."""

import pytest

from articles.actions.return_story import NotSubmitted, return_story
from articles.actions.submit import submit
from articles.actions.write_copy import StaleCopy
from articles.models import TimelineEntry
from cms.kernel.errors import Invalid


def returns(story):
    return TimelineEntry.objects.filter(article=story, did="returned")


def test_a_returned_story_waits_no_longer_and_keeps_the_note(ada, draft_story):
    submit(draft_story.pk, by=None)

    return_story(draft_story.pk, by=ada, note="Call the mayor first.")

    draft_story.refresh_from_db()
    assert draft_story.submitted_at is None
    entry = returns(draft_story).get()
    assert (entry.by, entry.note) == (ada, "Call the mayor first.")


@pytest.mark.parametrize("note", ["", "  ", "\x00"])
def test_nothing_is_returned_without_a_word(ada, draft_story, note):
    submit(draft_story.pk, by=None)

    with pytest.raises(Invalid):
        return_story(draft_story.pk, by=ada, note=note)

    draft_story.refresh_from_db()
    assert draft_story.submitted_at is not None
    assert not returns(draft_story).exists()


def test_what_was_not_submitted_or_changed_meanwhile_is_not_returned(ada, draft_story):
    with pytest.raises(NotSubmitted):
        return_story(draft_story.pk, by=ada, note="Why?")
    submit(draft_story.pk, by=None)
    with pytest.raises(StaleCopy):
        return_story(draft_story.pk, by=ada, note="Why?", version=7)

    assert not returns(draft_story).exists()
