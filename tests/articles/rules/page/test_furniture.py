import pytest

from articles.rules.page.furniture import furniture, story_ends
from articles.rules.page.lines import Paragraph, paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "Share this article:",
        "Leave a Reply",
        "most popular",
        "MOST POPULAR",
        "3 Comments",
        "Related articles",
        "Advertisement",
        "Your email address will not be published. Required fields are marked *",
        "© 2024 The Tide. All rights reserved",
        "12 June 2023, 10:30",
        "Published: 3 May 2024 | 4 min read",
        "Поделиться:",
    ],
)
def test_lines_of_the_page_around_the_story_are_furniture(text):
    assert furniture(Paragraph(1, text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "What the sea did",
        "Share prices fell again on Monday.",
        "The most popular song of 2024",
        "In 2024 the wall broke.",
        "Comments on the wall were many.",
    ],
)
def test_headings_and_sentences_are_no_furniture(text):
    assert furniture(Paragraph(1, text)) is None


def test_the_story_ends_where_only_lists_follow():
    page = paragraphs(
        "Head\nMost popular\nOther\nA sentence of the story that is long enough to be one here.\n"
        "Related stories\nOne thing\nAnother thing"
    )

    assert story_ends(page) == 4
