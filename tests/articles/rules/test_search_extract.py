"""The newsroom expects that extracts mark what was found, and are safe in a page."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules import search_extract
from articles.rules.search_query import sought
from articles.rules.search_terms import base_of, folded_word, placed, spellings, term_of


def groups(text, language, **how):
    [terms] = sought(text, **how).in_languages([language])
    return terms.wanted


def marked(text, language, groups):
    return search_extract.headline(text, base_of(language), groups)


def extract(text, language, groups):
    return search_extract.extract(text, placed(text, base_of(language)), groups)


@pytest.mark.parametrize(
    ("language", "words", "text", "shown"),
    [
        ("en", "strike", "They strike; STRIKES, striker.",
         "They <mark>strike</mark>; <mark>STRIKES</mark>, striker."),
        ("en", "party", "Parties met.", "<mark>Parties</mark> met."),
        ("en", "die", "It was dying.", "It was <mark>dying</mark>."),
        ("en", '"third day"', "A third, day. Third  day, third night.",
         "A <mark>third, day</mark>. <mark>Third  day</mark>, third night."),
        ("en", '"day of the dead"', "Day of rest; the day of the dead.",
         "Day of rest; the <mark>day of the dead</mark>."),
        ("es", "opera elección", "Ópera y elecciones",
         "<mark>Ópera</mark> y <mark>elecciones</mark>"),
        ("ar", "كتاب", "هذا كِتَابُ أحمد", "هذا <mark>كِتَابُ</mark> أحمد"),
        ("ar", "كتاب احمد", "الكتاب، أحمد", "<mark>الكتاب</mark>، <mark>أحمد</mark>"),
        ("ja", "東京", "新東京の港", "新<mark>東京</mark>の港"),
        ("de", "strasse", "Die Straße", "Die <mark>Straße</mark>"),
        ("en", "quay", "<b>quay</b> & 'x'", "&lt;b&gt;<mark>quay</mark>&lt;/b&gt; &amp; 'x'"),
        ("en", "nowhere", "Nothing of it", "Nothing of it"),
    ],
)  # fmt: skip
def test_what_was_found_is_marked(language, words, text, shown):
    assert marked(text, language, groups(words, language)) == shown


def test_a_word_that_goes_on_is_marked_whole():
    found = marked("Striking dockers", "en", groups("strik", "en", typing=True))
    also = marked("Striking dockers", "en", groups("strikin", "en", typing=True))

    assert found == also == "<mark>Striking</mark> dockers"


def test_an_extract_is_cut_where_most_of_it_stands_together():
    text = f"A port. {'Nothing else happened. ' * 40}The port and the mayor. {'No more. ' * 40}"

    cut = extract(text, "en", groups("mayor port", "en"))

    assert "The <mark>port</mark> and the <mark>mayor</mark>." in cut
    assert cut[0] == cut[-1] == "…"
    assert len(re.sub("<.*?>", "", cut)) < 270


def test_without_any_of_it_the_beginning_is_shown():
    assert extract("One two. " * 99, "en", groups("mayor", "en")).startswith("One two. One")


@given(st.text(max_size=300), st.text(min_size=1, max_size=20))
def test_nothing_but_marks_is_html_and_no_letter_is_lost(text, words):
    found = sought(words)
    if not found.wanted:
        return
    shown = marked(text, "en", groups(words, "en"))

    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert shown.count("<mark>") == shown.count("</mark>")
    assert unescape(bare) == unescape(text.replace("\n", " ").replace("&", "&amp;"))


WORDS = [
    "port",
    "Port,",
    "ports",
    "party",
    "parties",
    "Óst",
    "ost",
    "dying",
    "die.",
    "東京",
    "—",
    "a",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["port", "die", "ost", "京"]))
def test_every_word_with_the_term_is_marked_and_no_other(words, wanted):
    text = " ".join(words)

    shown = marked(text, "en", groups(wanted, "en"))

    expected = [word for word in spellings(text) if term_of(word, "en") == term_of(wanted, "en")]
    assert re.findall("<mark>(.*?)</mark>", shown) == expected


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(["por", "part", "partie"]))
def test_every_word_that_begins_so_is_marked(words, begun):
    text = " ".join(words)

    shown = marked(text, "en", groups(begun, "en", typing=True))

    expected = [word for word in spellings(text) if folded_word(word).startswith(begun)]
    assert set(expected) <= set(re.findall("<mark>(.*?)</mark>", shown))


def test_a_word_whose_stem_begins_otherwise_is_marked_too():
    assert marked("Ia membaca", "id", groups("memb", "id", typing=True)) == (
        "Ia <mark>membaca</mark>"
    )
