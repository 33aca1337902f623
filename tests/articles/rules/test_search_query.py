"""The newsroom expects that whatever is typed is a search, or none, and never trouble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rules.search_query import sought


def said(text, **how):
    """Return what is wanted and unwanted, as words with a star where they may go on."""

    def shown(phrases):
        return [" ".join(phrase.spelt) + ("*" if phrase.begins else "") for phrase in phrases]

    found = sought(text, **how)
    return shown(found.wanted), shown(found.unwanted)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("harbour strike", ["harbour", "strike"], []),
        ('"third day" port', ["third day", "port"], []),
        ("“third day” «à quai»", ["third day", "à quai"], []),
        ('port -mayor -"old town"', ["port"], ["mayor", "old town"]),
        ('"never closed', ["never closed"], []),
        ("don't", ["don t"], []),
        ("state-of-the-art", ["state of the art"], []),
        ("東京", ["東 京"], []),
        ("port port", ["port"], []),
        ('NEAR(a b) "" ** - AND', ["NEAR a", "b", "AND"], []),
        ("headline:port {x}:y", ["headline port", "x y"], []),
        ('😀 ... - "', [], []),
        ("-port", [], ["port"]),
    ],
)
def test_words_phrases_and_exclusions_are_read(text, wanted, unwanted):
    assert said(text) == (wanted, unwanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("harbour stri", ["harbour", "stri*"]),
        ("st", ["st"]),
        ("strike ", ["strike"]),
        ('"third day', ["third day"]),
        ("東京", ["東 京"]),
        ("don't", ["don t"]),
    ],
)
def test_the_last_word_may_go_on_while_somebody_types(text, wanted):
    assert said(text, typing=True) == (wanted, [])


def test_every_word_may_be_a_beginning():
    assert said("har st stri -may", beginnings=True) == (["har*", "st", "stri*"], ["may"])


@given(st.text(max_size=200))
def test_no_text_is_trouble(text):
    found = sought(text, typing=True)

    for phrase in (*found.wanted, *found.unwanted):
        assert all(phrase.terms("en"))
