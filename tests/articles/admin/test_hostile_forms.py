"""What no form of ours sends: the newsroom expects that ..."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, DeskNote, PreviewLink, RollingRevision
from tests.articles.admin.desk import change, typed

LIST = "/admin/articles/article/"
VALUES = {
    "superscript": "²",
    "4400 nines": "9" * 4400,
    "eighteen nines": "9" * 18,
    "nul": "1\0",
    "negative": "-1",
}
ASKED = [
    "desk/photos/?id={}", "desk/photos/?q={}", "desk/photos/?cursor={}", "desk/experts/?q={}",
    "desk/tags/?q={}", "desk/authors/?q={}", "desk/said/?expert={}&story={}",
    "desk/said/?text={}", "together/tag/?story={}", "1/compare/?from={}", "1/compare/?to={}",
    "1/history/?page={}", "{}/history/", "{}/change/", "{}/delete/", "add/?related={}",
    "add/?tags={}", "add/?byline={}", "add/?translation_of={}", "add/?category={}",
    "add/?lead_photo={}", "add/?body={}", "add/?seen_version={}", "add/?publish_at={}",
    "photos/1/another/?with={}", "?q={}", "?p={}", "?state={}", "?view={}",
    "?category__id__exact={}", "?changed_at__gte={}",
]  # fmt: skip
FIELDS = [
    "category", "tags", "lead_photo", "related", "translation_of", "byline_author",
    "byline_role", "seen_version", "shown",
]  # fmt: skip
SENT = [
    ("together/tag/?story={pk}", {"chosen": "{pk}", "version-{pk}": "{}", "new": "Harbour"}),
    ("together/tag/?story={pk}", {"chosen": "{pk}", "version-{pk}": "1", "add": "{}"}),
    ("together/tag/?story={pk}", {"chosen": "{pk}", "version-{pk}": "1", "remove": "{}"}),
    ("{pk}/preview-links/", {"end": "{}"}),
    ("{pk}/preview-links/", {"make": "{}"}),
    ("{pk}/restore/1/", {"version": "{}"}),
    ("{pk}/restore/1/", {"part": "{}", "version": "{}"}),
    ("{pk}/desk/discard/", {"editor": "{}"}),
    ("{pk}/desk/beat/", {"editor": "{}", "place": "{}"}),
    ("photos/1/another/", {"with": "{}"}),
    ("", {"action": "tag_selected", "_selected_action": "{}"}),
    ("", {"action": "tag_selected", "_selected_action": "{pk}", "select_across": "{}"}),
    ("", {"action": "tag_selected", "_selected_action": "{pk}", "index": "{}"}),
]


@pytest.fixture
def desk(ada):
    client = Client(raise_request_exception=False)
    client.force_login(ada)
    return client


def standing(story: Article) -> tuple[object, ...]:
    """Return what none of these may touch."""
    story.refresh_from_db()
    rows = (Article, DeskNote, PreviewLink, RollingRevision)
    return (story.version, [kind.objects.count() for kind in rows])


def failed(answers: dict[str, Any]) -> dict[str, int]:
    """Return the values that were answered as an error of ours."""
    return {name: one.status_code for name, one in answers.items() if one.status_code >= 500}


@pytest.mark.parametrize("address", ASKED)
def test_a_strange_question_is_answered(desk, draft_story, address):
    before = standing(draft_story)
    path, _mark, query = address.partition("?")

    answers = {
        name: desk.get(LIST + path.format(value), _asked(query, value))
        for name, value in VALUES.items()
    }

    assert failed(answers) == {}
    assert standing(draft_story) == before


def _asked(query: str, value: str) -> dict[str, str]:
    return {name: value for name in query.replace("={}", "").split("&") if name}


@pytest.mark.parametrize(("address", "facts"), SENT)
def test_a_strange_order_is_refused_or_does_nothing(desk, draft_story, address, facts):
    before, pk = standing(draft_story), draft_story.pk

    answers = {
        name: desk.post(
            LIST + address.format(pk=pk),
            {key.format(pk=pk): said.format(value, pk=pk) for key, said in facts.items()},
        )
        for name, value in VALUES.items()
    }

    assert failed(answers) == {}
    assert standing(draft_story) == before


@pytest.mark.parametrize("field", FIELDS)
def test_a_form_comes_back_with_what_was_typed(desk, draft_story, field):
    before = standing(draft_story)
    told = typed(draft_story, source_url="no address", standfirst="Typed just now.")

    answers = {
        name: desk.post(change(draft_story), told | {field: value})
        for name, value in VALUES.items()
    }

    assert failed(answers) == {}
    assert all("Typed just now." in one.content.decode() for one in answers.values())
    assert standing(draft_story) == before


@pytest.mark.parametrize("field", FIELDS)
def test_a_whole_form_is_saved_or_told_what_is_wrong(desk, draft_story, field):
    told = typed(draft_story, standfirst="Typed just now.")

    answers = {
        name: desk.post(change(draft_story), told | {field: value})
        for name, value in VALUES.items()
    }

    assert failed(answers) == {}


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_typed_is_kept_without_strange_numbers(desk, draft_story, field):
    version = draft_story.version
    told = typed(draft_story, standfirst="Typed just now.", typed="1")

    for value in VALUES.values():
        answer = desk.post(f"{LIST}{draft_story.pk}/desk/beat/", told | {field: value})

        assert answer.status_code == 200
        assert "Typed just now." in str(RollingRevision.objects.get().tree)
        assert desk.get(change(draft_story)).status_code == 200
    draft_story.refresh_from_db()
    assert draft_story.version == version


@pytest.mark.parametrize("door", ["desk/live/", "desk/proof/"])
@pytest.mark.parametrize("field", [*FIELDS, "article", "headline", "slug", "language"])
def test_the_cards_answer_whatever_is_typed(desk, draft_story, door, field):
    before, told = standing(draft_story), {"body": "<p>x</p>", "headline": "Quay"}

    answers = {
        name: desk.post(LIST + door, told | {field: value}) for name, value in VALUES.items()
    }

    assert failed(answers) == {}
    assert standing(draft_story) == before


def test_a_ticked_box_that_is_no_story_is_refused(desk, draft_story):
    ticked = {"action": "tag_selected", "_selected_action": ["²", str(draft_story.pk)]}

    assert desk.post(LIST, ticked).status_code == 400


def test_a_choice_that_can_be_none_is_an_error_of_its_field(desk, draft_story):
    answer = desk.post(change(draft_story), typed(draft_story, tags=["²"], translation_of="²"))

    assert {"tags", "translation_of"} <= set(answer.context["adminform"].form.errors)


def test_words_in_another_encoding_are_refused(ada, draft_story):
    before = standing(draft_story)
    desk = Client(raise_request_exception=False, enforce_csrf_checks=True)
    desk.force_login(ada)
    token = desk.get(f"{LIST}desk/beat/").json()["token"]
    kind = "application/x-www-form-urlencoded; charset=utf-16"

    at = f"{LIST}{draft_story.pk}/desk/beat/"
    answer = desk.generic("POST", at, b"typed=1&body=%ff%fe", kind, headers={"X-CSRFToken": token})

    assert answer.status_code == 400
    assert standing(draft_story) == before


def test_a_note_may_not_hold_control_characters(desk, draft_story):
    at = f"{LIST}{draft_story.pk}/notes/"

    assert desk.post(at, {"text": "a\0b", "block": "a\0b"}).status_code == 200

    note = DeskNote.objects.get()
    assert (note.text, note.block) == ("ab", "ab")


@pytest.mark.parametrize(
    ("who", "story", "facts", "status"),
    [("ada", "1", {"editor": "0"}, 409), ("ada", "999", {}, 404), ("moss", "1", {}, 403)],
)
def test_what_was_typed_is_discarded_by_whom_it_belongs_to(
    request, draft_story, who, story, facts, status
):
    client = Client(raise_request_exception=False)
    client.force_login(request.getfixturevalue("ada"))
    client.post(f"{LIST}{draft_story.pk}/desk/beat/", typed(draft_story, typed="1", slug="quay"))
    client.force_login(request.getfixturevalue(who))

    at = f"{LIST}{draft_story.pk if story == '1' else story}/desk/discard/"
    assert client.post(at, facts).status_code == status

    assert RollingRevision.objects.count() == 1
