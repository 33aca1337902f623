import pytest

from articles.rules.page.captions import figure
from articles.rules.page.lines import Paragraph


@pytest.mark.parametrize(
    ("text", "caption", "label", "credit"),
    [
        ("The wall at dusk. Photo: Ida Holm", "The wall at dusk.", "Photo:", "Ida Holm"),
        ("The wall at dusk. Image: Tide/AB", "The wall at dusk.", "Image:", "Tide/AB"),
        ("The wall at dusk. Picture by Ida Holm", "The wall at dusk.", "Picture by", "Ida Holm"),
        ("The wall at dusk (Photo: Ida Holm)", "The wall at dusk", "(Photo:", "Ida Holm"),
        ("The wall [photo: Ida Holm].", "The wall", "[photo:", "Ida Holm"),
        ("The wall at dusk © Ida Holm", "The wall at dusk", "©", "Ida Holm"),
        ("The wall at dusk (c) Ida Holm", "The wall at dusk", "(c)", "Ida Holm"),
        ("The wall. Photo credit: Tide", "The wall.", "Photo credit:", "Tide"),
        ("The wall. Photo courtesy of Tide", "The wall.", "Photo courtesy of", "Tide"),
        ("Die Mauer. Foto: Ida Holm", "Die Mauer.", "Foto:", "Ida Holm"),
        ("Стена. Фото: Ида", "Стена.", "Фото:", "Ида"),
        ("Holm: “We wait.” Photo: Tide", "Holm: “We wait.”", "Photo:", "Tide"),
        ("The wall. Photo: collage “Tide”", "The wall.", "Photo:", "collage “Tide”"),
        ("Photo: Ida Holm", "", "Photo:", "Ida Holm"),
        ("Image: The wall. Credit: Ida", "The wall.", "Image: Credit:", "Ida"),
        ("The wall. PHOTO: IDA", "The wall.", "PHOTO:", "IDA"),
    ],
)
def test_caption_label_and_credit_are_told_apart(text, caption, label, credit):
    found = figure(Paragraph(7, text))

    assert found is not None
    assert (found.caption, found.label, found.credit) == (caption, label, credit)


@pytest.mark.parametrize(
    "text",
    [
        "She showed him a photo by Holm and left the room for good that very night in May.",
        "They put it in the picture: nothing would be said.",
        "The rules (a), (b) and (c) apply to every skipper of the harbour that has a licence now.",
        "Photo:",
        "The image of the town has suffered.",
    ],
)
def test_prose_that_speaks_of_photos_is_no_caption(text):
    assert figure(Paragraph(1, text)) is None


def test_a_label_before_a_long_text_is_a_caption_without_credit():
    found = figure(
        Paragraph(1, "Photo: The wall stood for three hundred years before the water came over it.")
    )

    assert found is not None
    assert found.caption.startswith("The wall")
    assert found.credit == ""
    assert found.reason is not None
    assert not found.reason.sure
