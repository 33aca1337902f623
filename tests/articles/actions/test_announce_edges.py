"""The newsroom expects that a story under embargo says nothing to anybody before its moment."""

import json
from datetime import timedelta

import pytest

from articles.actions.announce_edges import announce_edges
from articles.actions.correct_story import correct_story
from articles.actions.publish import publish
from articles.actions.schedule import schedule
from articles.actions.withdraw import unschedule, withdraw
from articles.actions.write_copy import write_copy
from articles.models import Edge
from cms.kernel import clock as newsroom_clock
from cms.webhooks.actions.fan_out import fan_out
from cms.webhooks.actions.look_after import set_up
from cms.webhooks.models import Delivery

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def told(clock, settings, ada):
    """Return what a webhook hears from now on, as (type, data)."""
    settings.WEBHOOK_ALLOW_PRIVATE = True
    set_up(by=ada, name="All", url="http://127.0.0.1:1/", event_types=["*"])

    def hear():
        announce_edges()
        fan_out()
        bodies = [
            json.loads(b) for b in Delivery.objects.order_by("pk").values_list("body", flat=True)
        ]
        Delivery.objects.all().delete()
        return [(body["type"], body["data"]) for body in bodies]

    hear()
    return hear


def types(heard):
    return [type_ for type_, _data in heard]


def test_an_embargoed_story_is_told_when_it_goes_live_and_once(clock, ada, draft_story, told):
    publish(draft_story.pk, by=ada, at=newsroom_clock.now() + HOUR)
    assert told() == []
    clock.shift(HOUR - timedelta(milliseconds=1))
    assert told() == []

    clock.shift(timedelta(milliseconds=1))

    ((type_, data),) = told()
    assert type_ == "article.published"
    assert data["slug"] == "the-mayor-resigns"
    assert told() == []
    assert not Edge.objects.exists()


def test_what_was_called_off_is_never_told(clock, ada, draft_story, told):
    publish(draft_story.pk, by=ada, at=newsroom_clock.now() + HOUR)
    unschedule(draft_story.pk, by=ada)
    clock.shift(2 * HOUR)

    assert told() == []


def test_what_was_set_for_another_time_is_told_then(clock, ada, draft_story, told):
    schedule(draft_story.pk, by=ada, at=newsroom_clock.now() + HOUR)
    schedule(draft_story.pk, by=ada, at=newsroom_clock.now() + 2 * HOUR)
    clock.shift(HOUR)
    assert told() == []

    clock.shift(HOUR)

    assert types(told()) == ["article.published"]


def test_a_scheduled_change_is_an_update_when_it_begins(clock, ada, strike_story, story_copy, told):
    told()
    write_copy(strike_story.pk, story_copy(slug="secret-new-address"), by=ada, version=None)
    publish(strike_story.pk, by=ada, at=newsroom_clock.now() + HOUR)
    assert told() == []

    clock.shift(HOUR)

    (moved, updated) = told()
    assert (moved[0], updated[0]) == ("article.moved", "article.updated")
    assert moved[1]["before"]["slug"] == "dockers-strike"
    assert moved[1]["slug"] == updated[1]["slug"] == "secret-new-address"


def test_a_scheduled_correction_is_one_when_it_begins(clock, ada, strike_story, told):
    told()
    publish(
        strike_story.pk, by=ada, at=newsroom_clock.now() + HOUR, correction="It was the harbour."
    )
    assert told() == []
    clock.shift(HOUR)

    assert types(told()) == ["article.corrected"]


def test_a_story_that_expires_is_told_as_withdrawn(clock, ada, draft_story, told):
    publish(draft_story.pk, by=ada, until=newsroom_clock.now() + HOUR)
    assert types(told()) == ["article.published"]
    clock.shift(HOUR)

    ((type_, data),) = told()
    assert (type_, data["reason"]) == ("article.withdrawn", "expired")
    assert told() == []


def test_an_edition_that_another_one_follows_does_not_expire(clock, ada, draft_story, told):
    now = newsroom_clock.now()
    publish(draft_story.pk, by=ada, until=now + 2 * HOUR)
    publish(draft_story.pk, by=ada, at=now + HOUR)
    told()

    clock.shift(HOUR)
    assert types(told()) == ["article.updated"]
    clock.shift(HOUR)

    assert told() == []


def test_what_follows_at_the_very_end_is_an_update(clock, ada, draft_story, told):
    now = newsroom_clock.now()
    publish(draft_story.pk, by=ada, until=now + HOUR)
    publish(draft_story.pk, by=ada, at=now + HOUR)
    told()
    clock.shift(HOUR)

    assert types(told()) == ["article.updated"]


def test_a_beginning_that_nobody_has_told_yet_is_told_before_the_next_change(
    clock, ada, draft_story, told
):
    publish(draft_story.pk, by=ada, at=newsroom_clock.now() + HOUR)
    told()
    clock.shift(HOUR)  # the chore has not run

    publish(draft_story.pk, by=ada)

    assert types(told()) == ["article.published", "article.updated"]


def test_a_withdrawal_tells_the_beginning_first_and_drops_the_end(clock, ada, draft_story, told):
    now = newsroom_clock.now()
    publish(draft_story.pk, by=ada, at=now + HOUR, until=now + 3 * HOUR)
    told()
    clock.shift(HOUR)

    withdraw(draft_story.pk, by=ada)

    assert types(told()) == ["article.published", "article.withdrawn"]
    clock.shift(3 * HOUR)
    assert told() == []


def test_each_publication_is_told_by_what_it_is(clock, ada, draft_story, told):
    publish(draft_story.pk, by=ada)
    publish(draft_story.pk, by=ada)
    correct_story(draft_story.pk, by=ada, note="The mayor stays.")
    withdraw(draft_story.pk, by=ada)
    publish(draft_story.pk, by=ada)

    assert types(told()) == [
        "article.published",
        "article.updated",
        "article.corrected",
        "article.withdrawn",
        "article.published",
    ]
