"""How does an empty newsroom get the stories, people and replies of the demo?"""

import io

import pytest

from cms.seeding.manuscripts import manuscripts
from cms.seeding.newsroom import _photos
from media.models import Photo


@pytest.mark.django_db(transaction=True)
def test_photos_are_developed_side_by_side_and_told_all_that_is_written_of_them(ada):
    written = manuscripts().newsroom["photos"][:2]

    ids = _photos(written, by=ada, screen=io.StringIO())

    for said in written:
        photo = Photo.objects.get(pk=ids[said["file"]])
        assert [photo.focal_x, photo.focal_y] == said["focal"]
        assert (photo.caption, photo.credit, photo.alt) == (
            said["caption"],
            said["credit"],
            said["alt"],
        )
        assert photo.uploaded_by == ada


def test_translations_stand_behind_what_they_translate():
    slugs: set[str] = set()

    for story in manuscripts().stories:
        assert story.get("translation_of", "") in slugs | {""}
        slugs.add(story["slug"])
