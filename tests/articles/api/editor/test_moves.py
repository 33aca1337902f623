"""Publishing over HTTP: the newsroom expects that ..."""

import pytest

from articles.models import Address, Correction, Edition, TimelineEntry
from tests.articles.api.editor.conftest import URL

PUBLIC = "/api/v1/articles/dockers-strike/"


@pytest.fixture
def here(post):
    return f"{URL}{post()['id']}/"


def test_two_stories_never_share_an_address(ada_api, post, here):
    ada_api.post(f"{here}publication/", {})
    other = f"{URL}{post()['id']}/"

    answer = ada_api.post(f"{other}publication/", {})

    assert (answer.status_code, answer.json()["code"]) == (409, "slug_taken")
    assert answer.json()["errors"][0]["field"] == "/slug"
    assert ada_api.get(other).json()["live"] is None


def test_a_stale_publication_is_refused_where_a_version_is_named(ada_api, here):
    ada_api.patch(here, {"headline": "Newer"}, HTTP_IF_MATCH='"1"')

    stale = ada_api.post(f"{here}publication/", {}, HTTP_IF_MATCH='"1"')
    fresh = ada_api.post(f"{here}publication/", {}, HTTP_IF_MATCH='"2"')

    assert stale.status_code == 412
    assert stale.json()["current"]["number"] == 2
    assert fresh.status_code == 201


def test_a_publication_asked_for_twice_with_one_key_is_one_edition(ada_api, here):
    first = ada_api.post(f"{here}publication/", {}, HTTP_IDEMPOTENCY_KEY="evening-edition")

    again = ada_api.post(f"{here}publication/", {}, HTTP_IDEMPOTENCY_KEY="evening-edition")

    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Edition.objects.get().number == 1
    assert TimelineEntry.objects.filter(did="published").count() == 1


def test_a_refused_publication_leaves_its_key_free(ada_api, post):
    here = f"{URL}{post(standfirst='')['id']}/"
    refused = ada_api.post(f"{here}publication/", {}, HTTP_IDEMPOTENCY_KEY="evening-edition")
    ada_api.patch(here, {"standfirst": "Now."}, HTTP_IF_MATCH='"1"')

    answer = ada_api.post(f"{here}publication/", {}, HTTP_IDEMPOTENCY_KEY="evening-edition")

    assert (refused.status_code, answer.status_code) == (422, 201)


def test_all_that_lacks_is_named_at_once(ada_api, post):
    made = post(headline="", category=None, lead=None, sections=[{"blocks": [{"type": "quote"}]}])

    answer = ada_api.post(f"{URL}{made['id']}/publication/", {})

    assert answer.status_code == 422
    assert [e["field"] for e in answer.json()["errors"]] == [
        "/headline", "/category", "/lead", "/sections/0/blocks/0/text",
        "/sections/0/blocks/0/expert",
    ]  # fmt: skip
    assert not Address.objects.exists()


def test_missing_files_may_be_allowed_and_nothing_else(ada_api, api, post):
    words = {"caption": "A crane", "credit": "Jo"}
    made = post(lead=words)
    there = f"{URL}{made['id']}/publication/"

    refused = ada_api.post(there, {})
    allowed = ada_api.post(there, {"allow_missing_photos": True})

    assert [e["code"] for e in refused.json()["errors"]] == ["photo_missing"]
    assert allowed.status_code == 201
    assert api.get(PUBLIC).json()["lead_photo"]["url"] is None
    ada_api.patch(f"{URL}{made['id']}/", {"lead": None}, HTTP_IF_MATCH='"1"')
    again = ada_api.post(there, {"allow_missing_photos": True})
    assert [e["code"] for e in again.json()["errors"]] == ["lead_photo_missing"]


def test_a_correction_is_shown_and_keeps_the_end(ada_api, api, here, clock):
    ada_api.post(f"{here}publication/", {"until": "2026-11-22T18:00:00Z"})
    clock.shift(3600)

    answer = ada_api.post(f"{here}correction/", {"note": "A name was wrong.", "substantive": False})

    assert answer.status_code == 201
    assert answer.json()["live_until"] == "2026-11-22T18:00:00.000Z"
    assert answer.json()["updated_at"] == "2026-11-22T09:00:00.000Z"
    assert answer.json()["version"] == 2
    assert answer.headers["ETag"] == '"2"'
    story = api.get(PUBLIC).json()
    assert [c["note"] for c in story["corrections"]] == ["A name was wrong."]
    assert ada_api.get(here).headers["ETag"] == '"2"'


def test_a_draft_cannot_be_corrected_into_print(ada_api, here):
    answer = ada_api.post(f"{here}correction/", {"note": "x"})

    assert (answer.status_code, answer.json()["code"]) == (409, "not_published")
    assert not Edition.objects.exists()
    assert not Correction.objects.exists()
    assert ada_api.post(f"{here}correction/", {}).status_code == 400
    assert ada_api.post(f"{here}correction/", {"note": " "}).status_code == 400


def test_what_readers_never_saw_is_called_off_without_a_trace(ada_api, api, here):
    ada_api.post(f"{here}publication/", {"at": "2100-01-01T00:00:00Z"})

    answer = ada_api.delete(f"{here}publication/", {"note": "Not now."})

    assert answer.status_code == 200
    assert answer.json()["state"] == "draft"
    assert answer.json()["withdrawn"] is None
    assert api.get(PUBLIC).status_code == 404
    assert not Address.objects.exists()


def test_what_is_not_published_cannot_be_withdrawn(ada_api, here):
    draft = ada_api.delete(f"{here}publication/")
    ada_api.post(f"{here}publication/", {})
    ada_api.delete(f"{here}publication/", {})
    twice = ada_api.delete(f"{here}publication/", {})

    assert (draft.status_code, draft.json()["code"]) == (409, "not_published")
    assert (twice.status_code, twice.json()["code"]) == (409, "not_published")


def test_who_hands_in_twice_goes_on_waiting(ada_api, here, clock):
    first = ada_api.post(f"{here}submission/", {}).json()
    clock.shift(60)

    again = ada_api.post(f"{here}submission/", {})

    assert again.json()["submitted_at"] == first["submitted_at"]
    assert TimelineEntry.objects.filter(did="submitted").count() == 1
    ada_api.post(f"{here}publication/", {})
    assert ada_api.get(here).json()["submitted_at"] is None
