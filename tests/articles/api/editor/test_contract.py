"""What editors' programs were promised, sentence by sentence: the newsroom expects that ...

Here stand the sentences of docs/editor-api.md that no test of a single door proves.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article, Author, Category, Edition, Expert, Tag
from media.models import Photo
from tests.articles.api.editor.conftest import URL
from tests.articles.api.editor.test_imports import TEXT as PAGE
from tests.articles.staff import somebody
from tests.conftest import client_with
from tests.media.pictures import photo_bytes

PUBLIC = "/api/v1/articles/dockers-strike/"
EDITOR = "/api/v1/editor/"


@pytest.fixture
def made(post, clock):
    return post()


@pytest.fixture
def here(made):
    return f"{URL}{made['id']}/"


@pytest.fixture
def lars_api(db):
    """Lars is a chief beside Ada."""
    return client_with(somebody("chief", "lars"), "editor")


# The document -----------------------------------------------------------------------------------


def test_the_document_has_the_public_shape_with_numbers_where_readers_get_what_they_name(
    ada_api, api, here
):
    ada_api.post(f"{here}publication/", {})

    told, public = ada_api.get(here).json(), api.get(PUBLIC).json()

    for name in ("id", "slug", "language", "standfirst", "source"):
        assert told[name] == public[name]
    assert outline(told) == outline(public)
    names = ("category", "tag", "author", "expert", "photo")
    quote, printed = (story["sections"][1]["blocks"][1] for story in (told, public))
    numbers = (told["category"], *told["tags"], told["byline"][0]["author"], quote["expert"])
    assert dict(zip(names, (*numbers, told["lead"]["photo"]), strict=True)) == numbers_of_rows()
    assert public["category"] == {"slug": "city", "name": "City"}
    assert [tag["slug"] for tag in public["tags"]] == ["strikes"]
    assert public["byline"][0]["slug"] == "berit-holm"
    assert printed["expert"]["slug"] == "rosa-lind"
    assert quote["text"] == printed["text"]


def outline(story):
    """Return the headings and blocks of a body, by their ids."""
    return [
        (section["heading"] or "", [(block["id"], block["type"]) for block in section["blocks"]])
        for section in story["sections"]
    ]


def numbers_of_rows():
    rows = (Category, Tag, Author, Expert, Photo)
    names = ("category", "tag", "author", "expert", "photo")
    return {name: model.objects.get().pk for name, model in zip(names, rows, strict=True)}


def test_a_draft_may_lack_anything_and_lacks_is_what_its_publication_is_refused_for(ada_api, db):
    made = ada_api.post(URL, {})
    told = made.json()

    refused = ada_api.post(f"{URL}{told['id']}/publication/", {})

    assert made.status_code == 201
    assert (refused.status_code, refused.json()["code"]) == (422, "lacking")
    assert refused.json()["errors"] == told["lacks"]
    assert {"/headline", "/slug", "/category"} <= {lack["field"] for lack in told["lacks"]}
    assert not Edition.objects.exists()


def test_sections_and_blocks_keep_their_ids_and_one_without_an_id_is_new(ada_api, here, made):
    opening, headed = made["sections"]
    fresh = {"heading": "Since then", "blocks": [{"type": "text", "html": "<p>Silence.</p>"}]}
    moved = [headed | {"blocks": [headed["blocks"][1], *fresh["blocks"]]}, opening, fresh]

    told = ada_api.patch(here, {"sections": moved}, HTTP_IF_MATCH='"1"').json()["sections"]

    assert [s["id"] for s in told[:2]] == [headed["id"], opening["id"]]
    assert told[0]["blocks"][0] == headed["blocks"][1]
    known = {s["id"] for s in made["sections"]} | {
        b["id"] for s in made["sections"] for b in s["blocks"]
    }
    new = {told[0]["blocks"][1]["id"], told[2]["id"], told[2]["blocks"][0]["id"]}
    assert len(new) == 3
    assert not new & known


def test_patch_replaces_the_facts_that_are_named_each_as_a_whole(ada_api, post):
    made = post(seo={"title": "For machines", "description": "All of it", "noindex": True})

    changes = {"seo": {"title": "Shorter"}, "tags": []}
    told = ada_api.patch(f"{URL}{made['id']}/", changes, HTTP_IF_MATCH='"1"').json()

    assert (told["seo"]["title"], told["seo"]["description"]) == ("Shorter", "")
    assert told["seo"]["noindex"] is False
    assert told["tags"] == []
    same = ("headline", "sections", "byline", "lead", "source", "category", "related")
    assert {name: told[name] for name in same} == {name: made[name] for name in same}


# Versions ---------------------------------------------------------------------------------------


def _block(made):
    return f"{URL}{made['id']}/blocks/{made['sections'][0]['blocks'][0]['id']}/"


def _file():
    return {"file": SimpleUploadedFile("harbour.jpg", photo_bytes(), "image/jpeg")}


VERSIONED = {
    "PATCH articles/{id}/": lambda made: (f"{URL}{made['id']}/", {"headline": "Mine"}),
    "DELETE articles/{id}/": lambda made: (f"{URL}{made['id']}/", None),
    "PATCH articles/{id}/blocks/{block}/": lambda made: (_block(made), {"html": "<p>Mine</p>"}),
    "PATCH experts/{id}/": lambda made: (
        f"{EDITOR}experts/{made['sections'][1]['blocks'][1]['expert']}/",
        {"role": "Mine"},
    ),
    "DELETE experts/{id}/": lambda made: (
        f"{EDITOR}experts/{made['sections'][1]['blocks'][1]['expert']}/",
        None,
    ),
    "PATCH photos/{id}/": lambda made: (
        f"{EDITOR}photos/{made['lead']['photo']}/",
        {"caption": "Mine"},
    ),
    "DELETE photos/{id}/": lambda made: (f"{EDITOR}photos/{made['lead']['photo']}/", None),
    "PUT photos/{id}/file/": lambda made: (
        f"{EDITOR}photos/{made['lead']['photo']}/file/",
        _file(),
    ),
}


@pytest.mark.parametrize("call", VERSIONED)
def test_every_change_says_which_version_it_was_made_from(ada_api, made, call):
    where, sent = VERSIONED[call](made)
    read = where.removesuffix("file/").partition("blocks/")[0]
    before = ada_api.get(read).content
    form = {"format": "multipart"} if call.startswith("PUT") else {}
    knock = getattr(ada_api, call.split(" ")[0].lower())

    without = knock(where, sent, **form)
    stale = knock(where, _file() if form else sent, HTTP_IF_MATCH='"99"', **form)

    assert (without.status_code, without.json()["code"]) == (428, "precondition_required")
    assert stale.status_code == 412
    assert ada_api.get(read).content == before


STALE = {
    "PATCH articles/{id}/": ("patch", "", {"headline": "Mine"}),
    "DELETE articles/{id}/": ("delete", "", None),
    "PATCH articles/{id}/blocks/{block}/": ("patch", "block", {"html": "<p>Mine</p>"}),
    "POST articles/{id}/submission/": ("post", "submission/", {}),
    "POST articles/{id}/publication/": ("post", "publication/", {}),
    "POST articles/{id}/correction/": ("post", "correction/", {"note": "Mine."}),
    "POST articles/{id}/revisions/{n}/restoration/": ("post", "revisions/1/restoration/", {}),
}


@pytest.mark.parametrize("call", STALE)
def test_a_stale_version_is_412_with_both_versions_facts(
    ada_api, lars_api, here, made, clock, call
):
    verb, rest, sent = STALE[call]
    where = _block(made) if rest == "block" else f"{here}{rest}"
    if "correction" in call:
        ada_api.post(f"{here}publication/", {})
    editions = Edition.objects.count()
    clock.shift(60)
    lars_api.patch(here, {"headline": "Theirs"}, HTTP_IF_MATCH='"1"')
    before = ada_api.get(here).content

    answer = getattr(ada_api, verb)(where, sent, HTTP_IF_MATCH='"1"')

    told = answer.json()
    assert (answer.status_code, told["code"], told["version"]) == (412, "version_conflict", 2)
    times = ("2026-11-22T09:00:00.000Z", "2026-11-22T09:01:00.000Z")
    assert told["yours"] == {"number": 1, "at": times[0], "by": "ada", "why": "created"}
    assert told["current"] == {"number": 2, "at": times[1], "by": "lars", "why": ""}
    assert ada_api.get(here).content == before
    assert Edition.objects.count() == editions


# Nouns that are made and deleted -----------------------------------------------------------------


def test_a_submission_hands_the_story_in_and_its_deletion_gives_it_back_with_a_note(ada_api, here):
    assert ada_api.post(f"{here}submission/", {"note": "Ready."}).json()["state"] == "submitted"
    wordless = ada_api.delete(f"{here}submission/", {})
    assert (wordless.status_code, wordless.json()["errors"][0]["field"]) == (400, "/note")
    assert ada_api.get(here).json()["state"] == "submitted"

    told = ada_api.delete(f"{here}submission/", {"note": "Call the port."}).json()

    assert (told["state"], told["submitted_at"]) == ("draft", None)
    done = [(e["did"], e["note"]) for e in ada_api.get(f"{here}timeline/").json()["results"]]
    assert done[:2] == [("returned", "Call the port."), ("submitted", "Ready.")]


def test_a_publication_begins_at_at_and_ends_at_until(ada_api, api, here, clock):
    when = {"at": "2026-11-22T10:00:00Z", "until": "2026-11-22T12:00:00+01:00", "note": "Embargo."}

    made = ada_api.post(f"{here}publication/", when)

    assert made.status_code == 201
    assert made.json()["live_from"] == "2026-11-22T10:00:00.000Z"
    assert made.json()["live_until"] == "2026-11-22T11:00:00.000Z"
    seen = {}
    for moment in ("09:59:59.999", "10:00:00", "10:59:59.999", "11:00:00"):
        clock.move_to(f"2026-11-22T{moment}+00:00")
        seen[moment] = api.get(PUBLIC).status_code
    assert list(seen.values()) == [404, 200, 200, 404]
    entry = ada_api.get(f"{here}timeline/").json()["results"][0]
    assert (entry["did"], entry["note"]) == ("scheduled", "Embargo.")


def test_a_publication_is_deleted_once_and_the_second_time_there_is_none(ada_api, api, here):
    ada_api.post(f"{here}publication/", {})

    first = ada_api.delete(f"{here}publication/", {"note": "Retracted."})
    second = ada_api.delete(f"{here}publication/", {"note": "Again."})

    assert (first.status_code, second.status_code) == (200, 409)
    assert api.get(PUBLIC).json()["note"] == "Retracted."


@pytest.mark.parametrize(
    ("substantive", "updated_at"),
    [(True, "2026-11-22T10:00:00.000Z"), (False, "2026-11-22T09:00:00.000Z")],
)
def test_a_substantive_correction_tells_readers_of_an_update_and_a_minor_one_does_not(
    ada_api, api, here, clock, substantive, updated_at
):
    ada_api.post(f"{here}publication/", {})
    clock.shift(3600)

    ada_api.post(f"{here}correction/", {"note": "Two days.", "substantive": substantive})

    story = api.get(PUBLIC).json()
    assert story["updated_at"] == updated_at
    assert story["corrections"] == [{"at": "2026-11-22T10:00:00.000Z", "note": "Two days."}]


def test_a_preview_link_that_ended_shows_nothing_and_no_cache_keeps_that(ada_api, api, here, clock):
    def link(**sent):
        url = ada_api.post(f"{here}preview/", sent).json()["url"]
        return url.removeprefix("http://127.0.0.1:8000")

    expired, revoked = link(hours=1), link()
    clock.shift(3600)
    ada_api.delete(f"{here}preview/")
    forged = f"{revoked[:-2]}x/"

    for path in (expired, revoked, forged):
        answer = api.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert "no-store" in answer.headers["Cache-Control"]
        assert "Dockers" not in answer.content.decode()


# The same answer again ---------------------------------------------------------------------------

MAKING = {
    "articles/": ({"headline": "One"}, {"headline": "Two"}),
    "articles/{id}/publication/": ({}, {"note": "Two"}),
    "articles/{id}/correction/": ({"note": "One"}, {"note": "Two"}),
    "articles/{id}/preview/": ({"hours": 1}, {"hours": 2}),
    "articles/{id}/notes/": ({"text": "One"}, {"text": "Two"}),
    "experts/": ({"name": "One"}, {"name": "Two"}),
    "authors/": ({"name": "One"}, {"name": "Two"}),
    "categories/": ({"name": "One"}, {"name": "Two"}),
    "tags/": ({"name": "One"}, {"name": "Two"}),
}


@pytest.mark.parametrize("call", MAKING)
def test_the_same_key_and_body_give_the_same_answer_again_and_another_body_none(
    ada_api, lars_api, here, made, call
):
    where, (one, two) = f"{EDITOR}{call.format(id=made['id'])}", MAKING[call]
    if "correction" in call:
        ada_api.post(f"{here}publication/", {})
    key = {"HTTP_IDEMPOTENCY_KEY": "monday-evening"}

    first, again = ada_api.post(where, one, **key), ada_api.post(where, one, **key)
    other = ada_api.post(where, two, **key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers.get("Location") == first.headers.get("Location")
    assert again.headers.get("ETag") == first.headers.get("ETag")
    assert ("Idempotent-Replayed" in first.headers, again.headers["Idempotent-Replayed"]) == (
        False,
        "true",
    )
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    someone_else = lars_api.post(where, {"name": ""}, **key)
    assert "Idempotent-Replayed" not in someone_else.headers


# Keys --------------------------------------------------------------------------------------------


def test_no_answer_is_kept_by_any_cache_whatever_it_says(ada_api, api, writer_api, here, made):
    lacking = ada_api.post(URL, {}).json()["id"]
    tag = Tag.objects.create(slug="unused", name="Unused").pk
    stranger = {"HTTP_IF_MATCH": '"9"'}
    answers = {
        200: ada_api.get(here),
        201: ada_api.post(URL, {}),
        204: ada_api.delete(f"{EDITOR}tags/{tag}/"),
        400: ada_api.get(f"{URL}?colour=red"),
        401: api.get(here),
        403: writer_api.post(f"{here}publication/", {}),
        404: ada_api.get(f"{URL}{2**40}/"),
        405: ada_api.put(here, {}),
        409: ada_api.delete(f"{EDITOR}tags/{made['tags'][0]}/"),
        412: ada_api.patch(here, {"headline": "x"}, **stranger),
        415: ada_api.post(URL, "x", content_type="text/plain"),
        422: ada_api.post(f"{URL}{lacking}/publication/", {}),
        428: ada_api.patch(here, {"headline": "x"}),
    }

    assert {status: answer.status_code for status, answer in answers.items()} == {
        status: status for status in answers
    }
    assert [s for s, a in answers.items() if "no-store" not in a.headers["Cache-Control"]] == []
    assert {a.headers["Content-Type"] for s, a in answers.items() if s >= 400} == {
        "application/problem+json"
    }
    assert Article.objects.get(pk=made["id"]).version == 1


def test_an_import_proposes_headings_quotes_with_speakers_captions_credits_and_source(ada_api, db):
    told = ada_api.post(f"{EDITOR}imports/page/", {"text": PAGE}).json()

    headings = [section["heading"]["text"] for section in told["sections"] if section["heading"]]
    assert headings == ["What the engineer measured", "What the neighbours fear"]
    blocks = [block for section in told["sections"] for block in section["blocks"]]
    names = {person["key"]: person["name"] for person in told["people"]}
    assert [names[block["speaker"]] for block in blocks if block["type"] == "quote"] == [
        "Marta Oyelaran",
        "Tomas Wendell",
        "Lamp Committee of Orlemouth",
    ]
    photos = [told["lead"], *(block for block in blocks if block["type"] == "photo")]
    assert [(photo["caption"], photo["credit"]) for photo in photos] == [
        ("Lamps wait in a shed on Fish Quay.", "Odile Marsh"),
        ("Tomas Wendell: “Leave the walls alone.”", "Courier archive"),
    ]
    assert told["source"]["name"] == "The Harbour Courier"
    assert not Article.objects.exists()
