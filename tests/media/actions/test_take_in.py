"""How does a photo come into the archive?"""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from PIL import Image

from cms.kernel.errors import Invalid
from media.actions.refusals import PhotoFormatRefused, PhotoTooLarge, UnreadablePhoto
from media.actions.take_in import take_in
from media.models import Photo, Rendition
from media.models.stores import originals, uploads
from tests.media.pictures import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    corners,
    encoded,
    exif,
    near,
    opened,
    photo_bytes,
    png_claiming,
    said,
    swapped_profile,
    with_iptc,
    with_segment,
    xmp,
)

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]


def bytes_of(rendition):
    with uploads().open(str(rendition.file)) as file:
        return file.read()


def shown(photo, form="webp"):
    """Return the largest whole rendition in a format, decoded."""
    return opened(bytes_of(photo.renditions.filter(crop="", format=form).latest("width")))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_comes_in_and_goes_out(form, ada):
    data = photo_bytes(form)

    photo = take_in(data=data, name="a.jpg", by=ada)

    own = {"GIF": "png"}.get(form, form.lower())
    assert (photo.format, photo.width, photo.height) == (form.lower(), 400, 300)
    assert photo.byte_count == len(data)
    assert photo.uploaded_by == ada
    assert set(photo.renditions.values_list("format", flat=True)) == {own, "webp", "avif"}
    for rendition in photo.renditions.all():
        picture = opened(bytes_of(rendition))
        assert picture.format.lower() == rendition.format
        assert picture.size == (rendition.width, rendition.height)
        assert rendition.byte_count == len(bytes_of(rendition))
    assert near(shown(photo).convert("RGB").getpixel((10, 10)), RED)


def test_the_original_is_kept_byte_for_byte_and_apart(db, files):
    data = photo_bytes(exif=exif(place=True))

    photo = take_in(data=data, name="harbour.jpg", by=None)

    with originals().open(str(photo.original)) as file:
        assert file.read() == data
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    assert len(files("originals")) == 1
    assert all(path.read_bytes() != data for path in files("uploads"))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stands_upright_however_the_camera_was_held(form, orientation, db):
    turns = {2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}
    stored = corners(400, 300)
    for turn in turns.get(orientation, []):
        stored = stored.transpose(turn)

    photo = take_in(data=encoded(stored, form, exif=exif(orientation)), name="x", by=None)

    picture = shown(photo).convert("RGB")
    assert (photo.width, photo.height) == picture.size == (400, 300)
    spots = [picture.getpixel(at) for at in ((40, 40), (360, 40), (40, 260), (360, 260))]
    assert all(near(*pair) for pair in zip(spots, (RED, GREEN, BLUE, WHITE), strict=True))


def test_nothing_of_camera_place_or_person_is_shown_to_readers(db):
    packet = xmp(said("dc:description", "SECRETXMP"))
    data = photo_bytes(
        exif=exif(place=True), xmp=packet, comment=b"SECRETCOM", icc_profile=swapped_profile()
    )
    data = with_iptc(data, [(80, b"SECRETIPTC")])
    assert all(mark in data for mark in (b"SECRETCAM", b"SECRETXMP", b"SECRETCOM", b"SECRETIPTC"))

    photo = take_in(data=data, name="SECRETNAME.jpg", by=None)

    for rendition in photo.renditions.all():
        written = bytes_of(rendition)
        picture = opened(written)
        assert b"SECRET" not in written
        assert not picture.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(picture.info)
        assert "SECRET" not in str(rendition.file)
        assert photo.sha256[:16] not in str(rendition.file)


def test_comments_and_texts_of_png_and_gif_are_left_behind(db):
    gif = take_in(data=photo_bytes("GIF", comment=b"SECRETGIF"), name="a.gif", by=None)
    webp = take_in(data=photo_bytes("WEBP", exif=exif(place=True)), name="a.webp", by=None)

    for photo in (gif, webp):
        assert not [r for r in photo.renditions.all() if b"SECRET" in bytes_of(r)]


def test_colours_are_those_the_profile_meant(db):
    data = photo_bytes(icc_profile=swapped_profile())

    photo = take_in(data=data, name="a.jpg", by=None)

    red, _green, blue = shown(photo).convert("RGB").getpixel((40, 40))
    assert blue > red + 100


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "1", "LA", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_understood(mode, db):
    if mode == "I;16":
        picture = corners().convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        picture = corners(mode="L").convert("LA") if mode == "LA" else corners(mode=mode)
    data = encoded(picture, "JPEG" if mode == "CMYK" else "PNG")

    photo = take_in(data=data, name="a", by=None)

    dark, light = (shown(photo).convert("L").getpixel(at) for at in ((40, 260), (360, 260)))
    assert dark < 100
    assert light > 200


def test_what_shines_through_stays_so(db):
    picture = corners(mode="RGBA")
    picture.putalpha(128)

    photo = take_in(data=encoded(picture, "PNG"), name="a.png", by=None)

    for form in ("png", "webp", "avif"):
        assert abs(shown(photo, form).getpixel((40, 40))[3] - 128) < 6


def test_a_channel_through_which_nothing_shines_is_dropped(db):
    photo = take_in(data=encoded(corners(mode="RGBA"), "PNG"), name="a.png", by=None)

    assert {shown(photo, form).mode for form in ("png", "webp", "avif")} == {"RGB"}


def test_the_first_frame_of_an_animation_is_the_photo(db):
    frames = [corners(64, 64, "L").point(lambda value, i=i: (value + i) % 256) for i in range(200)]
    gif = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    webp = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:20])

    for data in (gif, webp):
        photo = take_in(data=data, name="a", by=None)
        assert not getattr(shown(photo), "is_animated", False)


def test_agencies_write_caption_and_credit_into_the_file(db):
    data = with_iptc(photo_bytes(), [(120, "Порт на світанку".encode()), (110, b"Agency")])

    photo = take_in(data=data, name="a.jpg", by=None, credit="Ann / Agency")

    assert photo.caption == "Порт на світанку"
    assert photo.credit == "Ann / Agency"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_newer_files_also_say_what_there_is_to_see(form, db):
    packet = xmp(
        said("dc:description", "A dock &amp; boats")
        + said("dc:rights", "(c) Courier")
        + said("Iptc4xmpCore:AltTextAccessibility", "Boats at a pier"),
        'photoshop:Credit="Courier"',
    )
    if form == "PNG":
        from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        data = photo_bytes(form, pnginfo=info)
    else:
        data = photo_bytes(form, xmp=packet)

    photo = take_in(data=data, name="a", by=None)

    words = (photo.caption, photo.credit, photo.alt)
    assert words == ("A dock & boats", "Courier", "Boats at a pier")


BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'
)


@pytest.mark.parametrize(
    "packet",
    [b"<not closed", b"\x00\xff\xfe", BILLION, b"<a>" * 5000 + b"</a>" * 5000, b"<x/>"],
    ids=["open", "bytes", "entities", "deep", "other"],
)
def test_a_hostile_packet_says_nothing_and_breaks_nothing(packet, db):
    photo = take_in(data=photo_bytes(xmp=packet), name="a.jpg", by=None)

    assert (photo.caption, photo.credit, photo.alt) == ("", "", "")


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_camera_data_break_nothing(db):
    data = with_segment(photo_bytes(), 0xE1, b"Exif\x00\x00MM\x00*\xff\xff\xff\xff" + b"\x01" * 40)
    data = with_segment(data, 0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\xff\xff\xff\xff\x1c")

    photo = take_in(data=data, name="a.jpg", by=None)

    assert photo.width == 400


def test_a_broken_colour_profile_is_no_obstacle(db):
    photo = take_in(data=photo_bytes(icc_profile=b"\x00" * 200), name="a.jpg", by=None)

    assert near(shown(photo).convert("RGB").getpixel((40, 40)), RED)


REFUSED = {
    "empty": (b"", UnreadablePhoto),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', PhotoFormatRefused),
    "page": (b"<!doctype html><script>alert(1)</script>", PhotoFormatRefused),
    "tiff": (encoded(corners(), "TIFF"), PhotoFormatRefused),
    "bmp": (encoded(corners(), "BMP"), PhotoFormatRefused),
    "head alone": (b"\xff\xd8\xff", UnreadablePhoto),
    "cut jpeg": (photo_bytes()[:2000], UnreadablePhoto),
    "cut png": (photo_bytes("PNG")[:300], UnreadablePhoto),
    "cut webp": (photo_bytes("WEBP")[:200], UnreadablePhoto),
    "cut avif": (photo_bytes("AVIF")[:400], UnreadablePhoto),
    "png in jpeg's clothes": (b"\xff\xd8\xff" + photo_bytes("PNG"), UnreadablePhoto),
    "gif and script": (b"GIF89a/*<script>*/=1;" * 9, UnreadablePhoto),
    "flood": (png_claiming(60_000, 60_000), PhotoTooLarge),
    "between the limits": (png_claiming(10_000, 9_500), PhotoTooLarge),
    "thread": (png_claiming(20_000, 1), PhotoTooLarge),
    "nothing to see": (png_claiming(0, 10), UnreadablePhoto),
    "no pixels": (png_claiming(3_000, 3_000), UnreadablePhoto),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sound_photo_is_refused_and_leaves_nothing(name, db, files):
    data, refusal = REFUSED[name]

    with pytest.raises(refusal) as refused:
        take_in(data=data, name="<script>.jpg", by=None)

    assert "script" not in str(refused.value)
    assert not Photo.objects.exists()
    assert files() == []


def test_an_overlong_file_is_not_read_to_its_end(db, settings, files):
    settings.PHOTO_MAX_BYTES = 1000
    endless = BytesIO(b"\xff\xd8\xff" + b"x" * 100_000)

    with pytest.raises(PhotoTooLarge):
        take_in(data=endless, name="a.jpg", by=None)

    assert endless.tell() == 1001
    assert files() == []


def test_an_overlong_credit_is_named(db, files):
    with pytest.raises(Invalid) as refused:
        take_in(data=photo_bytes(), name="a.jpg", by=None, credit="x" * 301)

    assert refused.value.errors[0]["field"] == "credit"
    assert files() == []


def test_the_same_file_again_is_the_same_photo(harbour, files):
    before = files()

    again = take_in(
        data=photo_bytes(width=800, height=600), name="copy.png", by=None, caption="Other words"
    )

    assert again == harbour
    assert again.known_before
    assert not harbour.known_before
    assert again.caption == "The harbour at dawn"
    assert files() == before


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_once_is_one_photo(files):
    data, together = photo_bytes(width=800, height=600), threading.Barrier(3)

    def upload(_number):
        try:
            together.wait(10)
            return take_in(data=data, name="a.jpg", by=None).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as editors:
        photos = list(editors.map(upload, range(3)))

    assert photos == [Photo.objects.get().pk] * 3
    assert len(files("originals")) == 1
    assert len(files("uploads")) == Rendition.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_leaves_no_file(files):
    gone = get_user_model()(pk=999, username="gone")

    with pytest.raises(IntegrityError):
        take_in(data=photo_bytes(), name="a.jpg", by=gone)

    assert not Photo.objects.exists()
    assert files() == []


def test_a_full_store_leaves_no_row(db, archive):
    (archive / "originals").write_text("a file where the folder should be")

    with pytest.raises(OSError, match="originals"):
        take_in(data=photo_bytes(), name="a.jpg", by=None)

    assert not Photo.objects.exists()
    assert [path.name for path in archive.rglob("*") if path.is_file()] == ["originals"]


def test_one_pixel_is_a_photo_too(db):
    photo = take_in(data=encoded(Image.new("RGB", (1, 1), RED), "PNG"), name="dot.png", by=None)

    assert {rendition.width for rendition in photo.renditions.all()} == {1}
    assert photo.blurhash
    assert photo.dominant_colour.startswith("#")


def test_the_focal_point_told_with_the_file_is_the_one_its_crops_keep(db):
    picture = Image.new("RGB", (1600, 600), RED)
    picture.paste(BLUE, (800, 0, 1600, 600))

    photo = take_in(data=encoded(picture, "PNG"), name="p.png", by=None, focal=(1.0, 0.5))

    assert (photo.focal_x, photo.focal_y) == (1.0, 0.5)
    square = photo.renditions.filter(crop="1x1", format="png").latest("width")
    assert near(opened(bytes_of(square)).convert("RGB").getpixel((5, 5)), BLUE)


def test_a_focal_point_outside_the_photo_is_refused(db):
    with pytest.raises(Invalid) as refusal:
        take_in(data=photo_bytes(), name="p.png", by=None, focal=(1.2, 0.5))

    assert refusal.value.errors[0]["field"] == "focal_x"
    assert not Photo.objects.exists()
