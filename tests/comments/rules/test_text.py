"""The newsroom expects that what is kept of a reply is what a reader can see."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules import text

ZWJ, ZWNJ = "\u200d", "\u200c"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Fine.  \r\n\r\n\r\n\r\nYes. ", "Fine.\n\nYes."),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("e\u0301", "\u00e9"),
        (f"s{ZWJ}p{ZWNJ}am", "spam"),
        (f"👩{ZWJ}🔧 👩🏽{ZWJ}🚒 ❤️{ZWJ}🔥", f"👩{ZWJ}🔧 👩🏽{ZWJ}🚒 ❤️{ZWJ}🔥"),
        (f"می{ZWNJ}خواهم", f"می{ZWNJ}خواهم"),
        (f"क्{ZWJ}ष", f"क्{ZWJ}ष"),
        (f"می{ZWNJ}{ZWNJ} ", "می"),
        ("one\ttab", "one tab"),
        ("one\u2028two", "one\ntwo"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_writing_stays_whole(typed, kept):
    assert text.clean(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed):
    once = text.clean(typed)

    assert text.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("a", "too_short"),
        ("ab", ""),
        ("é" * 5000, ""),
        ("é" * 5001, "too_long"),
        ("\n".join(["x"] * 40), ""),
        ("\n".join(["x"] * 41), "too_many_lines"),
        (" ".join(["http://a.example"] * 10), ""),
        (" ".join(["www.a.example"] * 11), "too_many_links"),
    ],
)
def test_a_reply_has_a_length_that_people_write(said, code):
    assert text.unfit(said) == code


def test_half_a_character_is_not_text():
    assert not text.is_text("half \ud83d")
    assert text.is_text("whole 😀")


def test_the_same_words_are_the_same_reply():
    assert text.same_as("First,  POST!") == text.same_as("first post")
    assert text.same_as("first post") != text.same_as("second post")
    assert text.same_as("!!") != text.same_as("??")
