"""How does a photo get another file? The newsroom expects that ..."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles.models import Edition
from cms.kernel.errors import Missing
from cms.kernel.models import Announcement
from media.actions.refusals import (
    FileTaken,
    PhotoFormatRefused,
    PhotoTooLarge,
    StalePhoto,
    UnreadablePhoto,
)
from media.actions.replace_file import replace_file
from media.actions.take_in import take_in
from media.actions.tidy_uploads import tidy_uploads
from media.models import Photo
from media.models.stores import originals, uploads
from tests.media.pictures import photo_bytes, png_claiming, with_iptc


def replaced(photo, data=None, version=1, **facts):
    raw = photo_bytes("PNG", width=600, height=900) if data is None else data
    return replace_file(photo=photo, data=raw, name="new.png", by=None, version=version, **facts)


def test_the_photo_stays_itself_and_shows_the_new_file(harbour, ada):
    former = {str(row.file) for row in harbour.renditions.all()}

    photo = replace_file(
        photo=harbour,
        data=photo_bytes("PNG", width=600, height=900),
        name="new.png",
        by=ada,
        version=1,
    )

    assert (photo.pk, photo.version) == (harbour.pk, 2)
    assert (photo.format, photo.width, photo.height) == ("png", 600, 900)
    assert (photo.source_name, photo.corrected_by) == ("new.png", ada)
    assert photo.caption == "The harbour at dawn"
    assert photo.uploaded_at == harbour.uploaded_at
    with originals().open(str(photo.original)) as kept:
        assert kept.read() == photo_bytes("PNG", width=600, height=900)
    now = {str(row.file) for row in photo.renditions.all()}
    assert now
    assert not now & former
    assert {row.crop for row in photo.renditions.all()} == {"", "1x1", "4x3", "16x9"}


def test_the_files_of_before_stay_until_they_are_tidied(harbour, archive):
    old = [str(harbour.original)]
    shown = [str(row.file) for row in harbour.renditions.all()]

    photo = replaced(harbour)

    assert all(originals().exists(name) for name in old)
    assert all(uploads().exists(name) for name in shown)
    tidy_uploads(before=photo.corrected_at.replace(year=photo.corrected_at.year + 1))
    assert not any(originals().exists(name) for name in old)
    assert not any(uploads().exists(name) for name in shown)
    assert originals().exists(str(photo.original))


@pytest.mark.parametrize(("keep", "focus"), [(True, (0.1, 0.9)), (False, (0.5, 0.5))])
def test_the_focal_point_stays_or_becomes_the_middle(ada, keep, focus):
    photo = take_in(data=photo_bytes(), name="a.jpg", by=ada, focal=(0.1, 0.9))

    photo = replaced(photo, keep_focus=keep)

    assert (photo.focal_x, photo.focal_y) == focus


def test_words_stay_and_empty_ones_are_read_from_the_new_file(ada):
    bare = take_in(data=photo_bytes(), name="a.jpg", by=ada, caption="Ours")
    told = with_iptc(photo_bytes(width=420), [(120, b"Theirs"), (110, b"Jo / Agency")])

    photo = replaced(bare, told)

    assert (photo.caption, photo.credit) == ("Ours", "Jo / Agency")


def test_live_stories_show_the_new_file_at_once(strike_story):
    photo = Photo.objects.get()
    edition = Edition.objects.get()

    photo = replaced(photo)

    after = Edition.objects.get()
    lead = json.loads(bytes(after.detail) + b"}}")["lead_photo"]
    assert after.etag != edition.etag
    assert (lead["width"], lead["height"]) == (600, 900)
    assert {r["url"].split("/uploads/")[1] for r in lead["renditions"]} == {
        str(row.file) for row in photo.renditions.filter(crop="")
    }
    (told,) = Announcement.objects.filter(kind="photo.updated")
    assert (told.subject, told.facts) == (str(photo.pk), {"file_replaced": True})


def test_its_own_file_again_changes_nothing(harbour, files):
    before = files()

    photo = replaced(harbour, photo_bytes(width=800, height=600))

    assert (photo.known_before, photo.version) == (True, 1)
    assert files() == before
    assert not Announcement.objects.exists()


def untouched(photo):
    present = Photo.objects.get(pk=photo.pk)
    return (present.version, present.sha256, present.renditions.count()) == (
        1,
        photo.sha256,
        photo.renditions.count(),
    ) and not Announcement.objects.exists()


def test_a_file_of_another_photo_is_refused_and_that_photo_named(harbour, ada, files):
    other = take_in(data=photo_bytes(), name="b.jpg", by=ada, caption="A crane")
    before = files()

    with pytest.raises(FileTaken) as refused:
        replaced(harbour, photo_bytes())

    assert f"photo {other.pk}: “A crane”" in str(refused.value)
    assert untouched(harbour)
    assert files() == before


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", UnreadablePhoto),
        (b"<svg/>", PhotoFormatRefused),
        (photo_bytes()[:300], UnreadablePhoto),
        (png_claiming(60_000, 60_000), PhotoTooLarge),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_changes(harbour, files, data, refusal):
    before = files()

    with pytest.raises(refusal):
        replaced(harbour, data)

    assert untouched(harbour)
    assert files() == before


def test_a_file_that_is_too_long_is_refused(harbour, files, settings):
    settings.PHOTO_MAX_BYTES = 100
    before = files()

    with pytest.raises(PhotoTooLarge):
        replaced(harbour)

    assert untouched(harbour)
    assert files() == before


def test_a_stale_or_missing_photo_is_refused(harbour, files):
    before = files()

    with pytest.raises(StalePhoto):
        replaced(harbour, version=7)
    assert untouched(harbour)
    assert files() == before
    with pytest.raises(Missing):
        replaced(Photo(pk=harbour.pk + 1))


def in_step(photo, width, together):
    """Replace the file in step with another editor; return the photo or the refusal."""
    try:
        together.wait(10)
        return replaced(photo, photo_bytes(width=width))
    except StalePhoto as refusal:
        return refusal
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_of_two_replacements_at_once_one_wins(harbour, files):
    together = threading.Barrier(2)

    with ThreadPoolExecutor(2) as hands:
        done = list(hands.map(lambda width: in_step(harbour, width, together), (500, 700)))

    assert sorted(type(one).__name__ for one in done) == ["Photo", "StalePhoto"]
    photo = Photo.objects.get()
    assert photo.version == 2
    assert originals().exists(str(photo.original))
    assert {uploads().exists(str(row.file)) for row in photo.renditions.all()} == {True}
    assert len(files("originals")) == 2
