"""How do photos and files leave the archive?"""

from datetime import timedelta

import pytest

from articles.actions.write_copy import write_copy
from cms.kernel import clock
from media.actions.discard_photo import discard_photo
from media.actions.refusals import PhotoInUse
from media.actions.tidy_uploads import tidy_uploads
from media.models import Photo, Rendition


def test_a_discarded_photo_takes_its_files_along(
    harbour, files, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as later:
        discard_photo(photo=harbour)
    still_there = files()
    later[0]()

    assert still_there
    assert files() == []
    assert not Photo.objects.exists()
    assert not Rendition.objects.exists()


def test_a_photo_that_an_article_shows_is_not_discarded(strike_story, files):
    before = files()

    with pytest.raises(PhotoInUse) as refused:
        discard_photo(photo=Photo.objects.get())

    assert "“Dockers strike for a third day”" in str(refused.value)

    assert Photo.objects.count() == 1
    assert files() == before


def test_a_photo_that_only_readers_still_see_is_not_discarded(ada, strike_story, story_copy, files):
    write_copy(strike_story.pk, story_copy(lead=None, sections=()), by=ada, version=1)
    before = files()

    with pytest.raises(PhotoInUse):
        discard_photo(photo=Photo.objects.get())

    assert Photo.objects.count() == 1
    assert files() == before


@pytest.fixture
def loose(archive):
    """Files that a killed process left behind, and one that is none of ours."""
    names = ("uploads/photos/ab/x/whole-1.webp", "originals/ab/cd/x.jpg", "uploads/other.txt")
    for name in names:
        path = archive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"left behind")
    return [archive / name for name in names]


def test_old_files_of_nobody_are_swept_and_no_others(harbour, loose, files):
    before = set(files())

    swept = tidy_uploads(before=clock.now() + timedelta(minutes=1))

    assert swept == 2
    assert before - set(files()) == set(loose[:2])


def test_young_files_may_belong_to_an_upload_in_progress(loose, files, db):
    swept = tidy_uploads(before=clock.now() - timedelta(minutes=1))

    assert swept == 0
    assert set(loose) == set(files())
