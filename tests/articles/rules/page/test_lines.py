from articles.rules.page.lines import Paragraph, paragraphs


def test_every_line_is_a_paragraph_with_its_number():
    found = paragraphs("Head\r\n\r\n  Text  \rMore\n")

    assert found == (Paragraph(1, "Head"), Paragraph(3, "Text"), Paragraph(4, "More"))


def test_a_text_set_in_columns_is_joined_to_its_paragraphs():
    column = (
        "The tide came up to the wall at four in the morning,\n"
        "and nobody in the harbour had been told. The skippers\n"
        "woke when the first boat broke loose and the bells of\n"
        "both churches rang.\n"
    )

    found = paragraphs(f"Tide over the wall\n\n{column}\n{column}")

    assert [one.line for one in found] == [1, 3, 8]
    assert found[1].text.endswith("of both churches rang.")


def test_control_characters_part_words_and_vanish():
    assert paragraphs("\ufeffa\x00b\ud800c") == (Paragraph(1, "a b c"),)
