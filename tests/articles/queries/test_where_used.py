"""Where photos are used: the newsroom expects that ..."""

from datetime import timedelta

import pytest

from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Article
from articles.queries.where_used import PHOTOS_IN_STORIES, stories_drafting
from cms.kernel import clock as newsroom_clock
from cms.kernel.usage import Use, all_used, counted, register, used
from media.models import Photo
from tests.stories import a_photo


def desk_of(story):
    return f"/admin/articles/article/{story.pk}/change/"


@pytest.fixture
def photo(strike_story):
    return Photo.objects.get().pk


def test_a_story_uses_a_photo_in_its_draft_and_before_its_readers(strike_story, photo):
    other = a_photo("#aa0000")

    found = used("photo", [photo, other])

    told = Use(
        "Dockers strike for a third day",
        desk_of(strike_story),
        ("live", "draft"),
        "articles.view_article",
    )
    assert found == {photo: [told], other: []}
    assert counted("photo", [photo, other]) == {photo: 1, other: 0}


def test_draft_live_and_scheduled_are_told_apart(ada, strike_story, draft_story, story_copy, photo):
    other = a_photo("#aa0000")
    bare = story_copy(lead=None, sections=())
    write_copy(strike_story.pk, bare, by=ada, version=1)
    publish(draft_story.pk, by=ada, at=newsroom_clock.now() + timedelta(hours=1))

    hows = {use.told: use.hows for use in used("photo", [photo])[photo]}

    assert hows == {str(strike_story): ("live",), str(draft_story): ("scheduled", "draft")}
    assert counted("photo", [photo]) == {photo: 2}
    assert stories_drafting(photo) == [draft_story.pk]
    assert stories_drafting(other) == []


def test_what_readers_no_longer_see_is_no_use(ada, strike_story, story_copy, photo):
    write_copy(strike_story.pk, story_copy(lead=None, sections=()), by=ada, version=1)

    withdraw(strike_story.pk, by=ada, note="")

    assert used("photo", [photo]) == {photo: []}
    assert counted("photo", [photo]) == {photo: 0}


def test_an_edition_that_has_ended_is_no_use(ada, draft_story, story_copy, clock):
    publish(draft_story.pk, by=ada, until=newsroom_clock.now() + timedelta(hours=1))
    write_copy(draft_story.pk, story_copy(lead=None, sections=()), by=ada, version=None)
    photo = Photo.objects.get().pk
    before = counted("photo", [photo])

    clock.shift(timedelta(hours=2))

    assert (before, counted("photo", [photo])) == ({photo: 1}, {photo: 0})
    assert not Photo.objects.filter(pk__in=all_used("photo")[2]).exists()


def test_all_that_is_used_can_be_told_from_what_is_not(ada, strike_story, story_copy, photo):
    unused, lead = a_photo("#aa0000"), a_photo("#00aa00")
    figure = story_copy().lead
    create_article(story_copy(lead=type(figure)("", lead), sections=()), by=ada)

    found = {row for rows in all_used("photo") for row in Photo.objects.filter(pk__in=rows)}

    assert {row.pk for row in found} == {photo, lead}
    assert unused not in {row.pk for row in found}


def test_many_photos_in_many_stories_cost_three_queries(
    ada, strike_story, story_copy, photo, django_assert_num_queries
):
    for number in range(5):
        create_article(story_copy(headline=f"Story {number}"), by=ada)
    every = [photo, a_photo("#aa0000"), a_photo("#00aa00")]

    with django_assert_num_queries(3):
        uses, counts = used("photo", every, most=3), counted("photo", every)

    assert [len(uses[number]) for number in every] == [3, 0, 0]
    assert counts[photo] == 6
    assert Article.objects.count() == 6


def test_nothing_asked_costs_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert (used("photo", []), counted("photo", [])) == ({}, {})


def test_a_room_that_registers_twice_is_asked_once(strike_story, photo):
    register("photo", PHOTOS_IN_STORIES)

    assert counted("photo", [photo]) == {photo: 1}
