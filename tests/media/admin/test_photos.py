"""How do editors find, upload and correct photos?"""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.actions.write_copy import write_copy
from media.models import Photo
from tests.media.pictures import photo_bytes

ARCHIVE = "/admin/media/photo/"


@pytest.fixture
def desk(client, ada):
    """The admin, with Ada signed in."""
    client.force_login(ada)
    return client


def upload(desk, data, name="boats.jpg", **words):
    blank = {"caption": "", "credit": "", "alt": ""}
    return desk.post(
        f"{ARCHIVE}add/", blank | words | {"file": SimpleUploadedFile(name, data)}, follow=True
    )


def corrected(desk, photo, version, **changes):
    same = {field: getattr(photo, field) for field in ("caption", "credit", "alt")}
    place = {"focal_x": photo.focal_x, "focal_y": photo.focal_y}
    page = f"{ARCHIVE}{photo.pk}/change/"
    return desk.post(page, same | place | {"seen": version} | changes, follow=True)


def text_of(answer):
    return answer.content.decode()


def test_the_archive_is_listed_searched_and_filtered(desk, harbour):
    page = text_of(desk.get(ARCHIVE))

    assert "The harbour at dawn" in page
    assert "photo-grid" in page
    assert "photo-thumbnail" in text_of(desk.get(ARCHIVE, {"view": "list"}))
    assert "The harbour" in text_of(desk.get(ARCHIVE, {"q": "coloured quarters"}))
    assert "The harbour" not in text_of(desk.get(ARCHIVE, {"q": "mountain"}))
    assert "The harbour" not in text_of(desk.get(ARCHIVE, {"lacking": "alt"}))
    Photo.objects.update(alt="")
    assert "The harbour" in text_of(desk.get(ARCHIVE, {"lacking": "alt"}))


def test_the_list_costs_the_same_for_many(desk, harbour, ada, django_assert_max_num_queries):
    upload(desk, photo_bytes(width=100, height=50))
    upload(desk, photo_bytes(width=110, height=50))

    with django_assert_max_num_queries(9):
        desk.get(ARCHIVE)


def test_an_upload_becomes_a_photo(desk, ada):
    answer = upload(desk, photo_bytes(), caption="Boats", credit="Ada")

    photo = Photo.objects.get()
    assert answer.status_code == 200
    assert (photo.caption, photo.credit, photo.uploaded_by) == ("Boats", "Ada", ada)
    assert photo.source_name == "boats.jpg"


@pytest.mark.parametrize("data", [b"<svg/>", photo_bytes()[:900], b"\xff\xd8\xff"])
def test_what_is_wrong_with_a_file_stands_beside_it(desk, data, files):
    answer = upload(desk, data, caption="My careful caption")

    assert answer.context["adminform"].form.errors["file"]
    assert "My careful caption" in text_of(answer)
    assert not Photo.objects.exists()
    assert files() == []


def test_the_same_file_leads_to_the_photo_that_is_there(desk, harbour):
    answer = upload(desk, photo_bytes(width=800, height=600), caption="Other")

    assert answer.redirect_chain[-1][0] == f"{ARCHIVE}{harbour.pk}/change/"
    assert "already" in text_of(answer)
    assert Photo.objects.get().caption == "The harbour at dawn"


def test_words_and_focal_point_are_corrected(desk, harbour, ada):
    answer = corrected(desk, harbour, 1, caption="At dusk", focal_x="0.25")

    photo = Photo.objects.get()
    assert answer.redirect_chain
    assert (photo.caption, photo.focal_x, photo.version) == ("At dusk", 0.25, 2)
    assert photo.corrected_by == ada


def test_a_stale_correction_is_told_and_nothing_typed_is_lost(desk, harbour):
    corrected(desk, harbour, 1, caption="At dusk")

    answer = corrected(desk, harbour, 1, caption="At noon")

    page = text_of(answer)
    assert "Somebody else has changed this photo meanwhile" in page
    assert "At noon" in page
    assert "It now says: At dusk" in page
    assert Photo.objects.get().caption == "At dusk"
    corrected(desk, harbour, answer.context["adminform"].form["seen"].value(), caption="At noon")
    assert Photo.objects.get().caption == "At noon"


def test_an_impossible_focal_point_stands_beside_its_field(desk, harbour):
    answer = corrected(desk, harbour, 1, focal_x="1.5")

    assert answer.context["adminform"].form.errors["focal_x"]
    assert Photo.objects.get().focal_x == 0.5


def test_the_page_of_a_photo_shows_it_and_its_renditions(desk, harbour):
    page = text_of(desk.get(f"{ARCHIVE}{harbour.pk}/change/"))

    assert "data-focal" in page
    assert [name in page for name in ('"1x1"', '"4x3"', '"16x9"')] == [True] * 3
    assert page.count('class="photo-rendition"') == harbour.renditions.count()
    assert str(harbour.original) not in page


def test_renditions_can_be_looked_at_only(desk, harbour):
    row = harbour.renditions.first()

    assert desk.get("/admin/media/rendition/").status_code == 200
    assert desk.get(f"/admin/media/rendition/{row.pk}/change/").status_code == 200
    assert desk.get("/admin/media/rendition/add/").status_code == 403
    assert desk.get(f"/admin/media/rendition/{row.pk}/delete/").status_code == 403


def test_who_may_only_look_sees_the_photo(client, harbour, django_user_model):
    guest = django_user_model.objects.create_user("guest", is_staff=True)
    guest.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(guest)

    page = client.get(f"{ARCHIVE}{harbour.pk}/change/")

    assert page.status_code == 200
    assert "photo-preview" in text_of(page)
    assert "Replace the file" not in text_of(page)
    assert client.get(f"{ARCHIVE}{harbour.pk}/replace/").status_code == 403
    assert corrected(client, harbour, 1, caption="At dusk").status_code == 403
    assert client.get(f"{ARCHIVE}add/").status_code == 403


def test_an_unused_photo_can_be_deleted(desk, harbour):
    answer = desk.post(f"{ARCHIVE}{harbour.pk}/delete/", {"post": "yes"}, follow=True)

    assert answer.status_code == 200
    assert not Photo.objects.exists()


def test_a_photo_in_use_stays_and_the_editor_is_told(desk, strike_story):
    photo = Photo.objects.get()

    page = desk.get(f"{ARCHIVE}{photo.pk}/delete/")
    desk.post(f"{ARCHIVE}{photo.pk}/delete/", {"post": "yes"})
    many = {"action": "delete_selected", "_selected_action": [photo.pk], "post": "yes"}
    desk.post(ARCHIVE, many)

    (held,) = page.context["protected"]
    assert f'<a href="/admin/articles/article/{strike_story.pk}/change/">' in held
    assert "(live, in the draft)" in held
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_a_photo_that_only_readers_still_see_cannot_be_deleted(desk, ada, strike_story, story_copy):
    photo = Photo.objects.get()
    write_copy(strike_story.pk, story_copy(lead=None, sections=()), by=ada, version=1)

    page = desk.get(f"{ARCHIVE}{photo.pk}/delete/")
    desk.post(f"{ARCHIVE}{photo.pk}/delete/", {"post": "yes"})

    assert "(live)" in page.context["protected"][0]
    assert Photo.objects.filter(pk=photo.pk).exists()
