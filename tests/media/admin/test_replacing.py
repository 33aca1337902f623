"""Replacing a file by hand: the newsroom expects that ..."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from media.actions.correct_photo import correct_photo
from media.actions.take_in import take_in
from media.models import Photo
from tests.media.pictures import photo_bytes, png_claiming


@pytest.fixture
def desk(client, ada):
    """The admin, with Ada signed in."""
    client.force_login(ada)
    return client


def page_of(photo):
    return f"/admin/media/photo/{photo.pk}/replace/"


def replaced(desk, photo, data=None, **facts):
    raw = photo_bytes("PNG", width=600, height=900) if data is None else data
    form = {"seen": 1, "focus": "keep", "file": SimpleUploadedFile("new.png", raw), **facts}
    return desk.post(page_of(photo), form, follow=True)


def test_the_page_shows_the_picture_and_where_it_is_used(desk, strike_story):
    page = desk.get(page_of(Photo.objects.get())).content.decode()

    assert "Used in 1 story" in page
    assert f'href="/admin/articles/article/{strike_story.pk}/change/"' in page
    assert "photo-how-live" in page
    assert "photo-how-draft" in page
    assert "data-new" in page


def test_the_file_is_replaced_everywhere(desk, ada, strike_story):
    photo = Photo.objects.get()

    answer = replaced(desk, photo, focus="middle")

    photo.refresh_from_db()
    assert answer.redirect_chain[-1][0] == f"/admin/media/photo/{photo.pk}/change/"
    assert "every story shows the new one" in answer.content.decode()
    assert (photo.width, photo.height, photo.version) == (600, 900, 2)
    assert photo.corrected_by == ada


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", photo_bytes()[:300], png_claiming(60_000, 60_000)]
)
def test_what_is_wrong_with_a_file_stands_beside_it(desk, harbour, files, data):
    before = files()

    answer = replaced(desk, harbour, data)

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert Photo.objects.get().version == 1
    assert files() == before


def test_a_file_of_another_photo_is_refused_with_a_way_there(desk, ada, harbour):
    other = take_in(data=photo_bytes(), name="b.jpg", by=ada, caption="A <crane>")

    page = replaced(desk, harbour, photo_bytes()).content.decode()

    assert f'<a href="/admin/media/photo/{other.pk}/change/">' in page
    assert "“A &lt;crane&gt;”" in page
    assert Photo.objects.get(pk=harbour.pk).version == 1


def test_its_own_file_again_is_said_to_change_nothing(desk, harbour):
    answer = replaced(desk, harbour, photo_bytes(width=800, height=600))

    assert "nothing changed" in answer.content.decode()
    assert Photo.objects.get().version == 1


def test_a_photo_that_somebody_changed_meanwhile_is_shown_first(desk, harbour):
    correct_photo(photo=harbour, by=None, version=1, caption="At dusk")

    answer = replaced(desk, harbour)

    assert "Somebody else has changed this photo meanwhile" in answer.content.decode()
    assert Photo.objects.get().width == 800
    replaced(desk, harbour, seen=answer.context["form"]["seen"].value())
    assert Photo.objects.get().width == 600


def test_a_photo_that_is_not_there_is_missing(desk, db):
    assert desk.get("/admin/media/photo/5/replace/").status_code == 404
