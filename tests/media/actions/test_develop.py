"""What picture is in a file of a stranger?"""

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.actions.develop import Picture, develop
from media.actions.refusals import PhotoFormatRefused, PhotoTooLarge, UnreadablePhoto
from media.rules.limits import Limits
from tests.media.pictures import corners, encoded, exif, photo_bytes, png_claiming, said, xmp

SMALL = Limits(byte_count=10**6, pixels=10**6)
PACKET = xmp(said("dc:description", "A dock"))
SOUND = {
    form: photo_bytes(form, 64, 48, **({"exif": exif(6), "xmp": PACKET} if form != "GIF" else {}))
    for form in ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
}


def outcome(data):
    try:
        return develop(data, SMALL)
    except (PhotoFormatRefused, PhotoTooLarge, UnreadablePhoto) as refusal:
        return refusal


@pytest.mark.parametrize("form", SOUND)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(form, data):
    damaged = bytearray(SOUND[form])
    for _turn in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)) | st.just(len(damaged)))

    seen = outcome(bytes(damaged[:cut]))

    assert not isinstance(seen, Picture) or seen.master.mode in {"RGB", "RGBA"}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    assert outcome(data) is not None


def test_a_flood_is_refused_before_it_takes_memory():
    tracemalloc.start()
    try:
        with pytest.raises(PhotoTooLarge):
            develop(png_claiming(7_000, 7_200), Limits())
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 5_000_000


def test_a_large_photo_is_shrunk_to_what_its_renditions_need():
    picture = develop(encoded(corners(4000, 3000), "JPEG"), Limits())

    assert (picture.width, picture.height) == (4000, 3000)
    assert picture.master.size == (1920, 1440)


def test_a_wide_photo_stays_sharp_enough_for_its_square():
    picture = develop(encoded(corners(4000, 1000), "JPEG"), Limits())

    assert picture.master.size == (4000, 1000)
