"""Publishing: what the newsroom expects of editions, addresses and the clock."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.actions.lacking import NothingMayLack
from articles.actions.publish import SlugTaken, publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import StaleCopy, create_article, write_copy
from articles.models import Address, Edition, TimelineEntry
from articles.queries.addresses import Moved, Withdrawn, find
from articles.queries.live import story
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock
from cms.kernel.errors import Missing


def test_a_published_story_is_at_its_address(strike_story):
    found = find("dockers-strike", at=newsroom_clock.now())

    assert found.article_id == strike_story.pk
    assert (
        b"Nothing moved on the quay" in story("dockers-strike", None, newsroom_clock.now()).detail
    )


def test_all_that_lacks_is_named_at_once_and_nothing_is_published(ada, story_copy):
    lacking = story_copy(headline=" ", standfirst="", lead=None)
    article = create_article(lacking, by=ada)

    with pytest.raises(NothingMayLack) as refusal:
        publish(article.pk, by=ada)

    assert {e["code"] for e in refusal.value.errors} == {
        "headline_missing", "standfirst_missing", "lead_photo_missing",
    }  # fmt: skip
    assert not Edition.objects.exists()
    assert not Address.objects.exists()


def test_a_scheduled_story_appears_by_the_clock_alone(clock, ada, story_copy):
    article = create_article(story_copy(), by=ada)
    at = newsroom_clock.now() + timedelta(hours=2)

    publish(article.pk, by=ada, at=at)

    with pytest.raises(Missing):
        find("dockers-strike", at=at - timedelta(milliseconds=1))
    assert find("dockers-strike", at=at).article_id == article.pk


def test_an_expiring_story_is_gone_at_its_end(clock, ada, story_copy):
    article = create_article(story_copy(), by=ada)
    until = newsroom_clock.now() + timedelta(hours=1)

    publish(article.pk, by=ada, until=until)

    assert find("dockers-strike", at=until - timedelta(milliseconds=1))
    with pytest.raises(Missing):
        find("dockers-strike", at=until)


def test_a_change_to_a_live_story_can_be_scheduled(clock, ada, strike_story):
    copy = load(strike_story)
    write_copy(strike_story.pk, replace(copy, headline="The strike is over"), by=ada, version=1)
    at = newsroom_clock.now() + timedelta(hours=1)

    publish(strike_story.pk, by=ada, at=at)

    before = story("dockers-strike", None, at - timedelta(milliseconds=1))
    after = story("dockers-strike", None, at)
    assert b"third day" in before.detail
    assert before.edge == at
    assert b"The strike is over" in after.detail


def test_a_scheduled_new_address_is_unknown_until_then_and_moves_after(clock, ada, strike_story):
    copy = replace(load(strike_story), slug="strike-over")
    write_copy(strike_story.pk, copy, by=ada, version=1)
    at = newsroom_clock.now() + timedelta(hours=1)

    publish(strike_story.pk, by=ada, at=at)

    with pytest.raises(Missing):
        find("strike-over", at=at - timedelta(milliseconds=1))
    with pytest.raises(Moved) as moved:
        find("dockers-strike", at=at)
    assert moved.value.facts["slug"] == "strike-over"


def test_publishing_now_drops_what_was_scheduled(clock, ada, strike_story):
    now = newsroom_clock.now()
    copy = replace(load(strike_story), slug="other-slug")
    write_copy(strike_story.pk, copy, by=ada, version=1)
    publish(strike_story.pk, by=ada, at=now + timedelta(hours=1))
    write_copy(strike_story.pk, replace(copy, slug="dockers-strike"), by=ada, version=2)

    publish(strike_story.pk, by=ada)

    assert Edition.objects.filter(article=strike_story).count() == 1
    assert not Address.objects.filter(slug="other-slug").exists()
    assert find("dockers-strike", at=now + timedelta(hours=2))


def test_two_stories_never_share_an_address(ada, strike_story, story_copy):
    other = create_article(story_copy(headline="Another"), by=ada)

    with pytest.raises(SlugTaken):
        publish(other.pk, by=ada)

    assert not Edition.objects.filter(article=other).exists()
    assert not TimelineEntry.objects.filter(article=other, did="published").exists()


def test_a_withdrawn_story_says_why(ada, strike_story):
    withdraw(strike_story.pk, by=ada, note="The source retracted.")

    with pytest.raises(Withdrawn) as gone:
        find("dockers-strike", at=newsroom_clock.now())
    assert gone.value.facts["note"] == "The source retracted."
    assert gone.value.status == 410


def test_a_republished_story_keeps_its_first_date(clock, ada, strike_story):
    first = Edition.objects.get(article=strike_story).published_at
    clock.shift(3600)
    withdraw(strike_story.pk, by=ada)

    publish(strike_story.pk, by=ada)

    edition = Edition.objects.get(article=strike_story)
    assert edition.published_at == first
    assert edition.updated_at == first + timedelta(hours=1)


def test_a_minor_correction_keeps_the_time_readers_see(clock, ada, strike_story):
    clock.shift(3600)

    publish(strike_story.pk, by=ada, substantive=False, correction="A name was misspelt.")

    edition = Edition.objects.get(article=strike_story)
    assert edition.updated_at == edition.published_at
    assert "A name was misspelt." in edition.content


def test_a_stale_version_is_refused_and_nothing_changes(ada, strike_story):
    copy = load(strike_story)
    write_copy(strike_story.pk, replace(copy, headline="Mine"), by=ada, version=1)

    with pytest.raises(StaleCopy):
        write_copy(strike_story.pk, replace(copy, headline="Theirs"), by=ada, version=1)

    strike_story.refresh_from_db()
    assert strike_story.headline == "Mine"
    assert strike_story.revisions.count() == 2


def test_a_withdrawn_story_that_will_return_says_so_only_when_it_does(clock, ada, strike_story):
    clock.shift(60)
    withdraw(strike_story.pk, by=ada, note="Checking.")
    back = newsroom_clock.now() + timedelta(hours=1)

    publish(strike_story.pk, by=ada, at=back, until=back + timedelta(hours=1))

    with pytest.raises(Withdrawn):
        find("dockers-strike", at=back - timedelta(milliseconds=1))
    assert find("dockers-strike", at=back).article_id == strike_story.pk
    with pytest.raises(Missing):
        find("dockers-strike", at=back + timedelta(hours=1))


def test_a_story_that_returned_can_be_withdrawn_again(clock, ada, strike_story):
    clock.shift(60)
    withdraw(strike_story.pk, by=ada, note="Checking.")
    publish(strike_story.pk, by=ada, at=newsroom_clock.now() + timedelta(hours=1))
    clock.shift(7200)

    withdraw(strike_story.pk, by=ada, note="Still wrong.")

    with pytest.raises(Withdrawn) as gone:
        find("dockers-strike", at=newsroom_clock.now())
    assert gone.value.facts["note"] == "Still wrong."


def test_scheduling_changes_nothing_that_readers_can_ask_for(clock, api, ada, strike_story):
    before = api.get("/api/v1/articles/").headers["Last-Modified"]
    clock.shift(3600)

    publish(strike_story.pk, by=ada, at=newsroom_clock.now() + timedelta(hours=9))

    assert api.get("/api/v1/articles/").headers["Last-Modified"] == before
