"""The newsroom expects that it sees how long replies have waited."""

from datetime import timedelta

import pytest

from cms.kernel import clock as newsroom_clock
from comments.models import Comment
from comments.queries.waiting import Waiting, waiting


def test_nothing_waits(db):
    assert waiting() == Waiting(0)


@pytest.mark.parametrize(("hours", "middle"), [([1], 1), ([1, 5], 5), ([1, 2, 30], 2)])
def test_the_oldest_and_the_middle_one_are_told(clock, strike_story, hours, middle):
    now = newsroom_clock.now()
    for ago in hours:
        Comment.objects.create(
            article=strike_story, text="?", created_at=now - timedelta(hours=ago), state="pending"
        )
    Comment.objects.create(
        article=strike_story, text="!", created_at=now - timedelta(days=9), state="spam"
    )

    assert waiting() == Waiting(
        len(hours), now - timedelta(hours=max(hours)), now - timedelta(hours=middle)
    )
