"""What are files called?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rules.names import (
    LONGEST_NAME,
    original_name,
    rendition_extension,
    rendition_name,
    source_name,
)

MARK = "0123456789abcdef"


@pytest.mark.parametrize(
    ("uploaded", "shown"),
    [
        ("harbour.jpg", "harbour.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\photos\\dock 1.JPG", "dock 1.JPG"),
        ("a\x00b\r\nc\u202egpj.exe", "abcgpj.exe"),
        ("", ""),
    ],
)
def test_an_uploaded_name_is_shown_without_folders_and_tricks(uploaded, shown):
    assert source_name(uploaded) == shown


@given(st.text(max_size=400))
def test_no_uploaded_name_is_too_long_or_has_a_folder(uploaded):
    shown = source_name(uploaded)

    assert len(shown) <= LONGEST_NAME
    assert "/" not in shown
    assert "\\" not in shown


def test_files_are_named_by_the_house_alone():
    assert original_name("ab" * 32, MARK, "jpg") == f"ab/ab/{'ab' * 32}-{MARK}.jpg"
    assert rendition_name(MARK, "", 640, "webp") == f"photos/01/{MARK}/whole-640.webp"
    with pytest.raises(ValueError, match="token"):
        rendition_name("../x", "", 640, "webp")


def test_only_names_of_the_house_are_renditions():
    assert rendition_extension(rendition_name(MARK, "16x9", 480, "avif")) == "avif"
    for other in (
        "../secret",
        "photos/",
        "photos/01/x/whole-1.jpg",
        f"photos/01/{MARK}/a-1.jpg\n",
    ):
        assert rendition_extension(other) is None
