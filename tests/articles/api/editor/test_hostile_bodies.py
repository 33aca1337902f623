"""What must not break an editors' door: the newsroom expects that ..."""

import json

import pytest

from articles.models import Article, Revision
from tests.articles.api.editor.conftest import URL

DEEP = "[" * 100_000 + "]" * 100_000
LONG_NUMBER = "9" * 5_000


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"headline": "x" * 301}, "/headline", "too_long"),
        ({"standfirst": "x" * 1001}, "/standfirst", "too_long"),
        ({"slug": "x" * 121}, "/slug", "too_long"),
        ({"language": "x" * 13}, "/language", "too_long"),
        ({"language": "../../etc"}, "/language", "malformed"),
        ({"headline": 5}, "/headline", "not_text"),
        ({"headline": None}, "/headline", "not_text"),
        ({"headline": "a\x00b"}, "/headline", "bad_encoding"),
        ({"headline": "\ud800"}, "/headline", "bad_encoding"),
        ({"category": "1"}, "/category", "not_an_id"),
        ({"category": True}, "/category", "not_an_id"),
        ({"category": 2**63}, "/category", "not_an_id"),
        ({"category": 2**63 - 1}, "/category", "unknown"),
        ({"category": 1.5}, "/category", "not_an_id"),
        ({"tags": [1, 1, 10**9]}, "/tags/2", "unknown"),
        ({"tags": {"a": 1}}, "/tags", "not_a_list"),
        ({"tags": [None]}, "/tags/0", "not_an_id"),
        ({"byline": [{"author": 1}, {"author": 1}]}, "/byline/1/author", "repeated"),
        ({"byline": [{"author": 1, "role": "x" * 81}]}, "/byline/0/role", "too_long"),
        ({"byline": [{"author": 10**9}]}, "/byline/0/author", "unknown"),
        ({"byline": [{}]}, "/byline/0/author", "required"),
        ({"lead": {"credit": "x" * 201}}, "/lead/credit", "too_long"),
        ({"lead": {"photo": 10**9}}, "/lead/photo", "unknown"),
        ({"lead": []}, "/lead", "not_an_object"),
        ({"source": {"name": "x" * 201}}, "/source/name", "too_long"),
        ({"source": {"url": "javascript:alert(1)"}}, "/source/url", "malformed"),
        ({"source": {"url": "data:text/html,x"}}, "/source/url", "malformed"),
        ({"source": {"url": "//evil.example"}}, "/source/url", "malformed"),
        ({"seo": {"title": "x" * 201}}, "/seo/title", "too_long"),
        ({"seo": {"canonical_url": "http://e.org/" + "x" * 500}}, "/seo/canonical_url", "too_long"),
        ({"seo": {"noindex": "yes"}}, "/seo/noindex", "not_a_boolean"),
        ({"related": [10**9]}, "/related/0", "unknown"),
        ({"translation_of": 10**9}, "/translation_of", "unknown"),
        ({"sections": [{"heading": "x" * 301}]}, "/sections/0/heading", "too_long"),
        ({"sections": [{"anchor": '" onload="'}]}, "/sections/0/anchor", "malformed"),
        ({"sections": [{"id": "../x"}]}, "/sections/0/id", "bad_id"),
        ({"sections": [{"blocks": [{"type": "video"}]}]}, "/sections/0/blocks/0/type",
         "unknown_type"),
        ({"sections": [{"blocks": [{"type": []}]}]}, "/sections/0/blocks/0/type", "unknown_type"),
        ({"sections": [{"blocks": ["x"]}]}, "/sections/0/blocks/0/type", "unknown_type"),
        ({"sections": [{"blocks": [{"type": "quote", "said_on": "2026-02-30"}]}]},
         "/sections/0/blocks/0/said_on", "not_a_date"),
        ({"sections": [{"blocks": [{"type": "quote", "expert": 10**9}]}]},
         "/sections/0/blocks/0/expert", "unknown"),
        ({"sections": [{"blocks": [{"type": "photo", "photo": 10**9}]}]},
         "/sections/0/blocks/0/photo", "unknown"),
        ({"sections": [{"blocks": [{"type": "text"}] * 5_001}]}, "/sections", "too_many"),
        ({"tags": list(range(1, 102))}, "/tags", "too_many"),
        ({"corrections": [{"at": "2026-01-01T00:00:00Z", "note": "x"}]}, "/corrections",
         "read_only"),
        ({"version": 5}, "/version", "unknown_field"),
        ({"created_by": 1}, "/created_by", "unknown_field"),
        ({"first_published_at": None}, "/first_published_at", "unknown_field"),
    ],
)  # fmt: skip
def test_a_wrong_document_is_refused_at_its_place(ada_api, document, berit, facts, field, code):
    named = json.loads(json.dumps(facts).replace('"author": 1}', f'"author": {berit.pk}}}'))

    body = json.dumps(document(**named)).encode()
    answer = ada_api.post(URL, body, content_type="application/json")

    assert answer.status_code == 400, answer.content
    assert (field, code) in {(e["field"], e["code"]) for e in answer.json()["errors"]}
    assert not Article.objects.exists()


@pytest.mark.parametrize("start", ["javascript:", "JaVaScRiPt:", " javascript:", "vbscript:", "x"])
def test_no_address_of_a_quote_runs_script(ada_api, document, start):
    source = {"url": f"{start}alert(1)"}
    block = {"type": "quote", "text": "x", "source": source}

    answer = ada_api.post(URL, document(sections=[{"blocks": [block]}]))

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        "", "null", "[]", "5", '"x"', "{", "{'a': 1}", "\x00", DEEP, f'{{"tags": {DEEP}}}',
        f'{{"category": {LONG_NUMBER}}}', '{"category": 1e999}', '{"category": NaN}',
        '{"category": -1}', '{"category": 0}', '{"headline": "\\u0000"}', '{"\\ud800": 1}',
        '{"headline": "a", "headline": 5}', "{}}", '{"": ""}', '{"a~b/c": 1}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["post", "patch"])
def test_no_body_breaks_the_door(ada_api, post, body, method):
    here = f"{URL}{post()['id']}/"
    path = URL if method == "post" else here

    answer = getattr(ada_api, method)(
        path, body.encode(), content_type="application/json", HTTP_IF_MATCH='"1"'
    )

    if body:  # nothing at all is an empty object: an empty draft
        assert answer.status_code == 400, body[:50]
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/json-patch+json",
    ],
)
def test_only_json_is_taken(ada_api, post, content_type):
    here = f"{URL}{post()['id']}/"

    for method, path in (("post", URL), ("patch", here), ("post", f"{here}publication/")):
        answer = getattr(ada_api, method)(
            path, b'{"headline": "x"}', content_type=content_type, HTTP_IF_MATCH='"1"'
        )
        assert answer.status_code == 415
    assert Revision.objects.count() == 1


def test_invalid_utf8_is_400(ada_api, db):
    answer = ada_api.post(URL, b'{"headline": "\xff"}', content_type="application/json")

    assert answer.status_code == 400


def test_a_body_of_six_megabytes_is_413(ada_api, db):
    body = json.dumps({"standfirst": "x" * 6_000_000}).encode()

    answer = ada_api.post(URL, body, content_type="application/json")

    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"at": "2026-11-22T12:00:00"}, "/at"),
        ({"at": "2026-11-22"}, "/at"),
        ({"at": "-7d"}, "/at"),
        ({"at": "0001-01-01T00:00:00Z"}, "/at"),
        ({"at": "9999-12-31T23:59:59-12:00"}, "/at"),
        ({"at": "2026-11-22T25:00:00Z"}, "/at"),
        ({"at": 1_700_000_000}, "/at"),
        ({"at": ""}, "/at"),
        ({"until": "2026-11-22T08:00:00Z"}, "/until"),
        ({"until": ["2030-01-01T00:00:00Z"]}, "/until"),
        ({"note": 5}, "/note"),
        ({"note": "x" * 2001}, "/note"),
        ({"note": "a\x00"}, "/note"),
        ({"substantive": "yes"}, "/substantive"),
        ({"substantive": 1}, "/substantive"),
        ({"allow_missing_photos": None}, "/allow_missing_photos"),
        ({"waive": ["headline_missing"]}, "/waive"),
        ({"by": 1}, "/by"),
    ],
)
def test_a_wrong_publication_is_refused_at_its_place(ada_api, api, post, clock, sent, field):
    here = f"{URL}{post()['id']}/"

    answer = ada_api.post(f"{here}publication/", sent)

    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["field"] == field
    assert ada_api.get(here).json()["live"] is None


def test_keys_that_are_none_are_refused(ada_api, document):
    for key in ("short", "x" * 65, "with space in it"):
        answer = ada_api.post(URL, document(), HTTP_IDEMPOTENCY_KEY=key)
        assert answer.json()["errors"][0]["code"] == "bad_idempotency_key"
    assert not Article.objects.exists()


def test_controls_never_reach_a_row(ada_api, document):
    answer = ada_api.post(
        URL,
        document(
            headline="A\x07 line\n break",
            source={"name": "Port\x1b[0m", "url": " https://e.org/ "},
            seo={"title": "T\x08\nx"},
        ),
    )

    assert answer.json()["headline"] == "A line break"
    assert answer.json()["source"] == {"name": "Port[0m", "url": "https://e.org/"}
    assert answer.json()["seo"]["title"] == "T x"
