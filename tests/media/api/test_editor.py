"""Photos over HTTP for editors' programs: the newsroom expects that ..."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from media.models import Photo
from tests.conftest import client_with
from tests.media.pictures import photo_bytes, png_claiming

URL = "/api/v1/editor/photos/"


def sent(data=None, name="harbour.jpg", **words):
    """Return a form with a file."""
    raw = photo_bytes() if data is None else data
    return {"file": SimpleUploadedFile(name, raw, "image/jpeg"), **words}


def upload(client, form):
    return client.post(URL, form, format="multipart")


def test_a_photo_is_taken_in_with_its_words(ada_api, db):
    answer = upload(
        ada_api, sent(caption="The harbour", credit="Jo", alt="Boats", focal_x="0.25", focal_y="1")
    )

    photo = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{URL}{photo['id']}/"
    assert answer.headers["ETag"] == '"1"'
    assert (photo["caption"], photo["credit"], photo["alt"]) == ("The harbour", "Jo", "Boats")
    assert photo["focal_point"] == {"x": 0.25, "y": 1.0}
    assert photo["known_before"] is False
    assert photo["renditions"]
    assert Photo.objects.get().uploaded_by.username == "ada"


def test_the_same_file_again_is_the_same_photo(ada_api, db):
    first = upload(ada_api, sent(caption="The harbour"))

    again = upload(ada_api, sent(caption="Another"))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["known_before"] is True
    assert again.json()["id"] == first.json()["id"]
    assert again.json()["caption"] == "The harbour"
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("file", "status", "code"),
    [
        ((b"", "x.jpg"), 422, "unreadable_photo"),
        ((b"not a photo", "x.jpg"), 415, "photo_format_refused"),
        ((b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.svg"), 415, "photo_format_refused"),
        ((photo_bytes()[:200], "x.jpg"), 422, "unreadable_photo"),
        ((png_claiming(60_000, 60_000), "x.png"), 413, "photo_too_large"),
    ],
)
def test_what_is_no_photo_is_refused_and_leaves_nothing(ada_api, db, files, file, status, code):
    answer = upload(ada_api, sent(*file))

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Photo.objects.exists()
    assert not files()


def test_a_file_that_says_it_is_too_large_is_refused_before_it_is_read(ada_api, db, settings):
    settings.PHOTO_MAX_BYTES = 100_000

    answer = upload(ada_api, sent(b"\xff\xd8\xff" + b"x" * 300_000))

    assert (answer.status_code, answer.json()["code"]) == (413, "photo_too_large")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"caption": "x" * 2001}, "/caption"),
        ({"credit": "x" * 301}, "/credit"),
        ({"alt": "x" * 1001}, "/alt"),
        ({"caption": "a\x00b"}, "/caption"),
        ({"focal_x": "2"}, "/focal_x"),
        ({"focal_y": "left"}, "/focal_y"),
        ({"version": "5"}, "/version"),
        ({"caption": ["a", "b"]}, "/caption"),
        ({"file": ""}, "/file"),
        ({"file": "text"}, "/file"),
    ],
)
def test_a_wrong_form_is_refused_at_its_place(ada_api, db, more, field):
    answer = upload(ada_api, sent() | more)

    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["field"] == field
    assert not Photo.objects.exists()


def test_two_files_and_none_are_refused(ada_api, db):
    two = upload(ada_api, {"file": [io.BytesIO(photo_bytes()), io.BytesIO(b"x")]})
    none = upload(ada_api, {"caption": "x"})

    assert (two.status_code, none.status_code) == (400, 400)
    assert none.json()["errors"][0]["field"] == "/file"


@pytest.mark.parametrize("focal", ["nan", "inf", "-0.1", "1e400"])
def test_a_focal_point_outside_is_refused(ada_api, db, focal):
    assert upload(ada_api, sent(focal_x=focal)).status_code == 400
    assert not Photo.objects.exists()


def test_only_a_form_is_taken_for_a_photo_and_only_json_for_its_words(ada_api, harbour):
    as_json = ada_api.post(URL, {"file": "x"})
    raw = ada_api.post(URL, photo_bytes(), content_type="image/jpeg")
    broken = ada_api.post(URL, b"--x\r\nbroken", content_type="multipart/form-data; boundary=x")
    bare = ada_api.post(URL, b"x", content_type="multipart/form-data")
    form = ada_api.patch(
        f"{URL}{harbour.pk}/", {"alt": "x"}, format="multipart", HTTP_IF_MATCH='"1"'
    )

    assert [a.status_code for a in (as_json, raw, form)] == [415, 415, 415]
    assert [a.status_code for a in (broken, bare)] == [400, 400]
    assert Photo.objects.count() == 1


def test_what_is_said_about_a_photo_is_corrected_by_version(ada_api, harbour):
    here = f"{URL}{harbour.pk}/"

    without = ada_api.patch(here, {"alt": "Boats"})
    answer = ada_api.patch(here, {"alt": "Boats", "focal_x": 0.1}, HTTP_IF_MATCH='"1"')
    stale = ada_api.patch(here, {"alt": "Mine"}, HTTP_IF_MATCH='"1"')

    assert (without.status_code, answer.status_code, stale.status_code) == (428, 200, 412)
    assert (answer.json()["alt"], answer.headers["ETag"]) == ("Boats", '"2"')
    assert ada_api.get(here).json() == answer.json()
    assert stale.json()["version"] == 2
    for wrong in ({"focal_x": True}, {"focal_x": "a"}, {"sha256": "x"}, {"alt": 5}, []):
        assert ada_api.patch(here, wrong, HTTP_IF_MATCH='"2"').status_code == 400
    assert Photo.objects.get().version == 2


def test_the_archive_is_listed_the_newest_first_and_searched(ada_api, harbour):
    other = upload(ada_api, sent(photo_bytes(width=410), caption="A crane")).json()

    every = ada_api.get(URL).json()
    found = ada_api.get(f"{URL}?search=CRANE").json()

    assert [photo["id"] for photo in every["results"]] == [other["id"], harbour.pk]
    assert [photo["id"] for photo in found["results"]] == [other["id"]]
    assert ada_api.get(f"{URL}?colour=red").status_code == 400
    assert ada_api.get(f"{URL}{10**30}/").status_code == 404


def test_who_may_look_may_not_upload(django_user_model, harbour):
    user = django_user_model.objects.create_user("vera")
    user.user_permissions.set(Permission.objects.filter(codename="view_photo"))
    vera = client_with(user, "editor")

    assert vera.get(URL).status_code == 200
    assert upload(vera, sent(photo_bytes(width=420))).status_code == 403
    assert vera.patch(f"{URL}{harbour.pk}/", {"alt": "x"}, HTTP_IF_MATCH='"1"').status_code == 403
    assert Photo.objects.count() == 1


def test_a_photo_that_was_not_sent_is_refused(ada_api, db):
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain"):
        answer = ada_api.generic("POST", URL, "", content_type=kind)
        assert answer.status_code in {400, 415}, kind
    assert not Photo.objects.exists()


def test_a_photo_that_nobody_shows_is_deleted_by_version(
    ada_api, harbour, files, django_capture_on_commit_callbacks
):
    here = f"{URL}{harbour.pk}/"

    assert ada_api.delete(here).status_code == 428
    stale = ada_api.delete(here, HTTP_IF_MATCH='"9"')
    assert (stale.status_code, stale.json()["version"]) == (412, 1)
    assert Photo.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert ada_api.delete(here, HTTP_IF_MATCH='"1"').status_code == 204

    assert not Photo.objects.exists()
    assert files() == []
    assert ada_api.delete(here, HTTP_IF_MATCH='"1"').status_code == 404


def test_a_photo_that_a_story_shows_stays_and_the_stories_are_told(ada_api, strike_story, files):
    photo, before = Photo.objects.get(), files()

    answer = ada_api.delete(f"{URL}{photo.pk}/", HTTP_IF_MATCH="*")

    assert (answer.status_code, answer.json()["code"]) == (409, "photo_in_use")
    assert answer.json()["story_count"] == 1
    assert "Dockers strike" in answer.json()["stories"]
    assert "put another one in its place" in answer.json()["detail"]
    assert Photo.objects.get() == photo
    assert files() == before
