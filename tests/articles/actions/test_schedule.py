"""The newsroom expects that a story which is set for later goes out then, and not before."""

from datetime import timedelta

import pytest

from articles.actions.lacking import NothingMayLack
from articles.actions.publish import publish
from articles.actions.schedule import schedule
from articles.actions.write_copy import write_copy
from articles.models import Edition, TimelineEntry
from cms.kernel import clock as newsroom_clock

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("hours", [1, 3])
def test_a_schedule_takes_the_place_of_the_one_before(clock, ada, draft_story, hours):
    now = newsroom_clock.now()
    schedule(draft_story.pk, by=ada, at=now + 2 * HOUR)

    schedule(draft_story.pk, by=ada, at=now + hours * HOUR)

    assert Edition.objects.get().live_from == now + hours * HOUR
    draft_story.refresh_from_db()
    assert draft_story.first_published_at == now + hours * HOUR
    did = TimelineEntry.objects.filter(article=draft_story).values_list("did", flat=True)
    assert sorted(did) == ["created", "scheduled", "scheduled"]


def test_a_live_story_stays_live_until_its_change(clock, ada, strike_story, story_copy):
    now = newsroom_clock.now()
    write_copy(strike_story.pk, story_copy(headline="First"), by=ada, version=None)
    schedule(strike_story.pk, by=ada, at=now + HOUR)
    write_copy(strike_story.pk, story_copy(headline="Second"), by=ada, version=None)

    schedule(strike_story.pk, by=ada, at=now + 2 * HOUR)

    live, ahead = Edition.objects.order_by("live_from")
    assert (live.live_until, ahead.live_from) == (now + 2 * HOUR, now + 2 * HOUR)
    assert ahead.headline == "Second"


def test_what_lacks_something_leaves_the_schedule_as_it_was(clock, ada, draft_story, story_copy):
    now = newsroom_clock.now()
    publish(draft_story.pk, by=ada, at=now + HOUR)
    write_copy(draft_story.pk, story_copy(standfirst=""), by=ada, version=None)

    with pytest.raises(NothingMayLack):
        schedule(draft_story.pk, by=ada, at=now + 2 * HOUR)

    assert Edition.objects.get().live_from == now + HOUR
