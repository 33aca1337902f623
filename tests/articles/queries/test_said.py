"""The newsroom expects that one is told where the same words were printed before."""

import pytest

from articles.actions.write_copy import create_article
from articles.queries.said import saying, stories_quoting
from articles.rules.copy import Quote, Section

WORDS = "A port that sleeps feeds nobody."


@pytest.fixture
def twin(ada, story_copy):
    return create_article(story_copy(headline="A twin", slug="a-twin"), by=ada)


def test_the_very_words_are_found_in_other_stories_only(strike_story, twin):
    found = saying(f" {WORDS}\n", beside=twin.pk)

    assert found == [strike_story]
    assert saying("A port that sleeps", beside=None) == []
    assert saying(" ", beside=None) == []


def test_the_story_changed_last_comes_first(strike_story, twin):
    assert saying(WORDS, beside=None) == [twin, strike_story]


def test_a_story_that_quotes_somebody_twice_counts_once(ada, story_copy, strike_story, twin, rosa):
    body = (Section("", "", blocks=(Quote("", "One.", rosa.pk), Quote("", "Two.", rosa.pk))),)
    create_article(story_copy(slug="twice", sections=body), by=ada)

    assert stories_quoting(rosa.pk, beside=twin.pk) == 2
    assert stories_quoting(rosa.pk, beside=None) == 3


def test_both_answers_cost_one_statement_each(strike_story, twin, rosa, django_assert_num_queries):
    with django_assert_num_queries(2):
        saying(WORDS, beside=None)
        stories_quoting(rosa.pk, beside=None)
