"""How does a photo get the renditions it should have?"""

import pytest

from cms.kernel.models import Announcement
from media.actions.make_renditions import make_renditions
from media.actions.refusals import StalePhoto
from media.models import Photo, Rendition
from media.models.stores import uploads


def kinds(photo):
    return set(photo.renditions.values_list("crop", "width", "format"))


def test_a_sound_photo_needs_nothing(harbour, files):
    before = files()

    assert make_renditions(photo=harbour) == 0
    assert files() == before
    assert not Announcement.objects.exists()


def test_a_missing_row_and_a_missing_file_come_back(harbour):
    before = kinds(harbour)
    lost = harbour.renditions.filter(format="avif").first()
    uploads().delete(str(lost.file))
    harbour.renditions.filter(crop="", width=320, format="webp").delete()

    assert make_renditions(photo=harbour) == 2

    assert kinds(harbour) == before
    assert all(uploads().exists(str(row.file)) for row in harbour.renditions.all())
    assert Announcement.objects.filter(kind="photo.updated").count() == 1


def test_all_can_be_made_anew_under_new_names(harbour):
    before, names = kinds(harbour), set(harbour.renditions.values_list("file", flat=True))

    made = make_renditions(photo=harbour, missing_only=False)

    assert made == len(before)
    assert kinds(harbour) == before
    assert not names & set(harbour.renditions.values_list("file", flat=True))


def test_a_photo_corrected_meanwhile_is_left_alone(harbour, files):
    stale = Photo.objects.get(pk=harbour.pk)
    Rendition.objects.filter(format="avif").delete()
    Photo.objects.correct_if(pk=harbour.pk, version=1, caption="First")
    before = files()

    with pytest.raises(StalePhoto):
        make_renditions(photo=stale)

    assert files() == before
