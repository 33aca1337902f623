"""Links to a draft at the desk: the newsroom expects that ..."""

import pytest

from articles.models import PreviewLink
from tests.articles.admin.desk import change


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def at(article) -> str:
    return f"/admin/articles/article/{article.pk}/preview-links/"


def path(page: str) -> str:
    return page.removeprefix("http://127.0.0.1:8000")


def test_a_link_is_made_shown_once_and_listed(desk, client, draft_story, clock):
    made = desk.post(at(draft_story), {"make": "72"}).json()

    assert client.get(path(made["page"])).status_code == 200
    (listed,) = made["links"]
    assert listed["by"] == "ada"
    assert listed["until"] == "Nov. 25, 2026, 9 a.m. UTC"
    page = desk.get(change(draft_story))
    assert page.context["preview"]["listed"] == [listed]
    assert path(made["page"]) not in page.content.decode()


def test_one_link_is_ended_and_the_others_stay(desk, draft_story):
    first = desk.post(at(draft_story), {"make": "1"}).json()
    second = desk.post(at(draft_story), {"make": "24"}).json()
    (kept, ended) = second["links"]

    left = desk.post(at(draft_story), {"end": ended["id"]}).json()["links"]

    assert left == [kept]
    assert desk.get(path(first["page"])).status_code == 404
    assert desk.get(path(second["page"])).status_code == 200


def test_all_links_are_ended(desk, draft_story):
    page = desk.post(at(draft_story), {"make": "1"}).json()["page"]

    answer = desk.post(at(draft_story), {"end": "all"}).json()

    assert answer == {"page": None, "links": []}
    assert desk.get(path(page)).status_code == 404


def test_another_frontend_gets_one_link_for_its_pane(desk, draft_story, settings):
    settings.PREVIEW_URL = "https://paper.example/draft/{token}"

    pages = {desk.post(at(draft_story), {"beside": "1"}).json()["page"] for _ in range(2)}

    assert len(pages) == 1
    assert pages.pop().startswith("https://paper.example/draft/")
    assert PreviewLink.objects.get().beside


@pytest.mark.parametrize("asked", [{"make": "2"}, {"make": ""}, {}, {"end": "99"}, {"end": "x"}])
def test_what_cannot_be_done_changes_nothing(desk, draft_story, asked):
    desk.post(at(draft_story), {"make": "1"})

    answer = desk.post(at(draft_story), asked)

    assert answer.status_code in {400, 404}
    assert answer.json()["error"]
    assert PreviewLink.objects.filter(ended_at=None).count() == 1


def test_who_may_not_change_the_story_makes_no_link(client, moss, draft_story):
    client.force_login(moss)

    assert client.post(at(draft_story), {"make": "1"}).status_code == 403
    assert not PreviewLink.objects.exists()
