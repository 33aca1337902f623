from articles.rules.page.words import word_count, words


def test_marks_and_spaces_part_words_and_are_none():
    assert words("interests”Polovinko says – 3,000 km.") == (
        "interests", "Polovinko", "says", "3", "000", "km",
    )  # fmt: skip


def test_signs_and_other_scripts_are_words():
    assert words("5€ ©Ida Привет שלום 🌊") == ("5", "€", "©", "Ida", "Привет", "שלום", "🌊")
    assert word_count("a-b c") == 3
