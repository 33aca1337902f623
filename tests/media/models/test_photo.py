"""What does the database hold of a photo whatever door is used?"""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from media.models import Photo, Rendition


@pytest.mark.parametrize(
    "wrong",
    [
        {"focal_x": -0.01},
        {"focal_y": 1.01},
        {"width": 0},
        {"height": 0},
        {"byte_count": 0},
        {"version": 0},
        {"format": "svg"},
    ],
)
def test_an_impossible_photo_cannot_be_stored(wrong, harbour):
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=harbour.pk).update(**wrong)


def test_a_rendition_exists_once(harbour):
    row = harbour.renditions.first()
    row.pk, row.file = None, "photos/ab/other.webp"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_rendition_of_nothing_cannot_be_stored(harbour):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rendition.objects.filter(photo=harbour).update(width=0)


def test_whoever_uploaded_a_photo_cannot_vanish(harbour, ada):
    with pytest.raises(ProtectedError):
        ada.delete()


def test_photos_that_lack_words_are_found(harbour):
    assert not Photo.objects.without_alt().exists()
    Photo.objects.update(alt="", credit="")

    assert list(Photo.objects.without_alt()) == [harbour]
    assert list(Photo.objects.without_credit().newest()) == [harbour]
