"""How readers would see the working copy: the newsroom expects that ..."""

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.queries.assembled import parsed
from articles.queries.proof import proof, proof_of
from articles.queries.working_copy import load
from articles.rules import copy as values
from cms.kernel import clock as newsroom_clock


def test_a_story_that_was_never_saved_has_a_proof(story_copy, berit):
    at = newsroom_clock.now()

    story = parsed(proof_of(story_copy(headline="Not saved"), Article(), at))

    assert (story["id"], story["title"]) == (0, "Not saved")
    assert story["byline"][0]["name"] == "Berit Holm"
    assert not Article.objects.exists()


def test_blocks_without_an_id_are_called_by_their_place(story_copy):
    at = newsroom_clock.now()
    copy = story_copy()
    first = values.Section("", blocks=(values.Passage("kept", "<p>Here.</p>"),))

    story = parsed(proof_of(copy.with_sections((first, copy.sections[1])), Article(), at))

    names = [block["id"] for section in story["sections"] for block in section["blocks"]]
    assert names == ["kept", "n1", "n2", "n3"]


def test_stories_beside_it_are_shown_if_readers_can_open_them(
    draft_story, strike_story, closed_column
):
    at = newsroom_clock.now()
    picked = (closed_column.pk, draft_story.pk, strike_story.pk)

    story = parsed(proof_of(replace(load(draft_story), related=picked), draft_story, at))

    assert [one["slug"] for one in story["related"]] == ["a-column", "dockers-strike"]


def test_an_empty_draft_has_a_proof(db):
    at = newsroom_clock.now()

    story = parsed(proof_of(values.ArticleCopy(), Article(), at))

    assert story["title"] == ""
    assert story["sections"] == []


def test_a_long_story_costs_no_more_statements(draft_story):
    copy = load(draft_story)
    with CaptureQueriesContext(connection) as few:
        proof(draft_story, newsroom_clock.now())
    many = copy.sections[1].blocks * 40
    longer = copy.with_sections((copy.sections[0], replace(copy.sections[1], blocks=many)))

    with CaptureQueriesContext(connection) as more:
        proof_of(longer, draft_story, newsroom_clock.now())

    assert len(more) < len(few)
