"""What a story was, over HTTP: the newsroom expects that ..."""

import pytest

from articles.models import Revision
from media.models import Photo
from tests.articles.api.editor.conftest import URL
from tests.stories import a_photo


@pytest.fixture
def here(ada_api, post):
    """A story with two revisions: in the second one the quote is changed."""
    made = post()
    here = f"{URL}{made['id']}/"
    quote = made["sections"][1]["blocks"][1]["id"]
    ada_api.patch(f"{here}blocks/{quote}/", {"text": "Nobody sleeps."}, HTTP_IF_MATCH='"1"')
    return here


def test_every_save_is_there_to_be_read(ada_api, here):
    rows = ada_api.get(f"{here}revisions/").json()

    assert [(row["number"], row["by"]) for row in rows["results"]] == [(2, "ada"), (1, "ada")]
    first = ada_api.get(f"{here}revisions/1/").json()
    quote = first["document"]["sections"][1]["blocks"][1]
    assert quote["text"] == "A port that sleeps feeds nobody."
    assert ada_api.get(f"{here}revisions/3/").status_code == 404


def test_less_of_a_revision_is_had_by_name(ada_api, here):
    less = ada_api.get(f"{here}revisions/1/?fields=by,document.headline,document.sections.heading")
    without = ada_api.get(f"{here}revisions/1/?omit=document.sections,why").json()
    unknown = ada_api.get(f"{here}revisions/1/?fields=headline")

    assert less.json() == {
        "by": "ada",
        "document": {
            "headline": "Dockers strike for a third day",
            "sections": [{"heading": ""}, {"heading": "What it costs"}],
        },
    }
    assert set(without) == {"number", "at", "by", "document"}
    assert "sections" not in without["document"]
    assert (unknown.status_code, unknown.json()["errors"][0]["code"]) == (400, "unknown_field")


def test_two_revisions_are_compared_block_by_block(ada_api, here):
    changes = ada_api.get(f"{here}revisions/2/diff/").json()

    assert (changes["against"], changes["number"], changes["facts"]) == ("1", 2, [])
    assert [(c["change"], c["before"]["text"], c["after"]["text"]) for c in changes["blocks"]] == [
        ("changed", "A port that sleeps feeds nobody.", "Nobody sleeps."),
    ]
    same = ada_api.get(f"{here}revisions/2/diff/?against=2").json()
    assert (same["facts"], same["sections"], same["blocks"]) == ([], [], [])
    whole = ada_api.get(f"{here}revisions/1/diff/").json()
    assert {c["change"] for c in whole["blocks"]} == {"added"}


def test_a_revision_is_compared_with_what_readers_see(ada_api, here):
    assert ada_api.get(f"{here}revisions/1/diff/?against=live").status_code == 404
    ada_api.post(f"{here}publication/", {})

    changes = ada_api.get(f"{here}revisions/1/diff/?against=live").json()

    assert changes["against"] == "live"
    assert "A port that sleeps feeds nobody." in {c["after"]["text"] for c in changes["blocks"]}


@pytest.mark.parametrize("against", ["3", "x", "-1", "9" * 11, "", "live,1"])
def test_a_comparison_with_nothing_is_refused(ada_api, here, against):
    assert ada_api.get(f"{here}revisions/2/diff/?against={against}").status_code in {400, 404}


def test_numbers_no_revision_can_have_are_404(ada_api, here):
    for number in (0, 2**31, 2**63, 10**30):
        assert ada_api.get(f"{here}revisions/{number}/").status_code == 404
        assert ada_api.get(f"{here}revisions/{number}/diff/").status_code == 404
        assert ada_api.post(f"{here}revisions/{number}/restoration/", {}).status_code == 404


def test_restoring_is_a_save_like_any_other(ada_api, here):
    stale = ada_api.post(f"{here}revisions/1/restoration/", {}, HTTP_IF_MATCH='"1"')
    answer = ada_api.post(f"{here}revisions/1/restoration/", {}, HTTP_IF_MATCH='"2"')

    assert stale.status_code == 412
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"3"')
    assert answer.json()["sections"][1]["blocks"][1]["text"] == "A port that sleeps feeds nobody."
    assert Revision.objects.get(number=3).why == "restored r1"


def test_a_photo_that_was_deleted_since_stays_away(ada_api, post):
    photo = a_photo("#abcdef")
    words = {"caption": "x", "credit": "y", "alt": "z"}
    block = {"type": "photo", "photo": photo, **words}
    made = post(sections=[{"blocks": [block]}], lead={"photo": photo, **words})
    here = f"{URL}{made['id']}/"
    ada_api.patch(here, {"sections": [], "lead": None}, HTTP_IF_MATCH='"1"')
    Photo.objects.get(pk=photo).renditions.all().delete()
    Photo.objects.get(pk=photo).delete()

    answer = ada_api.post(f"{here}revisions/1/restoration/", {})

    assert answer.status_code == 200
    assert answer.json()["lead"]["photo"] is None
    assert answer.json()["sections"][0]["blocks"][0]["photo"] is None


def test_one_block_is_restored_and_all_else_stays(ada_api, here):
    story = ada_api.get(here).json()
    opening, quote = (
        story["sections"][0]["blocks"][0]["id"],
        story["sections"][1]["blocks"][1]["id"],
    )
    ada_api.patch(f"{here}blocks/{opening}/", {"html": "<p>New.</p>"}, HTTP_IF_MATCH='"2"')

    stale = ada_api.post(f"{here}revisions/1/restoration/", {"block": quote}, HTTP_IF_MATCH='"2"')
    answer = ada_api.post(f"{here}revisions/1/restoration/", {"block": quote})

    assert stale.status_code == 412
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"4"')
    first, second = answer.json()["sections"]
    assert first["blocks"][0]["html"] == "<p>New.</p>"
    assert second["blocks"][1]["text"] == "A port that sleeps feeds nobody."
    assert Revision.objects.get(number=4).why == "restored a part of r1"


def test_one_fact_is_restored(ada_api, here):
    ada_api.patch(here, {"headline": "New", "standfirst": "New"}, HTTP_IF_MATCH='"2"')

    restored = ada_api.post(f"{here}revisions/2/restoration/", {"block": "/headline"}).json()

    assert restored["headline"] == "Dockers strike for a third day"
    assert restored["standfirst"] == "New"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"block": "nosuchblock"}, 404),
        ({"block": "/sections"}, 404),
        ({"block": ""}, 400),
        ({"block": 7}, 400),
        ({"block": None}, 400),
        ({"block": "x" * 99}, 400),
        ({"part": "x"}, 400),
    ],
)
def test_a_block_that_did_not_stand_there_restores_nothing(ada_api, here, body, status):
    answer = ada_api.post(f"{here}revisions/1/restoration/", body)

    assert answer.status_code == status
    assert ada_api.get(here).json()["version"] == 2
