"""Seeing a story before it is published: the newsroom expects that ..."""

import pytest
from django.contrib.auth.models import Permission

from articles.actions.preview_links import end_link, make_link, token_of
from articles.actions.write_copy import write_copy
from articles.models import PreviewLink
from tests.cms.reference.test_public import told


@pytest.fixture
def link(ada, draft_story):
    return make_link(draft_story.pk, by=ada, hours=1)


def at(link: PreviewLink) -> str:
    return f"/preview/{token_of(link)}/"


def desk(article) -> str:
    return f"/preview/desk/{article.pk}/"


def test_whoever_has_the_link_sees_the_draft_as_readers_would(client, api, link):
    page = client.get(at(link))

    assert page.status_code == 200
    given = api.get(f"/api/v1/preview/{token_of(link)}/").json()
    assert told(page.content.decode(), "story-data")["title"] == given["title"]
    assert "Preview: not published." in page.content.decode()
    assert "This link ends on" in page.content.decode()


def test_nobody_keeps_or_finds_a_preview(client, link):
    headers = client.get(at(link)).headers

    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_preview_tells_search_engines_and_networks_nothing(client, link):
    head = client.get(at(link)).content.decode().split("</head>")[0]

    assert 'content="noindex, nofollow"' in head
    for name in ("og:", "canonical", "ld+json", "alternate"):
        assert name not in head


def test_only_previews_may_stand_in_a_frame_of_our_own(client, ada, link, strike_story):
    client.force_login(ada)

    for path in (at(link), desk(link.article), "/preview/desk/new/"):
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "SAMEORIGIN", path
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"], path
    for path in ("/", "/en/dockers-strike/", "/admin/", "/api/v1/articles/"):
        assert client.get(path).headers["X-Frame-Options"] == "DENY", path


def test_a_link_shows_the_copy_as_it_is_now(client, ada, story_copy, link):
    write_copy(link.article_id, story_copy(headline="Newer"), by=ada, version=1)

    assert told(client.get(at(link)).content.decode(), "story-data")["title"] == "Newer"


def test_a_link_that_ended_says_so_kindly_and_nothing_else(client, link):
    end_link(link.article_id, link.pk)

    page = client.get(at(link))

    assert page.status_code == 404
    assert "This preview has ended" in page.content.decode()
    assert "mayor" not in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_link_ends_by_the_clock(client, ada, draft_story, clock):
    link = make_link(draft_story.pk, by=ada, hours=1)
    clock.shift(3599)
    before = client.get(at(link)).status_code
    clock.shift(1)

    assert before == 200
    assert client.get(at(link)).status_code == 404


@pytest.mark.parametrize("token", ["x", "1:x", "desk", "é", "a" * 3000])
def test_a_link_that_was_not_made_here_shows_nothing(client, db, token):
    assert client.get(f"/preview/{token}/").status_code == 404


def test_a_changed_live_story_says_that_readers_see_another(client, ada, strike_story):
    link = make_link(strike_story.pk, by=ada, hours=1)

    assert "readers still see what was published" in client.get(at(link)).content.decode()


def test_strangers_are_asked_who_they_are_before_the_desks_preview(client, draft_story):
    for path in (desk(draft_story), "/preview/desk/new/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/admin/login/?next=/preview/desk/")


def test_who_may_not_see_stories_sees_no_preview(client, moss, draft_story):
    client.force_login(moss)

    assert client.get(desk(draft_story)).status_code == 403
    assert client.get("/preview/desk/new/").status_code == 403


def test_who_may_look_sees_the_story_but_begins_none(client, moss, draft_story):
    moss.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(moss)

    shown = client.get(desk(draft_story))

    assert told(shown.content.decode(), "story-data")["title"] == "Secret: the mayor resigns"
    assert client.get("/preview/desk/new/").status_code == 403


def test_a_story_that_was_never_saved_has_a_page_that_waits(client, ada):
    client.force_login(ada)

    page = client.get("/preview/desk/new/")

    assert told(page.content.decode(), "story-data") is None
    assert told(page.content.decode(), "page-data")["mode"] == "desk"


def test_there_is_no_preview_of_what_is_not_there(client, ada):
    client.force_login(ada)

    assert client.get("/preview/desk/99999/").status_code == 404
    assert client.get(f"/preview/desk/{10**30}/").status_code == 404
