"""The newsroom expects that the cards beside the text speak of what is typed, saved or not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.write_copy import create_article
from articles.models import Article, Author, Revision, Tag
from articles.queries.live import story
from articles.rules.copy import Seo
from cms.kernel import clock as newsroom_clock
from tests.articles.admin.desk import change, typed
from tests.articles.staff import somebody

LIVE = "/admin/articles/article/desk/live/"
TAGS = "/admin/articles/article/desk/tags/"
AUTHORS = "/admin/articles/article/desk/authors/"


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def live(desk, article=None, **facts):
    posted = {k: v for k, v in typed(article, **facts).items() if not isinstance(v, list)}
    return desk.post(LIVE, posted | {"article": article.pk if article else ""}).json()


def test_the_checklist_follows_what_is_typed_and_nothing_is_saved(desk, draft_story):
    lacking = live(desk, draft_story, standfirst="", category="")["lacking"]

    assert [line["target"] for line in lacking] == ["id_standfirst", "id_category"]
    assert live(desk, draft_story)["lacking"] == []
    draft_story.refresh_from_db()
    assert draft_story.version == 1
    assert Revision.objects.count() == 1


def test_a_line_leads_to_a_block_that_has_no_id_yet(desk, city):
    body = (
        '<p>One.</p><blockquote data-quote data-expert="1"><p>a</p></blockquote><h2>Two</h2>'
        "<blockquote data-quote><p>b</p></blockquote><figure><figcaption>c</figcaption></figure>"
    )
    lacking = live(desk, headline="h", standfirst="s", category=city.pk, body=body)["lacking"]

    lines = [(line["says"], line["nth"]) for line in lacking if line["nth"]]
    assert lines == [
        ("Who said this is not named.", "quote:1"),
        ("The photo's file is missing.", "photo:0"),
        ("The photo has no credit.", "photo:0"),
    ]
    assert lacking[-1]["where"] == "in “Two”"


def test_a_text_that_cannot_be_read_yet_is_no_error(desk):
    answer = live(desk, headline="h", body="<table>")

    assert "The story has no text." in [line["says"] for line in answer["lacking"]]


def test_a_taken_address_is_a_line_of_the_checklist_and_never_blocks_a_draft(desk, strike_story):
    answer = live(desk, headline="Other", slug="dockers-strike")
    assert answer["lacking"][0]["target"] == "id_slug"
    assert answer["claims"][0]["url"] == change(strike_story)

    desk.post("/admin/articles/article/add/", typed(headline="Other", slug="dockers-strike"))

    other = Article.objects.get(headline="Other")
    page = desk.get(change(other)).content.decode()
    assert "belongs to “Dockers strike for a third day”" in page


def test_a_lookalike_is_named_with_a_link(desk, strike_story):
    (alike,) = live(desk, headline="Dockers strike for a THIRD day!")["alike"]

    assert alike["url"] == change(strike_story)
    assert alike["says"] == "Another story has this headline:"
    assert live(desk, strike_story)["alike"] == []


def test_the_address_is_made_from_the_headline_until_a_slug_is_written(desk):
    made = live(desk, headline="The port is silent")
    written = live(desk, headline="The port is silent", slug="quiet-port", language="es")

    assert made["address"].endswith("/en/the-port-is-silent/")
    assert written["address"].endswith("/es/quiet-port/")


def test_the_desk_says_whether_the_slug_still_follows_the_headline(desk, ada, story_copy):
    copy = story_copy(headline="The port is silent", slug="the-port-is-silent")
    follows = create_article(copy, by=ada)
    written = create_article(story_copy(headline="The port is silent", slug="quiet"), by=ada)

    assert desk.get(change(follows)).context["slug_follows"]
    assert not desk.get(change(written)).context["slug_follows"]


@pytest.mark.parametrize("seo", [Seo(), Seo("Title", "Words", "https://a.example/b", noindex=True)])
def test_what_is_shown_of_a_story_is_what_is_published_of_it(desk, ada, story_copy, seo):
    article = create_article(story_copy(seo=seo), by=ada)
    facts = {
        "seo_title": seo.title, "seo_description": seo.description,
        "canonical_url": seo.canonical_url, **({"noindex": "on"} if seo.noindex else {}),
    }  # fmt: skip
    shown = live(desk, article, **facts)["told"]
    desk.post(change(article), typed(article, **facts, _publish=""))

    detail = desk.get("/api/v1/articles/dockers-strike/").json()

    names = ("title", "description", "canonical_url", "robots")
    assert {n: shown[n] for n in names} == {n: detail["seo"][n] for n in names}
    assert detail["seo"]["open_graph"]["image"].endswith(shown["image"]["url"])
    assert story("dockers-strike", "en", newsroom_clock.now())


def test_asking_costs_the_same_for_3_and_for_200_blocks(desk, ada, strike_story):
    counts = []
    for blocks in (3, 200):
        quote = '<blockquote data-quote data-expert="1"><p>Said.</p></blockquote>'
        with CaptureQueriesContext(connection) as asked:
            live(desk, headline="Dockers strike", slug="dockers-strike", body=quote * blocks)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= 8


def test_a_stranger_to_stories_learns_nothing(client, django_user_model, strike_story):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))

    assert client.post(LIVE, {"headline": strike_story.headline}).status_code == 403
    assert client.get(TAGS).status_code == 403


@pytest.mark.parametrize(("url", "model"), [(TAGS, Tag), (AUTHORS, Author)])
def test_one_is_found_or_made_in_place(desk, url, model, strikes, berit):
    made = desk.post(url, {"name": "Zoë  Ålund"})
    again = desk.post(url, {"name": "zoe alund"})

    assert made.status_code == 201
    assert made.json() == again.json()
    row = model.objects.get(pk=made.json()["id"])
    assert (row.name, row.slug) == ("Zoë Ålund", "zoe-alund")
    assert desk.get(url, {"q": "ALUND"}).json()["results"] == [made.json()]


@pytest.mark.parametrize(("url", "model"), [(TAGS, Tag), (AUTHORS, Author)])
def test_a_name_that_latin_letters_cannot_write_gets_a_slug_too(desk, db, url, model):
    first = desk.post(url, {"name": "الميناء"}).json()
    second = desk.post(url, {"name": "المدينة"}).json()

    assert first["id"] != second["id"]
    assert model.objects.filter(slug="").count() == 0


@pytest.mark.parametrize("name", ["", "  ", "x" * 200])
def test_a_name_that_cannot_be_is_refused(desk, db, name):
    answer = desk.post(TAGS, {"name": name})

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Tag.objects.exists()


@pytest.mark.parametrize(("url", "model"), [(TAGS, Tag), (AUTHORS, Author)])
def test_a_contributor_chooses_and_is_told_that_editors_make_new_ones(client, db, url, model):
    client.force_login(somebody("contributor"))

    answer = client.post(url, {"name": "New"})

    assert client.get(url).status_code == 200
    assert (answer.status_code, "ask an editor" in answer.json()["error"]) == (403, True)
    assert not model.objects.exists()
