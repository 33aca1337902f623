"""Which file of a folder is which photo of a page?"""

import io

import pytest
from PIL import Image

from articles.importers import page_photos
from articles.rules.page import propose
from media.models import Photo
from tests.articles.importers.pages import OURS, text_of


@pytest.fixture
def folder(tmp_path):
    """Return a maker of a folder with small pictures of these names."""

    def make(*names):
        data = io.BytesIO()
        Image.new("RGB", (40, 30), "#336699").save(data, "PNG")
        for name in names:
            (tmp_path / name).write_bytes(data.getvalue())
        return tmp_path

    return make


def _found(folder):
    found = page_photos.matches(propose(text_of(OURS)), folder)
    return {match.figure.line: match.file.name for match in found}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["lead.png"], {5: "lead.png"}),
        (["1.png", "photo-02.png"], {5: "1.png", 23: "photo-02.png"}),
        (["tomas_wendell.png"], {23: "tomas_wendell.png"}),
        (["fish-quay.png", "lamps-fish-quay.png"], {5: "lamps-fish-quay.png"}),
        (["fish-quay.png", "1.png"], {5: "1.png"}),
        (["3.png", "harbour.png", "notes.txt"], {}),
    ],
)
def test_a_file_is_found_by_its_number_or_by_the_words_of_the_caption(folder, names, found):
    assert _found(folder(*names)) == found


def test_a_file_becomes_a_photo_with_the_words_of_the_page(db, folder):
    (match,) = page_photos.matches(propose(text_of(OURS)), folder("2.png"))

    photo = page_photos.bring(match, by=None)

    assert Photo.objects.get().credit == "Courier archive"
    assert photo.caption.startswith("Tomas Wendell")


def test_a_file_is_the_photo_of_one_place_only(folder):
    page = (
        "A headline\n\nA standfirst that says a little more.\n\n"
        "The quay at dawn. Photo: Jo Berg\n\n"
        "Nothing moved.\n\nThe quay at noon. Photo: Jo Berg\n"
    )

    found = page_photos.matches(propose(page), folder("quay.png"))

    assert [match.figure.caption for match in found] == ["The quay at dawn."]
