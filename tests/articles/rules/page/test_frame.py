import pytest

from articles.rules.page.frame import byline, source_line, tag_line
from articles.rules.page.lines import Paragraph


@pytest.mark.parametrize(
    ("text", "name", "url"),
    [
        ("Source: The Tide", "The Tide", ""),
        ("Source: The Tide, https://tide.example/a?b=1.", "The Tide", "https://tide.example/a?b=1"),
        ("Source: https://tide.example (The Tide)", "The Tide", "https://tide.example"),
        ("Source: [The Tide](https://tide.example/x)", "The Tide", "https://tide.example/x"),
        ("Quelle: www.tide.example", "", "www.tide.example"),
        ("Источник: Прилив", "Прилив", ""),
    ],
)
def test_a_source_has_a_name_and_an_address(text, name, url):
    found = source_line(Paragraph(1, text))

    assert found is not None
    assert (found.name, found.url) == (name, url)


def test_a_sentence_about_sources_is_no_source():
    assert source_line(Paragraph(1, "Sources say nothing.")) is None
    assert source_line(Paragraph(1, "The source: unknown")) is None


def test_tags_are_parted():
    found = tag_line(Paragraph(1, "Tags: sea, harbour wall; #tide"))

    assert [tag.name for tag in found] == ["sea", "harbour wall", "tide"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ida Holm", "Ida Holm"),
        ("By Ida Holm and Otto Brandt | 3 May 2024", "Ida Holm Otto Brandt"),
        ("Von Ida Holm", "Ida Holm"),
        ("By IDA HOLM", "IDA HOLM"),
    ],
)
def test_a_byline_names_who_wrote_it(text, names):
    found = byline(Paragraph(1, text))

    assert found is not None
    assert found.said_as("name") == names


@pytest.mark.parametrize("text", ["By the sea", "By Monday the wall had gone.", "By far"])
def test_a_sentence_that_begins_with_by_is_no_byline(text):
    assert byline(Paragraph(1, text)) is None
