"""One photo for another: the newsroom expects that ..."""

import pytest

from articles.rules.copy import ArticleCopy, Figure, Passage, Section
from articles.rules.swapped import Print, with_other_photo

WAS = Print(1, "The harbour", "Jo", "Boats")
NOW = Print(2, "The quay", "Mo", "A crane")


def story(*figures, lead=None):
    return ArticleCopy(
        lead=lead,
        sections=(Section("s", blocks=(Passage("p", "<p>Text.</p>"), *figures)),),
    )


def test_the_photo_is_another_at_the_head_and_in_the_text():
    copy = story(Figure("a", 1), Figure("b", 3), lead=Figure("", 1))

    other = with_other_photo(copy, WAS, NOW)

    assert other.lead.photo == 2
    assert [block.photo for block in other.blocks()[1:]] == [2, 3]
    assert [block.id for block in other.blocks()] == ["p", "a", "b"]


def test_credit_and_alternative_text_are_those_of_the_new_picture():
    written = Figure("a", 1, "The harbour", "Somebody", "As told by the story")

    figure = with_other_photo(story(written), WAS, NOW).blocks()[1]

    assert (figure.credit, figure.alt) == ("Mo", "A crane")


@pytest.mark.parametrize(
    ("caption", "becomes"),
    [("", "The quay"), ("The harbour", "The quay"), ("Written for us", "Written for us")],
)
def test_a_caption_that_was_written_for_the_story_stays(caption, becomes):
    figure = with_other_photo(story(Figure("a", 1, caption)), WAS, NOW).blocks()[1]

    assert figure.caption == becomes


def test_a_story_without_the_photo_is_left_as_it_is():
    copy = story(Figure("a", 3, "c", "d", "e"))

    assert with_other_photo(copy, WAS, NOW) == copy
