"""The newsroom expects that the demo keeps answers ready: `t` shows a newcomer something."""

import pytest
from django.conf import settings

from cms.kernel import clock
from cms.seeding.answers import ANSWERS, make_answers
from comments.actions.canned_answers import canned_answers
from comments.models import CannedReply, Comment
from comments.rules.canned import unknown_places


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "least"), [("en", 3), ("es", 1), ("ar", 1), ("uk", 0)])
def test_a_reply_is_offered_the_answers_of_its_language(strike_story, language, least):
    comment = Comment(article=strike_story, language=language, author_name="Rhea")

    make_answers()
    ready = canned_answers(comment, at=clock.now())

    assert least <= len(ready) <= 9
    assert {one.row.language for one in ready} == ({language} if least else set())
    assert all("Rhea" in one.text and "{" not in one.text for one in ready)


@pytest.mark.django_db
def test_answers_that_somebody_keeps_are_left_alone():
    CannedReply.objects.create(title="Ours", text="Hello.")

    make_answers()

    assert [row.title for row in CannedReply.objects.all()] == ["Ours"]


def test_the_answers_are_what_the_admin_would_keep():
    for language, title, text in ANSWERS:
        assert language in settings.STORY_LANGUAGES
        assert len(title) <= CannedReply._meta.get_field("title").max_length
        assert unknown_places(text) == []
