"""The newsroom expects that lookalikes are found before readers find them."""

from datetime import timedelta

import pytest

from articles.actions.publish import publish
from articles.actions.write_copy import create_article, write_copy
from articles.queries.lookalikes import headlines_like, slug_claims
from cms.kernel import clock as newsroom_clock


@pytest.mark.parametrize(
    "typed",
    [
        "Dockers strike for a third day",
        "DOCKERS STRIKE for a third day",
        "Dóckers strike for a third day.",
    ],
)
def test_a_headline_is_found_whatever_case_and_accents(strike_story, typed):
    (found,) = headlines_like(typed, but=None)

    assert (found.article_id, found.likeness) == (strike_story.pk, "same")


def test_a_headline_in_another_script_is_found(ada, story_copy):
    story = create_article(story_copy(headline="القراءة حتى منتصف الليل", slug="qiraa"), by=ada)

    (found,) = headlines_like("القراءة حتى منتصف الليل", but=None)

    assert found.article_id == story.pk


def test_a_story_is_not_its_own_lookalike_and_others_are_not_either(strike_story, draft_story):
    assert headlines_like(strike_story.headline, but=strike_story.pk) == []
    assert headlines_like("Nothing like it anywhere", but=None) == []
    assert headlines_like("", but=None) == []


def test_same_headlines_come_before_near_ones(ada, strike_story, story_copy):
    near = create_article(
        story_copy(headline="Dockers strike for a third day again", slug="x"), by=ada
    )

    found = headlines_like("Dockers strike for a third day", but=None)

    assert [one.article_id for one in found] == [strike_story.pk, near.pk]


def test_an_address_is_held_now_formerly_or_only_wanted(ada, strike_story, draft_story, story_copy):
    (now,) = slug_claims("dockers-strike", "en", but=None)
    write_copy(strike_story.pk, story_copy(slug="dockers-go-on"), by=ada, version=None)
    publish(strike_story.pk, by=ada)
    (formerly,) = slug_claims("dockers-strike", "en", but=None)
    (wanted,) = slug_claims("the-mayor-resigns", "en", but=None)

    assert (now.claim, now.is_taken) == ("now", True)
    assert (formerly.claim, formerly.is_taken) == ("formerly", True)
    assert (wanted.claim, wanted.is_taken) == ("wanted", False)


def test_an_address_that_is_set_for_later_is_taken(ada, draft_story):
    publish(draft_story.pk, by=ada, at=newsroom_clock.now() + timedelta(days=1))

    (claim,) = slug_claims("the-mayor-resigns", "en", but=None)

    assert claim.is_taken


def test_an_address_of_ones_own_or_in_another_language_is_free(strike_story):
    assert slug_claims("dockers-strike", "en", but=strike_story.pk) == []
    assert slug_claims("dockers-strike", "es", but=None) == []
    assert slug_claims("", "en", but=None) == []
