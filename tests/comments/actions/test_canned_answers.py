"""The newsroom expects that an answer kept ready is in the language of the reply, and filled."""

import pytest

from cms.kernel import clock
from comments.actions.canned_answers import canned_answers
from comments.models import CannedReply, Comment

pytestmark = pytest.mark.django_db


def keep(title, text="x", **facts):
    return CannedReply.objects.create(title=title, text=text, **facts)


def titles(comment):
    return [one.row.title for one in canned_answers(comment, at=clock.now())]


def test_those_of_the_language_and_of_none_come_in_their_order(strike_story, reply):
    comment = reply(strike_story)
    Comment.objects.update(language="es")
    comment.refresh_from_db()
    keep("late", place=5)
    keep("Spanish", place=2, language="es")
    keep("French", language="fr")
    keep("first", place=1)

    assert titles(comment) == ["first", "Spanish", "late"]


def test_places_say_who_wrote_on_what_and_why_it_waited_without_the_entry(strike_story, reply):
    comment = reply(strike_story)
    found = [{"code": "suspect_word", "entry": "pills", "line": 3}, {"code": "links"}]
    Comment.objects.update(held_for=found, language="es", author_name="Rhea *")
    comment.refresh_from_db()
    keep("Why", "{name}, {story}: {reason}")

    (one,) = canned_answers(comment, at=clock.now())

    assert one.text.startswith("Rhea \\*, Dockers strike for a third day: ")
    assert "pills" not in one.text
    assert "several links" not in one.text
    assert "enlaces" in one.text
