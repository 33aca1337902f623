"""The newspaper's own page of a story: the newsroom expects that ..."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.queries.working_copy import load
from articles.rules import copy as values
from cms.kernel import clock as newsroom_clock

URL = "/en/dockers-strike/"


def told(page: str, name: str):
    """Return the JSON that a page carries under a name."""
    start = page.split(f'<script id="{name}" type="application/json">')[1]
    return json.loads(start.split("</script>")[0])


def test_one_request_holds_the_whole_story_as_the_api_gives_it(client, api, strike_story):
    page = client.get(URL)

    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    given = api.get("/api/v1/articles/dockers-strike/").json()
    assert told(page.content.decode(), "story-data") == given


def test_search_engines_and_networks_are_told_what_the_story_says(client, strike_story):
    page = client.get(URL).content.decode()

    assert "<title>Dockers strike for a third day | The Harbour Courier</title>" in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/dockers-strike/">' in page
    assert '<meta property="og:title" content="Dockers strike for a third day">' in page
    assert '"@type": "NewsArticle"' in page
    assert "noindex" not in page


def test_a_story_can_be_read_without_scripts(client, strike_story):
    page = client.get(URL).content.decode()

    plain = page[page.index("<noscript>") : page.index("</noscript>")]
    for words in ("Dockers strike", "The port is silent", "<p>Nothing moved on the quay.</p>",
                  "What it costs", "A port that sleeps feeds nobody.", "Rosa Lind"):  # fmt: skip
        assert words in plain


def test_nothing_that_was_written_becomes_a_part_of_the_page(client, ada, story_copy, rosa):
    wild = "</script><script>alert(1)</script><!--"
    quote = values.Quote("", wild, rosa.pk)
    copy = story_copy(headline=wild, standfirst=wild, source=values.Source(wild, ""))
    copy = replace(copy, sections=(values.Section("", wild, blocks=(quote,)),))
    article = create_article(copy, by=ada)
    publish(article.pk, by=ada)

    page = client.get(URL).content.decode()

    assert "<script>alert" not in page
    assert told(page, "story-data")["title"] == wild


def test_no_script_of_anybody_else_runs_on_the_page(client, strike_story):
    headers = client.get(URL).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"


def test_the_page_is_the_same_for_readers_of_every_language(client, strike_story):
    pages = [
        client.get(URL, headers={"accept-language": language}) for language in ("en", "es", "ar")
    ]

    assert len({page.content for page in pages}) == 1
    assert {page.headers["Vary"] for page in pages} == {"Accept-Encoding"}
    assert {page.headers["Content-Language"] for page in pages} == {"en"}


def test_an_unchanged_page_costs_a_304(client, strike_story):
    etag = client.get(URL).headers["ETag"]

    assert client.get(URL, HTTP_IF_NONE_MATCH=etag).status_code == 304


def test_no_cache_shows_the_page_past_its_end(client, ada, clock, strike_story):
    publish(strike_story.pk, by=ada, until=newsroom_clock.now() + timedelta(seconds=20))

    shown = client.get(URL).headers["Cache-Control"]
    clock.shift(20)

    assert "s-maxage=20" in shown
    assert client.get(URL).status_code == 404


def test_a_former_address_leads_to_the_present_one(client, ada, strike_story, story_copy):
    write_copy(strike_story.pk, story_copy(slug="the-strike"), by=ada, version=1)
    publish(strike_story.pk, by=ada)

    moved = client.get(URL)

    assert moved.status_code == 301
    assert moved.headers["Location"] == "/en/the-strike/"


def test_a_withdrawn_story_leaves_its_note(client, ada, strike_story):
    withdraw(strike_story.pk, by=ada, note="We were wrong about the crane.")

    gone = client.get(URL)

    assert gone.status_code == 410
    assert "We were wrong about the crane." in gone.content.decode()
    assert "Dockers" not in gone.content.decode()


@pytest.mark.parametrize(
    "path", ["/en/the-mayor-resigns/", "/es/dockers-strike/", "/xx/y/", "/api/v1/"]
)
def test_there_is_nothing_where_nothing_is_live(client, strike_story, draft_story, path):
    assert client.get(path).status_code == 404


def test_an_arabic_story_stands_on_the_right(client, ada, story_copy):
    article = create_article(story_copy(language="ar", slug="idrab"), by=ada)
    publish(article.pk, by=ada)

    page = client.get("/ar/idrab/").content.decode()

    assert '<html lang="ar" dir="rtl">' in page


def test_the_page_costs_one_statement_however_long_the_story_is(client, ada, strike_story):
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    copy = load(strike_story)
    more = tuple(values.Passage("", f"<p>Paragraph {n}.</p>") for n in range(100))
    section = replace(copy.sections[0], blocks=copy.sections[0].blocks + more)
    longer = copy.with_sections((section, *copy.sections[1:]))
    write_copy(strike_story.pk, longer, by=ada, version=1)
    publish(strike_story.pk, by=ada)

    with CaptureQueriesContext(connection) as many:
        client.get(URL)

    assert len(few) == len(many) == 1
