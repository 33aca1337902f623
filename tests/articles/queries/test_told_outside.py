"""The newsroom expects that news of a story says where it is and which edition, and no words."""

import json

import pytest
from django.utils import timezone

from articles.actions.merge_articles import merge_articles
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.queries.told_outside import TOLD
from cms.kernel.models import Announcement
from media.actions.correct_photo import correct_photo
from media.models import Photo

pytestmark = pytest.mark.django_db


def news_of(kind, subject):
    """Return what the newest announcement of the kind tells, as (type, data)."""
    row = Announcement.objects.filter(kind=kind, subject=str(subject)).latest("pk")
    return [(news.type, news.data) for news in TOLD[kind](row.subject, row.facts, row.at)]


def test_a_published_story_is_told_with_its_addresses_and_its_edition(clock, strike_story):
    pk = strike_story.pk

    assert news_of("article.published", pk) == [
        (
            "article.published",
            {
                "id": pk,
                "slug": "dockers-strike",
                "language": "en",
                "url": "http://127.0.0.1:8000/en/dockers-strike/",
                "paths": ["/en/dockers-strike/", "/api/v1/articles/dockers-strike/"],
                "category": "city",
                "keys": [f"article-{pk}", "articles"],
                "edition": 1,
                "live_from": "2026-11-22T09:00:00.000Z",
            },
        )
    ]


def test_a_new_address_is_told_before_the_update(ada, strike_story, story_copy):
    write_copy(strike_story.pk, story_copy(slug="harbour-strike"), by=ada, version=None)
    publish(strike_story.pk, by=ada)

    moved, updated = news_of("article.updated", strike_story.pk)

    assert (moved[0], updated[0]) == ("article.moved", "article.updated")
    assert moved[1]["slug"] == "harbour-strike"
    assert moved[1]["before"] == {
        "slug": "dockers-strike",
        "language": "en",
        "url": "http://127.0.0.1:8000/en/dockers-strike/",
        "paths": ["/en/dockers-strike/", "/api/v1/articles/dockers-strike/"],
    }
    assert "before" not in updated[1]


def test_a_withdrawal_is_told_where_it_was_and_without_the_note(ada, strike_story):
    withdraw(strike_story.pk, by=ada, note="A source has lied to us.")

    ((type_, data),) = news_of("article.withdrawn", strike_story.pk)

    assert (type_, data["slug"], data["reason"]) == (
        "article.withdrawn", "dockers-strike", "withdrawn"
    )  # fmt: skip
    assert "lied" not in json.dumps(data)


def test_a_merged_story_is_told_where_it_went(ada, strike_story, story_copy):
    stays = create_article(story_copy(slug="it-stays", headline="It stays"), by=ada)
    publish(stays.pk, by=ada)
    merge_articles(strike_story.pk, stays.pk, by=ada)

    ((type_, data),) = news_of("article.merged", strike_story.pk)

    assert (type_, data["id"], data["moved_to"]) == ("article.moved", strike_story.pk, stays.pk)
    assert (data["slug"], data["before"]["slug"]) == ("it-stays", "dockers-strike")


def test_a_photo_is_told_of_with_the_stories_in_which_readers_see_it(ada, strike_story):
    photo = Photo.objects.get()
    correct_photo(photo=photo, by=ada, version=photo.version, credit="Somebody Else")

    ((type_, data),) = news_of("photo.updated", photo.pk)

    assert (type_, data["id"]) == ("photo.updated", photo.pk)
    assert [story["slug"] for story in data["articles"]] == ["dockers-strike"]
    assert "Somebody" not in json.dumps(data)


def test_of_a_photo_that_only_waits_in_drafts_nothing_is_told(ada, draft_story):
    photo = Photo.objects.get()
    correct_photo(photo=photo, by=ada, version=photo.version, credit="Somebody Else")

    assert news_of("photo.updated", photo.pk) == []


def test_an_old_announcement_with_fewer_facts_can_be_told(strike_story):
    facts = {"slug": "x", "language": "en", "live_from": "2020-01-01T00:00:00.000Z"}

    (news,) = TOLD["article.updated"]("7", facts, timezone.now())

    assert news.type == "article.published"
