"""Another file for the same photo, over HTTP: the newsroom expects that ..."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from media.actions.take_in import take_in
from media.models import Photo
from tests.conftest import client_with
from tests.media.pictures import photo_bytes, png_claiming

URL = "/api/v1/editor/photos/{}/file/"


def put(client, photo, data=None, match='"1"', **facts):
    raw = photo_bytes("PNG", width=600, height=900) if data is None else data
    form = {"file": SimpleUploadedFile("new.png", raw), **facts}
    headers = {} if match is None else {"HTTP_IF_MATCH": match}
    return client.put(
        URL.format(photo.pk), encode_multipart(BOUNDARY, form), content_type=MULTIPART_CONTENT,
        **headers,
    )  # fmt: skip


def test_a_photo_gets_another_file_and_stays_itself(ada_api, harbour):
    answer = put(ada_api, harbour, keep_focus="false")

    photo = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (photo["id"], photo["width"], photo["height"]) == (harbour.pk, 600, 900)
    assert (photo["caption"], photo["source_name"]) == ("The harbour at dawn", "new.png")
    assert photo["renditions"]
    assert Photo.objects.get().corrected_by.username == "ada"


def test_the_version_is_demanded_and_a_stale_one_refused(ada_api, harbour):
    without = put(ada_api, harbour, match=None)
    stale = put(ada_api, harbour, match='"7"')

    assert (without.status_code, stale.status_code) == (428, 412)
    assert stale.json()["code"] == "photo_changed_meanwhile"
    assert Photo.objects.get().version == 1


def test_its_own_file_again_changes_nothing(ada_api, harbour):
    answer = put(ada_api, harbour, photo_bytes(width=800, height=600))

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')


def test_the_file_of_another_photo_is_refused_and_named(ada_api, ada, harbour):
    other = take_in(data=photo_bytes(), name="b.jpg", by=ada)

    answer = put(ada_api, harbour, photo_bytes())

    assert (answer.status_code, answer.json()["code"]) == (409, "photo_file_taken")
    assert answer.json()["photo"] == other.pk
    assert Photo.objects.get(pk=harbour.pk).version == 1


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "unreadable_photo"),
        (b"<svg/>", 415, "photo_format_refused"),
        (png_claiming(60_000, 60_000), 413, "photo_too_large"),
    ],
)
def test_what_is_no_photo_is_refused(ada_api, harbour, files, data, status, code):
    before = files()

    answer = put(ada_api, harbour, data)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Photo.objects.get().version == 1
    assert files() == before


@pytest.mark.parametrize("more", [{"keep_focus": "maybe"}, {"caption": "x"}, {"file": "text"}])
def test_a_wrong_form_is_refused_at_its_place(ada_api, harbour, more):
    answer = put(ada_api, harbour, **more)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == f"/{next(iter(more))}"
    assert Photo.objects.get().version == 1


def test_who_may_only_look_may_not_replace(django_user_model, harbour):
    user = django_user_model.objects.create_user("vera")
    user.user_permissions.set(Permission.objects.filter(codename="view_photo"))

    answer = put(client_with(user, "editor"), harbour)

    assert answer.status_code == 403
    assert Photo.objects.get().version == 1


def test_a_photo_that_is_not_there_is_missing(ada_api, db):
    assert put(ada_api, Photo(pk=5)).status_code == 404
    assert put(ada_api, Photo(pk=10**30)).status_code == 404
