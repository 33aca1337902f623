"""Seeing what is being typed as readers would: the newsroom expects that ..."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.publish import publish
from articles.actions.write_copy import write_copy
from articles.admin.proofs import origin
from articles.models import Article, Revision
from articles.queries.working_copy import load
from articles.rules import copy as values
from tests.articles.admin.desk import ADD, change, typed

PROOF = "/admin/articles/article/desk/proof/"


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def of(article: Article) -> str:
    return f"{PROOF}?article={article.pk}"


def test_what_is_typed_is_shown_and_nothing_is_saved(desk, draft_story):
    posted = typed(draft_story, headline="The mayor stays", body="<p>For now.</p>")

    answer = desk.post(of(draft_story), posted)

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    story = answer.json()
    assert story["title"] == "The mayor stays"
    assert story["sections"][0]["blocks"] == [
        {"id": "n0", "type": "text", "html": "<p>For now.</p>"}
    ]
    draft_story.refresh_from_db()
    assert draft_story.headline == "Secret: the mayor resigns"
    assert (draft_story.version, Revision.objects.count()) == (1, 1)


def test_it_is_the_public_shape_made_by_the_same_code(desk, api, ada, draft_story, clock):
    shown = desk.post(of(draft_story), typed(draft_story)).json()

    publish(draft_story.pk, by=ada)
    live = api.get("/api/v1/articles/the-mayor-resigns/").json()
    for name in ("title", "standfirst", "sections", "lead_photo", "byline", "tags", "source"):
        assert shown[name] == live[name], name


def test_a_story_that_was_never_saved_is_shown(desk, db):
    story = desk.post(PROOF, typed(headline="Brand new", body="<p>One.</p>")).json()

    assert story["title"] == "Brand new"
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"source_url": "not an address"},
        {"canonical_url": "also not"},
        {"language": "klingon"},
        {"category": "999"},
        {"lead_photo": "many"},
        {"byline_author": ["1"], "byline_role": ["x" * 200]},
        {"closes_at": "soon"},
        {"publish_at": "31 February"},
        {"slug": "no slug at all!"},
        {"related": ["999"]},
        {"seen_version": "x"},
    ],
)
def test_what_is_not_filled_in_rightly_yet_stops_nothing(desk, draft_story, odd):
    answer = desk.post(of(draft_story), typed(draft_story, headline="Still here", **odd))

    assert answer.status_code == 200
    assert answer.json()["title"] == "Still here"


def test_a_headline_that_is_too_long_is_shown_as_it_was_typed(desk, draft_story):
    answer = desk.post(of(draft_story), typed(draft_story, headline="long " * 100))

    assert answer.json()["title"] == ("long " * 100).strip()


def test_a_body_that_cannot_be_read_shows_the_one_that_is_saved(desk, draft_story):
    answer = desk.post(of(draft_story), typed(draft_story, body="<p>open <table>"))

    assert answer.json()["sections"][0]["blocks"][0]["html"] == "<p>Nothing moved on the quay.</p>"


def test_no_script_gets_into_a_proof(desk, draft_story):
    body = '<p>One <a href="javascript:alert(1)">two</a></p>'

    answer = desk.post(of(draft_story), typed(draft_story, body=body))

    assert "javascript:" not in answer.content.decode()


def test_who_may_not_change_the_story_is_shown_nothing(client, moss, draft_story):
    moss.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(moss)

    assert client.post(of(draft_story), typed(draft_story)).status_code == 403
    assert client.post(PROOF, typed(headline="x")).status_code == 403


def test_strangers_are_led_to_the_door(client, draft_story):
    assert client.post(of(draft_story), {}).status_code == 302


def test_a_proof_of_nothing_is_refused(desk):
    assert desk.post(f"{PROOF}?article=99999", {}).status_code == 403
    assert desk.get(PROOF).status_code == 405


def test_a_long_story_costs_no_more_statements(desk, ada, draft_story):
    with CaptureQueriesContext(connection) as few:
        desk.post(of(draft_story), typed(draft_story))
    copy = load(draft_story)
    more = tuple(values.Passage("", f"<p>Paragraph {n}.</p>") for n in range(100))
    longer = copy.with_sections((*copy.sections, values.Section("", "More", blocks=more)))
    write_copy(draft_story.pk, longer, by=ada, version=1)

    with CaptureQueriesContext(connection) as many:
        desk.post(of(draft_story), typed(draft_story))

    assert len(few) == len(many)


def test_the_desk_knows_where_its_pane_is(desk, draft_story, settings):
    page = desk.get(change(draft_story))
    assert page.context["preview"]["frame"] == f"/preview/desk/{draft_story.pk}/"
    assert page.context["preview"]["origin"] == ""
    assert desk.get(ADD).context["preview"]["frame"] == "/preview/desk/new/"
    settings.PREVIEW_URL = "https://paper.example/draft/{token}"

    elsewhere = desk.get(ADD).context["preview"]

    assert elsewhere["frame"] == "https://paper.example/draft/new"
    assert elsewhere["origin"] == origin("https://paper.example/x") == "https://paper.example"
