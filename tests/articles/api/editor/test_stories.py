"""Writing over HTTP: the newsroom expects that ..."""

import pytest

from articles.models import Article, Revision, TimelineEntry
from cms.kernel.models import ApiToken
from tests.articles.api.editor.conftest import URL

PUBLIC = "/api/v1/articles/dockers-strike/"


def test_the_whole_life_of_a_story_passes_over_http(  # noqa: PLR0915 - a whole life
    ada_api, api, document, clock
):
    made = ada_api.post(URL, document(standfirst=""))
    here = made.headers["Location"]
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    assert made.json()["state"] == "draft"
    assert [lack["code"] for lack in made.json()["lacks"]] == ["standfirst_missing"]

    lacking = ada_api.post(f"{here}publication/", {})
    assert lacking.status_code == 422
    assert lacking.json()["errors"][0]["field"] == "/standfirst"
    assert api.get(PUBLIC).status_code == 404

    patched = ada_api.patch(here, {"standfirst": "Silence."}, HTTP_IF_MATCH='"1"')
    assert (patched.status_code, patched.headers["ETag"]) == (200, '"2"')
    stale = ada_api.patch(here, {"headline": "Mine"}, HTTP_IF_MATCH='"1"')
    assert stale.status_code == 412
    assert ada_api.get(here).json()["headline"] == "Dockers strike for a third day"

    handed_in = ada_api.post(f"{here}submission/", {"note": "Ready."})
    assert handed_in.json()["state"] == "submitted"

    published = ada_api.post(f"{here}publication/", {})
    assert published.status_code == 201
    assert published.json()["version"] == 2
    assert published.json()["slug"] == "dockers-strike"
    assert api.get(PUBLIC).json()["standfirst"] == "Silence."

    clock.shift(60)
    ada_api.patch(here, {"standfirst": "It is over."}, HTTP_IF_MATCH='"2"')
    later = ada_api.post(f"{here}publication/", {"at": "2026-11-22T12:00:00+01:00"})
    assert later.json()["live_from"] == "2026-11-22T11:00:00.000Z"
    sheet = ada_api.get(here).json()
    assert (sheet["state"], len(sheet["scheduled"])) == ("live", 1)
    assert api.get(PUBLIC).json()["standfirst"] == "Silence."
    clock.move_to("2026-11-22T11:00:00+00:00")
    assert api.get(PUBLIC).json()["standfirst"] == "It is over."

    gone = ada_api.delete(f"{here}publication/", {"note": "The source retracted."})
    assert gone.json()["withdrawn"]["note"] == "The source retracted."
    assert api.get(PUBLIC).status_code == 410
    assert api.get(PUBLIC).json()["note"] == "The source retracted."

    restored = ada_api.post(f"{here}revisions/2/restoration/", {})
    assert restored.json()["standfirst"] == "Silence."
    assert restored.json()["version"] == 4
    assert api.get(PUBLIC).status_code == 410
    did = [entry["did"] for entry in ada_api.get(f"{here}timeline/").json()["results"]]
    assert did == [
        "restored", "withdrawn", "scheduled", "published", "submitted", "created",
    ]  # fmt: skip


def test_what_was_read_can_be_sent_back(ada_api, post):
    made = post()
    here = f"{URL}{made['id']}/"
    known = ("sections", "byline", "tags", "lead", "source", "seo", "corrections", "headline")

    answer = ada_api.patch(here, {name: made[name] for name in known}, HTTP_IF_MATCH='"1"')

    assert answer.status_code == 200
    assert answer.json()["sections"] == made["sections"]


def test_a_change_must_say_from_which_version(ada_api, post):
    here = f"{URL}{post()['id']}/"

    for method in (ada_api.patch, ada_api.delete):
        answer = method(here, {"headline": "New"})
        assert answer.status_code == 428
        assert answer.json()["code"] == "precondition_required"
    assert Article.objects.get().version == 1


@pytest.mark.parametrize("tag", ['"1"', "nothing", 'W/"2"', '"9999999999"', '"x"', ""])
def test_a_stale_change_tells_both_versions_and_changes_nothing(ada_api, post, tag):
    here = f"{URL}{post()['id']}/"
    ada_api.patch(here, {"headline": "Theirs"}, HTTP_IF_MATCH='"1"')

    answer = ada_api.patch(here, {"headline": "Mine"}, HTTP_IF_MATCH=tag)

    assert answer.status_code == 412
    assert answer.json()["current"]["number"] == 2
    assert answer.json()["current"]["by"] == "ada"
    assert (answer.json()["yours"] or {}).get("number") in {1, None}
    assert Article.objects.get().headline == "Theirs"
    assert Revision.objects.count() == 2


def test_any_version_may_be_meant(ada_api, post):
    here = f"{URL}{post()['id']}/"

    assert ada_api.patch(here, {"headline": "A"}, HTTP_IF_MATCH="*").status_code == 200
    assert ada_api.patch(here, {"headline": "B"}, HTTP_IF_MATCH='"1", "2"').status_code == 200


def test_one_block_is_changed_alone(ada_api, post):
    made = post()
    block = made["sections"][1]["blocks"][1]
    there = f"{URL}{made['id']}/blocks/{block['id']}/"

    answer = ada_api.patch(there, {"text": "A port never sleeps."}, HTTP_IF_MATCH='"1"')

    after = answer.json()["sections"][1]["blocks"]
    assert after[1] == block | {"text": "A port never sleeps."}
    assert [after[0], after[2]] == [made["sections"][1]["blocks"][n] for n in (0, 2)]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"type": "text"}, "/type", "read_only"),
        ({"id": "another"}, "/id", "read_only"),
        ({"html": "<p>x</p>"}, "/html", "unknown_field"),
        ({"expert": 999}, "/expert", "unknown"),
        ({"source": {"url": "javascript:alert(1)"}}, "/source/url", "malformed"),
        ({"attribution": "x" * 301}, "/attribution", "too_long"),
    ],
)
def test_a_wrong_block_is_refused_at_its_own_place(ada_api, post, changes, field, code):
    made = post()
    quote = made["sections"][1]["blocks"][1]["id"]

    answer = ada_api.patch(f"{URL}{made['id']}/blocks/{quote}/", changes, HTTP_IF_MATCH='"1"')

    assert answer.status_code == 400
    assert (answer.json()["errors"][0]["field"], answer.json()["errors"][0]["code"]) == (
        field,
        code,
    )
    assert Revision.objects.count() == 1


def test_a_block_of_another_story_is_not_there(ada_api, post):
    one, other = post(), post(slug="other")
    block = other["sections"][0]["blocks"][0]["id"]

    answer = ada_api.patch(f"{URL}{one['id']}/blocks/{block}/", {}, HTTP_IF_MATCH='"1"')

    assert answer.status_code == 404


def test_html_is_cleaned_whatever_the_door(ada_api, post):
    made = post()
    block = made["sections"][0]["blocks"][0]["id"]

    answer = ada_api.patch(
        f"{URL}{made['id']}/blocks/{block}/",
        {"html": "<p onclick=x>Hi<script>alert(1)</script></p>"},
        HTTP_IF_MATCH='"1"',
    )

    assert answer.json()["sections"][0]["blocks"][0]["html"] == "<p>Hi</p>"


def test_a_draft_can_be_deleted_and_a_published_story_cannot(ada_api, post):
    draft, story = post(), post(slug="other")
    ada_api.post(f"{URL}{story['id']}/publication/", {})

    deleted = ada_api.delete(f"{URL}{draft['id']}/", HTTP_IF_MATCH='"1"')
    refused = ada_api.delete(f"{URL}{story['id']}/", HTTP_IF_MATCH='"1"')

    assert deleted.status_code == 204
    assert (refused.status_code, refused.json()["code"]) == (409, "once_published")
    assert list(Article.objects.values_list("pk", flat=True)) == [story["id"]]
    assert not TimelineEntry.objects.filter(article=draft["id"]).exists()


def test_a_draft_that_was_called_off_can_be_deleted(ada_api, post):
    here = f"{URL}{post()['id']}/"
    ada_api.post(f"{here}publication/", {"at": "2100-01-01T00:00:00Z"})
    assert ada_api.delete(here, HTTP_IF_MATCH='"1"').status_code == 409

    ada_api.delete(f"{here}publication/", {})

    assert ada_api.delete(here, HTTP_IF_MATCH='"1"').status_code == 204


def test_a_draft_that_is_translated_stays(ada_api, post):
    made = post()
    post(slug="otra", translation_of=made["id"])

    answer = ada_api.delete(f"{URL}{made['id']}/", HTTP_IF_MATCH='"1"')

    assert (answer.status_code, answer.json()["code"]) == (409, "still_needed")


def test_asking_twice_with_one_key_makes_one_draft(ada_api, document):
    sent = document()
    first = ada_api.post(URL, sent, HTTP_IDEMPOTENCY_KEY="draft-of-monday")

    again = ada_api.post(URL, sent, HTTP_IDEMPOTENCY_KEY="draft-of-monday")
    other = ada_api.post(URL, sent | {"slug": "x"}, HTTP_IDEMPOTENCY_KEY="draft-of-monday")

    assert again.status_code == 201
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["ETag"] == '"1"'
    assert other.status_code == 422
    assert Article.objects.count() == 1


def test_the_list_finds_drafts_by_state_words_and_slug(ada_api, post, clock):
    made = post()
    clock.shift(1)
    post(slug="other", headline="Été à Zürich")
    ada_api.post(f"{URL}{made['id']}/publication/", {})

    def slugs(query):
        return [row["slug"] for row in ada_api.get(f"{URL}{query}").json()["results"]]

    assert slugs("") == ["other", "dockers-strike"]
    assert slugs("?ordering=changed_at") == ["dockers-strike", "other"]
    assert slugs("?state=live") == ["dockers-strike"]
    assert slugs("?state=draft") == ["other"]
    assert slugs("?state=withdrawn") == []
    assert slugs("?slug=other") == ["other"]
    assert slugs("?search=zürich été") == ["other"]
    assert slugs("?cursor=&page_size=1") == ["other"]


@pytest.mark.parametrize(
    "query", ["?state=secret", "?ordering=password", "?colour=red", "?page=0", "?search=%00"]
)
def test_what_the_list_does_not_take_is_refused(ada_api, query):
    assert ada_api.get(f"{URL}{query}").status_code == 400


def test_a_story_that_is_not_there_is_404_even_with_a_number_no_database_holds(ada_api, db):
    for number in (1, 2**63, 10**30):
        for below in ("", "revisions/", "timeline/", "revisions/1/", "revisions/1/diff/"):
            assert ada_api.get(f"{URL}{number}/{below}").status_code == 404
        assert ada_api.post(f"{URL}{number}/publication/", {}).status_code == 404


def test_answers_are_kept_out_of_caches(ada_api, post):
    here = f"{URL}{post()['id']}/"

    for path in (URL, here, f"{here}revisions/", f"{URL}0/"):
        assert "no-store" in ada_api.get(path).headers["Cache-Control"]


def test_a_revoked_token_opens_nothing_from_then_on(ada_api, post, clock):
    here = f"{URL}{post()['id']}/"
    ApiToken.objects.update(revoked_at="2026-11-22T09:00:00Z")

    assert ada_api.get(here).status_code == 401
