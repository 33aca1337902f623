"""What story does a page make over HTTP? The newsroom expects that ..."""

import pytest

from articles.models import Article, Author, Expert, Tag
from tests.articles.importers.pages import OURS
from tests.conftest import client_with

URL = "/api/v1/editor/imports/page/"
TEXT = OURS.read_text()


def nothing_saved():
    return not any(model.objects.exists() for model in (Article, Expert, Author, Tag))


def test_a_page_is_proposed_and_nothing_is_saved(writer_api):
    answer = writer_api.post(URL, {"text": TEXT})

    told = answer.json()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    kinds = [b["type"] for s in told["sections"] for b in s["blocks"]]
    assert kinds.count("quote") == 3
    assert told["lead"]["credit"] == "Odile Marsh"
    assert told["source"]["name"] == "The Harbour Courier"
    assert nothing_saved()


def test_a_known_expert_is_recognised(ada_api):
    known = Expert.objects.create(name="Tomas Wendell", slug="tomas-wendell")

    people = ada_api.post(URL, {"text": TEXT}).json()["people"]

    assert {"id": known.pk, "name": "Tomas Wendell"} in [person["known"] for person in people]


def test_html_and_refusals_are_read_alike(ada_api):
    html = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
    first = ada_api.post(URL, {"html": html}).json()
    refused = [note["id"] for note in first["notes"] if note["id"].startswith("quote:")]

    second = ada_api.post(URL, {"html": html, "refused": refused}).json()

    assert len(refused) == 3
    assert not [b for s in second["sections"] for b in s["blocks"] if b["type"] == "quote"]
    assert second["people"] == []


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({}, 400, "validation"),
        ({"text": "A", "html": "<p>A"}, 400, "validation"),
        ({"text": 5}, 400, "validation"),
        ({"text": "a\x00b"}, 400, "validation"),
        ({"text": "A", "refused": "all"}, 400, "validation"),
        ({"text": "A", "refused": [{}]}, 400, "validation"),
        ({"text": "A", "refused": ["x" * 401]}, 400, "validation"),
        ({"text": "A", "save": True}, 400, "validation"),
        ({"text": "x" * 1_000_000}, 413, "too_large"),
        ({"text": "  \n "}, 422, "empty_page"),
        ({"text": "A", "refused": ["quote:99"]}, 422, "unknown_guess"),
    ],
)
def test_what_is_no_page_is_refused(ada_api, sent, status, code):
    answer = ada_api.post(URL, sent)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content[:300]
    assert nothing_saved()


def test_a_form_is_not_taken(ada_api):
    answer = ada_api.post(URL, b"text=A", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 415


def test_the_scope_and_the_permission_are_asked_for(ada, django_user_model):
    reader = django_user_model.objects.create_user("reader")

    assert client_with(ada, "preview").post(URL, {"text": TEXT}).status_code == 403
    assert client_with(reader, "editor").post(URL, {"text": TEXT}).status_code == 403
