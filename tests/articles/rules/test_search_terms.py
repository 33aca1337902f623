"""The newsroom expects that a word is one word, however it is dressed and in whatever form."""

import threading

import pytest

from articles.rules.search_terms import folded_word, terms


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Strikes, striking!", "strike strike"),
        ("en-GB", "Parties", "party"),
        ("es", "Elecciones", "elección"),
        ("es", "puertos", "Puerto"),
        ("fr", "Élections", "election"),
        ("de", "Häfen", "hafen"),
        ("de", "STRASSE", "Straße"),
        ("ru", "новая", "Новый"),
        ("ru", "Ёлка", "елка"),
        ("ar", "كِتَابُ", "الكتاب"),
        ("ar", "أحمد", "احمد"),
        ("ar", "الـمـدرسة", "المدرسه"),
        ("ar", "مدرسه", "المدرسة"),
        ("ar", "إلى مصطفى", "الي مصطفي"),
        ("tr", "İstanbul", "istanbul"),
        ("uk", "Київ", "київ"),
        ("he", "שָׁלוֹם", "שלום"),
        ("hi", "हिन्दी", "हिन्दी"),
        ("xx", "Naïve", "naive"),
        ("en", "soft\u00adware zero\u200cwidth", "software zerowidth"),
        ("en", "ﬁne \uff26\uff35\uff2c\uff2c x²", "fine full x2"),
    ],
)
def test_words_are_the_same_in_another_dress_and_form(language, one, other):
    assert terms(one, language) == terms(other, language) != []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("es", "elecciones", "electricidad"),
        ("ru", "йод", "иод"),
        ("ja", "が", "か"),
        ("en", "harbour", "harvest"),
    ],
)
def test_other_words_stay_others(language, one, other):
    assert terms(one, language) != terms(other, language)


def test_a_language_that_has_no_stemmer_keeps_its_words():
    assert terms("strikes", "xx") == ["strikes"]


def test_scripts_without_spaces_give_a_term_for_each_character():
    assert terms("東京の港 x", "ja") == ["東", "京", "の", "港", "x"]
    assert terms("กรุง", "th") == list("กรุง")


def test_what_is_no_word_gives_none():
    assert terms("😀 — … ½\u2044 _ ฿ '\"*\\", "en") == ["12"]


def test_terms_hold_letters_digits_and_signs_only():
    every = "".join(chr(code) for code in range(1, 0x3000) if not 0xD800 <= code < 0xE000)

    for term in terms(every, "en") + terms(" ".join(every), "xx"):
        assert not set(term) & set("'\"\\:*&|!<>() "), term


def test_threads_do_not_disturb_each_other():
    words = [f"striking{number}s" for number in range(300)]
    alone = [terms(word, "en") for word in words]
    found = []

    def read():
        found.append([terms(f"{word} {number}", "en")[:1] for number, word in enumerate(words)])

    threads = [threading.Thread(target=read) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [alone] * 4


def test_one_word_is_folded():
    assert folded_word("Été") == "ete"
