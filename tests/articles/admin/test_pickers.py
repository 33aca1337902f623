"""The newsroom expects that speakers and photos are chosen without leaving the text."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Expert
from media.models import Photo
from tests.stories import a_photo

EXPERTS, PHOTOS, SAID = (
    f"/admin/articles/article/desk/{name}/" for name in ("experts", "photos", "said")
)


def _picture():
    data = io.BytesIO()
    Image.new("RGB", (400, 300), "#884422").save(data, "PNG")
    return SimpleUploadedFile("p.png", data.getvalue(), "image/png")


def test_a_speaker_is_found_with_role_and_organisation(client, ada, rosa):
    client.force_login(ada)

    answer = client.get(EXPERTS, {"q": "lind"}).json()

    assert answer["results"] == [
        {
            "id": rosa.pk,
            "name": "Rosa Lind",
            "beside": "Economist, Port University",
            "label": "Rosa Lind, Economist, Port University",
        }
    ]


def test_a_new_speaker_is_added_in_place(client, ada):
    client.force_login(ada)

    answer = client.post(EXPERTS, {"name": "Olav Berg", "role": "Harbour master"})

    assert answer.status_code == 201
    assert answer.json()["label"] == "Olav Berg, Harbour master"
    assert Expert.objects.get().slug == "olav-berg"


def test_a_nameless_speaker_is_refused_with_a_reason(client, ada):
    client.force_login(ada)

    answer = client.post(EXPERTS, {"name": " "})

    assert (answer.status_code, answer.json()["error"]) == (400, "A name is needed.")
    assert not Expert.objects.exists()


def test_a_photo_is_found_and_taken_in(client, ada):
    client.force_login(ada)
    known = a_photo()

    new = client.post(PHOTOS, {"file": _picture()})

    assert new.status_code == 201
    listed = client.get(PHOTOS, {"q": ""}).json()["results"]
    assert [photo["id"] for photo in listed] == [new.json()["id"], known]
    only = client.get(PHOTOS, {"id": known}).json()["results"]
    assert [photo["credit"] for photo in only] == ["Jo Berg"]


def test_the_archive_is_looked_through_to_its_end(client, ada, django_assert_num_queries):
    client.force_login(ada)
    every = [a_photo(f"#0000{number:02x}") for number in range(30)][::-1]

    first = client.get(PHOTOS, {"q": "crane"}).json()
    second = client.get(first["next"]).json()

    found = [photo["id"] for photo in first["results"] + second["results"]]
    assert found == every
    assert (len(first["results"]), second["next"]) == (24, None)
    with django_assert_num_queries(6):  # session, user, photos, their facts and files, their use
        client.get(PHOTOS)


def test_a_photo_is_offered_with_how_often_it_is_used(client, ada, strike_story):
    client.force_login(ada)
    a_photo("#aa0000")

    counts = [photo["used_count"] for photo in client.get(PHOTOS).json()["results"]]

    assert counts == [0, 1]


def test_a_cursor_that_was_not_made_here_is_refused(client, ada):
    client.force_login(ada)

    answer = client.get(PHOTOS, {"cursor": "x"})

    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_file_that_is_there_already_is_said_to_be(client, ada):
    client.force_login(ada)
    first = client.post(PHOTOS, {"file": _picture()})

    again = client.post(PHOTOS, {"file": _picture()})

    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["known_before"], again.json()["known_before"]) == (False, True)
    assert first.json()["id"] == again.json()["id"]


def test_what_is_not_a_picture_is_refused_with_a_reason(client, ada):
    client.force_login(ada)

    answer = client.post(PHOTOS, {"file": SimpleUploadedFile("x.png", b"<svg>", "image/png")})

    assert answer.status_code in {400, 415, 422}
    assert answer.json()["error"]
    assert not Photo.objects.exists()


@pytest.mark.parametrize("url", [EXPERTS, PHOTOS])
def test_readers_are_told_nothing(client, db, rosa, url):
    answer = client.get(url)

    assert answer.status_code == 302
    assert "login" in answer["Location"]


@pytest.mark.parametrize("url", [EXPERTS, PHOTOS])
def test_staff_without_the_permission_is_refused(client, moss, rosa, url):
    moss.user_permissions.set(Permission.objects.none())
    client.force_login(moss)

    assert client.get(url, {"q": "lind"}).status_code == 403
    assert client.post(url, {"name": "Olav"}).status_code == 403
    assert Expert.objects.count() == 1


def test_words_that_stand_elsewhere_are_told_with_a_link(client, ada, strike_story, rosa):
    client.force_login(ada)
    words = {"text": "A port that sleeps feeds nobody.", "expert": rosa.pk}

    elsewhere = client.get(SAID, words).json()["results"]
    here = client.get(SAID, words | {"story": strike_story.pk}).json()["results"]

    assert elsewhere["others"] == "Also quoted in 1 other story"
    assert elsewhere["stories"] == [
        {
            "headline": strike_story.headline,
            "url": f"/admin/articles/article/{strike_story.pk}/change/",
        }
    ]
    assert here == {"stories": [], "others": ""}


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30])
def test_a_number_that_is_none_finds_nothing(client, ada, strike_story, number):
    client.force_login(ada)

    answer = client.get(SAID, {"text": "", "expert": number, "story": number})

    assert answer.json()["results"] == {"stories": [], "others": ""}


def test_who_may_not_see_stories_is_told_of_none(client, moss, strike_story):
    client.force_login(moss)

    answer = client.get(SAID, {"text": "A port that sleeps feeds nobody."})

    assert answer.status_code == 403
    assert strike_story.headline not in answer.content.decode()
