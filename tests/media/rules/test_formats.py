"""Which files are photos?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rules.formats import FORMATS, shown_formats, sniff
from tests.media.pictures import photo_bytes


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "avif", "gif"])
def test_a_photo_is_known_by_its_first_bytes(form):
    head = photo_bytes(form.upper())[:64]

    assert sniff(head) == FORMATS[form]


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"BM\x00\x00",
        b"II*\x00",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        b"#!/bin/sh",
    ],
)
def test_everything_else_is_no_photo(head):
    assert sniff(head) is None


@given(st.binary(max_size=64))
def test_any_bytes_get_an_answer(head):
    assert sniff(head) is None or sniff(head) in FORMATS.values()


def test_readers_get_the_own_format_and_the_modern_ones():
    assert shown_formats(FORMATS["jpeg"]) == ("jpeg", "webp", "avif")
    assert shown_formats(FORMATS["gif"]) == ("png", "webp", "avif")
    assert shown_formats(FORMATS["avif"]) == ("avif", "webp")
