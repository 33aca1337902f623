"""The operator expects to see when moderators or letters fall behind."""

import pytest

from cms.kernel import clock as kernel_clock
from comments.models import Letter
from comments.queries.watched import letters_late, oldest_waiting, replies_waiting

pytestmark = pytest.mark.django_db


def test_what_waits_and_for_how_long(strike_story, moss, reply, clock):
    assert (replies_waiting(), oldest_waiting()) == (0, 0.0)
    reply(strike_story)
    clock.shift(600)
    reply(strike_story)
    reply(strike_story, approved_by=moss)

    assert (replies_waiting(), oldest_waiting()) == (2, 600.0)


def test_a_letter_is_late_when_it_should_have_gone_out(strike_story, reply, clock):
    comment = reply(strike_story)
    for number, sent_at in enumerate((None, kernel_clock.now())):
        Letter.objects.create(once=f"{number}", comment=comment, address_hash="", sent_at=sent_at)
    assert letters_late() == 0

    clock.shift(901)

    assert letters_late() == 1
