"""How is put right what is said about a photo?"""

import math
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cms.kernel import announce
from cms.kernel.errors import Invalid, Missing
from cms.kernel.models import Announcement
from media.actions.correct_photo import correct_photo
from media.actions.refusals import OriginalMissing, StalePhoto
from media.actions.take_in import take_in
from media.models import Photo
from media.models.stores import originals, uploads
from tests.media.pictures import GREEN, RED, near, opened, photo_bytes


def words_of(photo):
    return Photo.objects.values_list("caption", "credit", "alt", "version").get(pk=photo.pk)


def square_of(photo):
    """Return the square crop, decoded."""
    row = photo.renditions.filter(crop="1x1", format="jpeg").latest("width")
    with uploads().open(str(row.file)) as file:
        return opened(file.read())


def test_a_corrected_caption_is_kept_counted_and_announced(harbour, ada):
    corrected = correct_photo(photo=harbour, by=ada, version=1, caption="The harbour at dusk")

    assert (corrected.caption, corrected.version) == ("The harbour at dusk", 2)
    assert corrected.credit == "Ada / Courier"
    assert corrected.corrected_by == ada
    assert corrected.corrected_at is not None
    told = Announcement.objects.values_list("kind", "subject")
    assert list(told) == [("photo.updated", str(harbour.pk))]


def test_a_stale_correction_changes_nothing(harbour, ada, files):
    correct_photo(photo=harbour, by=ada, version=1, caption="First")
    before, written = words_of(harbour), files()

    with pytest.raises(StalePhoto) as refused:
        correct_photo(photo=harbour, by=ada, version=1, caption="Second", focal_x=0.1)

    assert refused.value.status == 412
    assert words_of(harbour) == before
    assert files() == written
    assert Announcement.objects.count() == 1


def moved(photo, place, together):
    """Move the focal point in step with another editor; return the photo or the refusal."""
    try:
        together.wait(10)
        return correct_photo(photo=photo, by=None, version=1, focal_x=place)
    except StalePhoto as refusal:
        return refusal
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_wins_and_one_is_told(harbour, files):
    before, together = len(files()), threading.Barrier(2)

    with ThreadPoolExecutor(2) as editors:
        ends = list(editors.map(lambda place: moved(harbour, place, together), (0.1, 0.9)))

    won = [end for end in ends if isinstance(end, Photo)]
    assert len(won) == 1
    assert words_of(harbour)[3] == 2
    assert Photo.objects.get().focal_x == won[0].focal_x
    assert Announcement.objects.count() == 1
    crops = harbour.renditions.exclude(crop="").count()
    assert len(files()) == before + crops


def test_the_same_words_again_are_no_correction(harbour, ada):
    same = correct_photo(photo=harbour, by=ada, version=1, credit=" Ada / Courier\n")

    assert same.version == 1
    assert not Announcement.objects.exists()


def test_crops_follow_the_focal_point_and_the_whole_stays(ada):
    photo = take_in(data=photo_bytes(width=1200, height=400), name="wide.jpg", by=ada)
    whole = set(photo.renditions.filter(crop="").values_list("file", flat=True))
    crops = set(photo.renditions.exclude(crop="").values_list("file", flat=True))

    correct_photo(photo=photo, by=ada, version=1, focal_x=0.0)
    left = square_of(photo).getpixel((200, 50))
    correct_photo(photo=photo, by=ada, version=2, focal_x=1.0)
    right = square_of(photo).getpixel((200, 50))

    assert near(left, RED)
    assert near(right, GREEN)
    assert set(photo.renditions.filter(crop="").values_list("file", flat=True)) == whole
    now = set(photo.renditions.exclude(crop="").values_list("file", flat=True))
    assert len(now) == len(crops)
    assert not now & crops
    assert all(uploads().exists(name) for name in crops)


@pytest.mark.parametrize(
    "wrong", [{"focal_x": 1.01}, {"focal_y": -0.1}, {"focal_x": math.nan}, {"alt": "x" * 1001}]
)
def test_a_wrong_correction_is_named_and_changes_nothing(wrong, harbour, ada):
    with pytest.raises(Invalid) as refused:
        correct_photo(photo=harbour, by=ada, version=1, caption="Other", **wrong)

    assert refused.value.errors[0]["field"] == next(iter(wrong))
    assert words_of(harbour)[0] == "The harbour at dawn"


def test_whoever_listens_can_stop_the_correction(harbour, ada, files):
    def refuse(_kind, _subject, _facts):
        raise StalePhoto

    before, written = words_of(harbour), files()
    announce.listen("photo.updated", refuse)
    try:
        with pytest.raises(StalePhoto):
            correct_photo(photo=harbour, by=ada, version=1, focal_x=0.9)
    finally:
        announce._listeners["photo.updated"].remove(refuse)

    assert words_of(harbour) == before
    assert files() == written
    assert not Announcement.objects.exists()


def test_without_its_original_a_photo_keeps_its_crops(harbour, ada):
    originals().delete(str(harbour.original))

    with pytest.raises(OriginalMissing):
        correct_photo(photo=harbour, by=ada, version=1, focal_x=0.9)

    assert harbour.renditions.exclude(crop="").exists()
    assert words_of(harbour)[3] == 1


def test_a_deleted_photo_cannot_be_corrected(harbour, ada):
    Photo.objects.all().delete()

    with pytest.raises(Missing):
        correct_photo(photo=Photo(pk=10**9), by=ada, version=1, caption="x")
