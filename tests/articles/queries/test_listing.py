"""The newsroom expects that a list names writers and last hands, and that its search finds them."""

from dataclasses import replace

import pytest

from articles.actions.write_copy import create_article, write_copy
from articles.models import Article, Author, ExpertName
from articles.queries.lengths import word_counts
from articles.queries.listing import bylines_of, last_hands, saying
from articles.queries.working_copy import load
from articles.rules.copy import BylineEntry
from articles.rules.words import word_count


def test_bylines_stand_in_their_order(ada, story_copy, berit):
    other = Author.objects.create(slug="aa", name="Aaron Vale")
    byline = (BylineEntry(berit.pk), BylineEntry(other.pk))
    story = create_article(story_copy(byline=byline), by=ada)

    assert bylines_of([story]) == {story.pk: ["Berit Holm", "Aaron Vale"]}


def test_the_last_hand_is_who_saved_last(ada, moss, draft_story):
    moss.first_name, moss.last_name = "Moss", "Green"
    moss.save()
    write_copy(draft_story.pk, replace(load(draft_story), headline="X"), by=moss, version=1)
    draft_story.refresh_from_db()

    assert last_hands([draft_story]) == {draft_story.pk: "Moss Green"}


@pytest.mark.parametrize(
    "words", ["mayor", "RESIGNS", "the-mayor", "silent", "berit", "Holm mayor", "lind", "роза"]
)
def test_a_story_is_found_once_by_its_words_its_writers_and_its_speakers(draft_story, rosa, words):
    ExpertName.objects.create(expert=rosa, name="Роза Линд")

    assert list(saying(Article.objects.all(), words)) == [draft_story]


@pytest.mark.parametrize("words", ["premier", "berit premier", "%", "_"])
def test_a_story_that_lacks_a_word_is_not_found(draft_story, words):
    assert not saying(Article.objects.all(), words).exists()


def test_words_are_counted_as_at_the_desk_and_only_once(
    ada, draft_story, strike_story, django_assert_num_queries
):
    stories = [draft_story, strike_story]

    counts = word_counts(stories)

    assert counts == {story.pk: word_count(load(story)) for story in stories}
    with django_assert_num_queries(0):
        assert word_counts(stories) == counts


def test_words_are_counted_anew_after_a_save(ada, draft_story):
    word_counts([draft_story])
    write_copy(draft_story.pk, replace(load(draft_story), sections=()), by=ada, version=1)
    draft_story.refresh_from_db()

    assert word_counts([draft_story]) == {draft_story.pk: 0}
