"""A draft never leaks: every public address, every state a story can be in.

The secret words stand in every text of the story, and in the names of everything that only it
refers to; none of them may be in any answer, header or count while readers may not see it.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from articles.actions.publish import publish
from articles.actions.withdraw import unschedule, withdraw
from articles.actions.write_copy import create_article
from articles.models import Article, Author, Category, Expert, Tag
from articles.rules import copy as values
from cms.kernel import clock as newsroom_clock
from media.models import Photo
from tests.stories import a_photo, complete_copy

SECRET = "zebrafish"  # noqa: S105 - a word, not a password


@pytest.fixture
def secret_story(ada: Any) -> Article:
    """A complete story about something nobody may know, with people and headings of its own."""
    copy = complete_copy(
        category=Category.objects.create(slug=f"{SECRET}-room", name=SECRET).pk,
        tag=Tag.objects.create(slug=f"{SECRET}-tag", name=SECRET).pk,
        expert=Expert.objects.create(slug=f"{SECRET}-expert", name=SECRET).pk,
        author=Author.objects.create(slug=f"{SECRET}-author", name=SECRET).pk,
        photo=a_photo("#123456"),
        headline=f"The {SECRET} resigns",
        standfirst=f"A {SECRET} in the standfirst.",
        slug=f"the-{SECRET}-resigns",
        source=values.Source(SECRET, f"https://example.org/{SECRET}"),
    )
    hidden = values.Passage("", f"<p>A {SECRET} in the text.</p>")
    first = values.Section(copy.sections[0].id, blocks=(hidden,))
    return create_article(copy.with_sections((first, *copy.sections[1:])), by=ada)


def as_draft(article: Article, ada: Any, _move: Callable[[float], Any]) -> None:
    pass


def as_scheduled(article: Article, ada: Any, _move: Callable[[float], Any]) -> None:
    publish(article.pk, by=ada, at=newsroom_clock.now() + timedelta(seconds=1))


def as_expired(article: Article, ada: Any, move: Callable[[float], Any]) -> None:
    publish(article.pk, by=ada, until=newsroom_clock.now() + timedelta(seconds=1))
    move(1)


def as_unscheduled_again(article: Article, ada: Any, move: Callable[[float], Any]) -> None:
    as_scheduled(article, ada, move)
    unschedule(article.pk, by=ada)
    move(2)


def as_withdrawn(article: Article, ada: Any, move: Callable[[float], Any]) -> None:
    publish(article.pk, by=ada)
    move(1)
    withdraw(article.pk, by=ada, note="We were wrong.")


# The API, the page of a story, and the pages that lead to one.
OPEN = (
    "/api/v1/",
    "/<language:language>/",
    "/preview/",
    "/feeds/",
    "/sitemap.xml",
    "/news-sitemap.xml",
)
STATES = [as_draft, as_scheduled, as_expired, as_unscheduled_again, as_withdrawn]


def public_paths(found: URLResolver | None = None, start: str = "/") -> list[str]:
    """Return every address that is open to everybody, from the URL conf itself."""
    paths: list[str] = []
    for pattern in (found or get_resolver()).url_patterns:
        here = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            paths += public_paths(pattern, here)
        elif isinstance(pattern, URLPattern) and here.startswith(OPEN):
            paths.append(here)
    return paths


def filled(path: str, article: Article) -> list[str]:
    """Return the address with the secret story's own facts in its places, and with queries."""
    quote = article.sections.get(position=1).quote_set.get()
    photo = Photo.objects.order_by("-id").first()
    assert photo is not None
    about = {"experts": "expert", "authors": "author", "categories": "room", "tags": "tag"}
    collection = path.removeprefix("/api/v1/").split("/")[0]
    slug = article.slug
    if collection in about:
        slug = f"{SECRET}-{about[collection]}"
    for place, value in {
        "<str:slug>": slug,
        "<slug:slug>": slug,
        "<language:language>": "en",
        "<feed:form>": "rss",
        "<str:key>": quote.key,
        "<int:pk>": str(photo.pk),
        "<int:article_id>": str(article.pk),
    }.items():
        path = path.replace(place, value)
    queries = {
        "articles": ["", f"?search={SECRET}", f"?slug={slug}", f"?tag={SECRET}-tag",
                     f"?expert={SECRET}-expert", "?cursor=", "?fields=sections", "?language=en"],
        "search": [f"?q={SECRET}", f"?q={SECRET}&prefix=true", f"?q=the&expert={SECRET}-expert",
                   f"?q={SECRET}&ordering=newest&cursor=", f"?q=resigns&tag={SECRET}-tag", "?q=a"],
        "quotes": ["", f"?expert={SECRET}-expert", f"?article={slug}", f"?search={SECRET}"],
        "most-popular": ["", f"?tag={SECRET}-tag", f"?category={SECRET}-room"],
    }  # fmt: skip
    return [path + query for query in (queries.get(collection, [""]) if "<" not in path else [""])]


@pytest.mark.parametrize("state", STATES)
def test_nothing_of_it_is_in_any_public_answer(api, ada, clock, secret_story, state):
    state(secret_story, ada, clock.shift)

    for pattern in public_paths():
        if "schema" in pattern or "docs" in pattern:
            continue
        for path in filled(pattern, secret_story):
            answer = api.get(path)
            seen = answer.content.decode() + str(dict(answer.headers))
            for asked in (path, *(value for _name, value in parse_qsl(urlsplit(path).query))):
                seen = seen.replace(asked, "")
            if pattern == "/api/v1/changes/" and state in (as_expired, as_withdrawn):
                # Readers knew the address, and who follows must learn that it is gone.
                seen = re.sub(rf'(/en/|"slug":"){secret_story.slug}["/]', "", seen)
            assert SECRET not in seen, path
            if answer.status_code == 200 and answer.headers["Content-Type"] == "application/json":
                assert not answer.json().get("count"), path


@pytest.mark.parametrize("state", STATES)
def test_its_own_addresses_say_no_more_than_they_may(api, ada, clock, secret_story, state):
    state(secret_story, ada, clock.shift)
    expected = 410 if state is as_withdrawn else 404

    for below in ("", "related/", "translations/", "comments/", "comments/since/"):
        answer = api.get(f"/api/v1/articles/{secret_story.slug}/{below}")
        assert answer.status_code == expected, below
    assert api.get(f"/en/{secret_story.slug}/").status_code == expected
    assert api.get("/").status_code == 200
    assert SECRET not in api.get("/").content.decode()
    for place in ("experts", "authors", "categories", "tags"):
        assert api.get(f"/api/v1/{place}/").json()["count"] == 0


def test_the_same_paths_do_show_it_once_it_is_live(api, ada, secret_story):
    publish(secret_story.pk, by=ada)

    shown = [
        path
        for pattern in public_paths()
        for path in filled(pattern, secret_story)
        if SECRET in api.get(path).content.decode()
    ]

    assert len(shown) > 20
