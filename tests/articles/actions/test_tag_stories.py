"""The newsroom expects that tags come and go, and nothing else of a story moves."""

from dataclasses import replace

import pytest

from articles.actions.tag_stories import tag_story, tags_called
from articles.actions.write_copy import StaleCopy
from articles.models import Revision, Tag
from articles.queries.working_copy import load
from cms.kernel.errors import Invalid


@pytest.fixture
def harbour(db):
    return Tag.objects.create(slug="harbour", name="Harbour")


def test_one_revision_says_which_tags_came_and_went(ada, draft_story, strikes, harbour):
    before = load(draft_story)

    changed = tag_story(draft_story.pk, by=ada, version=1, add=[harbour.pk], remove=[strikes.pk])

    assert changed
    draft_story.refresh_from_db()
    assert load(draft_story) == replace(before, tags=(harbour.pk,))
    revision = Revision.objects.get(article=draft_story, number=2)
    assert (revision.why, revision.by) == ("tags: +harbour -strikes", ada)


def test_a_story_that_has_the_tag_is_left_alone(ada, draft_story, strikes, harbour):
    changed = tag_story(draft_story.pk, by=ada, version=1, add=[strikes.pk], remove=[harbour.pk])

    assert not changed
    draft_story.refresh_from_db()
    assert draft_story.version == 1
    assert Revision.objects.filter(article=draft_story).count() == 1


def test_a_story_that_was_saved_meanwhile_is_left_alone(ada, draft_story, harbour):
    with pytest.raises(StaleCopy):
        tag_story(draft_story.pk, by=ada, version=0, add=[harbour.pk])

    draft_story.refresh_from_db()
    assert draft_story.version == 1
    assert harbour not in draft_story.tags.all()


def test_an_unknown_tag_is_refused(ada, draft_story):
    with pytest.raises(Invalid):
        tag_story(draft_story.pk, by=ada, version=1, add=[999])

    assert Revision.objects.filter(article=draft_story).count() == 1


def test_tags_are_found_by_name_and_made_where_there_is_none(strikes, harbour):
    Tag.objects.create(slug="night-shift", name="Something else")

    found = tags_called(["  STRIKES ", "harbour", "Night  shift", "هاربور", "", "night shift"])

    assert found[:2] == [strikes, harbour]
    assert [(tag.slug, tag.name) for tag in found[2:]] == [
        ("night-shift-2", "night shift"),
        ("tag", "هاربور"),
    ]


def test_a_name_that_is_too_long_makes_no_tag(db):
    with pytest.raises(Invalid):
        tags_called(["new", "x" * 81])

    assert not Tag.objects.exists()
