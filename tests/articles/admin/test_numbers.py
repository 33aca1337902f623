"""The newsroom expects that an editor sees what readers do with a story, and takes it along."""

import csv
import io

import pytest

from articles.actions.popularity import count_event
from articles.models import Article
from cms.kernel import clock as newsroom_clock


@pytest.fixture
def desk(client, ada, clock):
    client.force_login(ada)
    return client


def page(story):
    return f"/admin/articles/article/{story.pk}/numbers/"


def lines(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("span", ["48h", "30d", "all"])
def test_every_span_is_four_plots_and_a_table_with_the_same_numbers(desk, strike_story, span):
    count_event(article_id=strike_story.pk, metric="views", n=12345, at=newsroom_clock.now())

    answer = desk.get(page(strike_story), {"span": span})

    says = answer.content.decode()
    assert answer.status_code == 200
    assert says.count('<svg class="plot') == says.count('role="img" aria-labelledby') == 4
    assert "<td>12,345</td>" in says
    assert '<a href="?span=' + span + '" aria-current="page">' in says


def test_a_story_without_readers_has_its_page(desk, draft_story):
    assert desk.get(page(draft_story), {"span": "all"}).status_code == 200


@pytest.mark.parametrize("query", [{"span": "1y"}, {"span": ""}, {"spam": "48h"}])
def test_a_question_that_is_not_understood_is_told_so(desk, strike_story, query):
    assert desk.get(page(strike_story), query).status_code == 400


def test_a_story_that_is_not_there_is_not_found(desk):
    assert desk.get("/admin/articles/article/999/numbers/").status_code == 404
    assert desk.get("/admin/articles/article/999/numbers.csv").status_code == 404


def test_who_may_not_look_at_stories_sees_no_numbers(client, moss, strike_story):
    client.force_login(moss)

    for address in (page(strike_story), "/admin/articles/article/numbers.csv"):
        assert client.get(address).status_code == 403


def test_the_desk_leads_to_the_numbers(desk, strike_story):
    says = desk.get(f"/admin/articles/article/{strike_story.pk}/change/").content.decode()

    assert page(strike_story) in says


def test_the_file_of_a_story_has_its_hours_only(desk, strike_story, draft_story):
    for story in (strike_story, draft_story):
        count_event(article_id=story.pk, metric="views", n=3, at=newsroom_clock.now())

    answer = desk.get(f"/admin/articles/article/{strike_story.pk}/numbers.csv")

    (line,) = lines(answer)
    assert (line["from"], line["hours"]) == ("2026-11-22T09:00:00.000Z", "1")
    assert (line["article"], line["slug"]) == (str(strike_story.pk), strike_story.slug)
    assert (line["views"], line["shares"]) == ("3", "0")
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_file_of_all_is_streamed_and_no_spreadsheet_runs_a_headline(desk):
    evil = Article.objects.create(headline='=HYPERLINK("http://evil.example")', slug="evil")
    at = newsroom_clock.now()
    count_event(article_id=evil.pk, metric="views", n=1, at=at)

    answer = desk.get("/admin/articles/article/numbers.csv", {"span": "48h"})

    assert answer.streaming
    assert [line["headline"] for line in lines(answer)] == ["'" + evil.headline]
