# ruff: noqa: RUF001 - letters that look alike are what this is about
"""The newsroom expects that a word is known however its letters are dressed up."""

import pytest

from comments.rules.folding import fold, readings


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Víágrä Straße ØLÅ đ Ł", "viagra strasse ola d l"),
        ("ＶＩＡＧＲＡ", "viagra"),
        ("𝓿𝓲𝓪𝓰𝓻𝓪 𝕧", "viagra v"),
        ("🅥🅸🆅 ⓐ⒜", "viv aa"),
        ("ᴠɪᴀɢʀᴀ", "viagra"),
        ("vi\u200ba\u00adgra", "viagra"),
        ("z\u0337a\u0336l\u0335g\u0338o", "zalgo"),
        ("İI ı", "ii i"),
        ("ﬁne™ №5", "fine™ №5"),
    ],
)
def test_latin_letters_are_taken_out_of_their_dress(typed, text):
    assert fold(typed).text == text


@pytest.mark.parametrize(
    ("typed", "seen"),
    [("vіаgrа", "viagra"), ("ΝΕWS", "news"), ("Ꮪех", "sex"), ("տех", "տex"), ("ѕех", "sex")],
)
def test_letters_of_other_alphabets_are_seen_as_what_they_look_like(typed, seen):
    assert fold(typed).seen == seen


@pytest.mark.parametrize(
    "text",
    [
        "میخواهم",
        "آ أ إ ا",
        "हिन्दी में टिप्पणी",
        "தமிழ்",
        "他の製品を見て",
        "ガか",
        "한국어",
        "ภาษาไทย",
        "мой",
    ],
)
def test_other_writing_stays_as_it_is(text):
    assert fold(text).text == text


def test_vowel_points_do_not_make_another_word():
    assert fold("كِتَاب").text == fold("كتاب").text
    assert fold("שָׁלוֹם").text == fold("שלום").text


def test_half_width_kana_keep_their_voice():
    assert fold("ｶﾞ か\u3099").text == "ガ が"


def test_what_is_found_is_told_where_it_stands_in_the_original():
    folded = fold("a ﬁ\u200bne b")

    assert folded.text == "a fine b"
    assert folded.span(2, 6) == (2, 6)


def test_digits_and_signs_are_letters_inside_words_only():
    assert "viagra" in readings("v1@gra", "v1@gra", other_alphabet=False)
    assert "pills" in readings("p!lls", "p!lls", other_alphabet=False)
    for number in ("455", "50s", "7am", "1st"):
        assert readings(number, number, other_alphabet=False) == (number,)


def test_a_russian_word_is_no_latin_one_in_a_russian_text():
    assert readings("рот", "pot", other_alphabet=True) == ("рот",)
    assert "pot" in readings("рот", "pot", other_alphabet=False)
