"""The newsroom expects that whatever a change makes stale is purged, and hardly anything else.

Every read is asked for before and after every kind of change. An answer that is another one now
must carry a key that was purged; what a change has nothing to do with must carry none.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.actions.correct_story import correct_story
from articles.actions.discussion import count_comments, set_discussion
from articles.actions.give_up_address import give_up_address
from articles.actions.merge_articles import merge_articles
from articles.actions.people import correct, correct_expert, merge_experts
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Address, Article, Author, Category, Expert, Tag
from articles.queries.working_copy import load
from cms.kernel import clock as clocks
from cms.kernel.keys import EVERYTHING, with_broader
from cms.kernel.models import PendingPurge
from media.actions.correct_photo import correct_photo
from media.models import Photo
from tests.stories import a_photo, complete_copy

pytestmark = pytest.mark.django_db

STORIES = "/api/v1/articles/"
LISTS = [
    *("", "?tag=strikes", "?tag=football", "?tag=strikes,football", "?tag=strikes&tag=football"),
    *("?tag=unknown", "?tag=unknown,football", "?tag=football&tag=unknown", "?tag=harbour"),
    *("?category=city", "?category=sport", "?category=city,sport", "?category=town"),
    *("?author=berit-holm", "?author=jon-dahl", "?expert=rosa-lind", "?expert=coach-berg"),
    *("?expert=coach-berg&tag=strikes", "?expert=rosa-l", "?author=berit-h", "?search=silent"),
    *("?language=en", "?language=es", "?language=en,es", "?language=en&tag=football"),
    *("?slug=dockers-strike", "?published_after=-7d", "?ordering=title&page_size=1"),
    *("?cursor=&page_size=1&tag=football", "?fields=title,sections", "?fields=title,comments"),
    *("?fields=title,related&tag=football", "?omit=tags"),
]
ASKED = [
    *(f"{STORIES}{query}" for query in LISTS),
    *(
        f"{STORIES}{slug}/{part}"
        for slug in ("dockers-strike", "the-final", "la-final", "the-mayor-resigns", "strike-ends")
        for part in ("", "related/", "translations/", "comments/", "related/?fields=sections",
                     "?expand=comments,related,most_popular")
    ),
    *(f"/api/v1/comments/counts/?articles={slugs}" for slugs in ("the-final", "the-final,nothing",
                                                                 "dockers-strike,the-final")),
    *(f"/api/v1/{kind}/" for kind in ("tags", "categories", "authors", "experts", "quotes")),
    *(f"/api/v1/tags/{slug}/" for slug in ("strikes", "football", "harbour")),
    *(f"/api/v1/categories/{slug}/" for slug in ("city", "sport", "town")),
    *(f"/api/v1/authors/{slug}/" for slug in ("berit-holm", "jon-dahl", "berit-h")),
    *(f"/api/v1/experts/{slug}/{part}" for slug in ("rosa-lind", "coach-berg", "rosa-l")
      for part in ("", "quotes/")),
    *(f"/api/v1/quotes/?{query}" for query in ("expert=rosa-lind", "expert=coach-berg",
                                               "expert=rosa-l", "article=the-final")),
    *("/api/v1/changes/", "/api/v1/changes/?fields=sections", "/api/v1/most-popular/"),
    *(f"/api/v1/resolve/?path=/en/{slug}/" for slug in ("the-final", "the-mayor-resigns")),
    *(f"{STORIES}a-final/", "/en/a-final/", "/api/v1/resolve/?path=/en/a-final/"),
    *("/en/the-final/", "/en/dockers-strike/", "/en/strike-ends/"),
    *(f"/feeds/latest.{form}{query}" for form in ("rss", "atom", "json")
      for query in ("", "?language=en", "?language=es")),
    *(f"/feeds/{heading}.rss" for heading in (
        "tags/strikes", "tags/football", "tags/harbour", "categories/city", "categories/sport",
        "categories/town", "authors/berit-holm", "authors/jon-dahl", "authors/berit-h",
        "experts/rosa-lind", "experts/coach-berg", "experts/rosa-l")),
    *(f"/feeds/articles/{slug}/comments.atom" for slug in ("dockers-strike", "the-final")),
    *("/sitemap.xml", "/sitemaps/1.xml", "/news-sitemap.xml", "/robots.txt"),
    *(f"/api/v1/search/?{query}" for query in (
        "q=silent", "q=strike", "q=final&tag=football", "q=silent&page_size=1", "q=harbour",
        "q=lindqvist", "q=silent&cursor=", "q=silent&fields=sections", "q=port&category=city")),
    *(f"/api/v1/resolve/?path=/{path}/" for path in ("en/dockers-strike", "en/strike-ends", "x")),
]  # fmt: skip


@pytest.fixture
def newsroom(clock, settings, ada, strike_story, draft_story):
    """A strike in the city, a final in sport in two languages, and a draft; a cache in front."""
    facts = {
        "category": Category.objects.create(slug="sport", name="Sport").pk,
        "tag": Tag.objects.create(slug="football", name="Football").pk,
        "expert": Expert.objects.create(slug="coach-berg", name="Coach Berg").pk,
        "author": Author.objects.create(slug="jon-dahl", name="Jon Dahl").pk,
        "photo": a_photo("#993333"),
    }
    named = {"headline": "The final", "slug": "the-final"}
    final = create_article(complete_copy(**facts, **named), by=ada)
    publish(final.pk, by=ada)
    now = clocks.now()
    Address.objects.create(article=final, language="en", slug="a-final", since=now)
    named = {"headline": "La final", "slug": "la-final", "language": "es"}
    other = create_article(complete_copy(**facts, **named, translation_of=final.pk), by=ada)
    publish(other.pk, by=ada)
    settings.PURGE_URLS = ["varnish://127.0.0.1:6081"]
    return {"ada": ada, "strike": strike_story, "final": final, "draft": draft_story, **facts}


def change(article: Article, by, **facts) -> None:
    article.refresh_from_db()
    write_copy(article.pk, replace(load(article), **facts), version=article.version, by=by)


def publish_draft(room):
    publish(room["draft"].pk, by=room["ada"])


def publish_soon(room):
    publish(room["draft"].pk, by=room["ada"], at=clocks.now() + timedelta(seconds=20))


def retag(room):
    change(room["strike"], room["ada"], tags=(room["tag"],), slug="strike-ends")
    publish(room["strike"].pk, by=room["ada"])


def pick(room):
    change(room["final"], room["ada"], related=(room["strike"].pk,))
    publish(room["final"].pk, by=room["ada"])


def correct_it(room):
    change(room["strike"], room["ada"], headline="Dockers strike for a second day")
    correct_story(room["strike"].pk, by=room["ada"], note="It is the second day.")


CHANGES = {
    "a story is published": publish_draft,
    "a story is corrected": correct_it,
    "a story moves to another tag and address": retag,
    "a story gets a pick": pick,
    "a story is withdrawn": lambda room: withdraw(room["strike"].pk, by=room["ada"]),
    "a former address is given up": lambda room: give_up_address(
        room["final"].pk, Address.objects.get(slug="a-final").pk, by=room["ada"]
    ),
    "stories are merged": lambda room: merge_articles(
        room["strike"].pk, room["final"].pk, by=room["ada"]
    ),
    "an expert is renamed": lambda _room: correct_expert(
        Expert.objects.get(slug="rosa-lind").pk, name="Rosa Lindqvist", slug="rosa-l"
    ),
    "experts are merged": lambda room: merge_experts(
        keep=room["expert"], away=Expert.objects.get(slug="rosa-lind").pk
    ),
    "a tag is renamed": lambda _room: correct(
        Tag.objects.get(slug="strikes"), name="Harbour", slug="harbour"
    ),
    "a category is renamed": lambda _room: correct(
        Category.objects.get(slug="city"), name="Town", slug="town"
    ),
    "an author is renamed": lambda _room: correct(
        Author.objects.get(slug="berit-holm"), name="Berit H.", slug="berit-h"
    ),
    "a photo is corrected": lambda room: correct_photo(
        photo=Photo.objects.get(pk=room["photo"]), by=None, version=1, credit="Somebody else"
    ),
    "a reply is published": lambda room: count_comments(article_id=room["strike"].pk, change=1),
    "a discussion is closed": lambda room: set_discussion(
        article_id=room["strike"].pk, policy="closed"
    ),
}
# Rankings are kept for ten seconds, whatever happens.
SHORT_LIVED = ("/api/v1/most-popular/", "most_popular")


def answers(api) -> dict:
    return {
        url: (answer.status_code, answer.content, answer.headers.get("Location", ""),
              set(answer.headers.get("Surrogate-Key", "").split()))
        for url in ASKED
        if "no-store" not in (answer := api.get(url)).headers.get("Cache-Control", "")
    }  # fmt: skip


def purged() -> set[str]:
    rows = PendingPurge.objects.values_list("keys", flat=True)
    return set(with_broader(key for keys in rows for key in keys.split()))


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_change_makes_stale_is_purged(what, api, newsroom):
    before = answers(api)
    assert len(before) > 100

    CHANGES[what](newsroom)

    keys, after = purged(), answers(api)
    changed = [url for url in before if before[url][:3] != after.get(url, ((), ""))[:3]]
    assert changed
    missed = [url for url in changed if not before[url][3] & keys]
    assert [url for url in missed if not any(part in url for part in SHORT_LIVED)] == []


ELSEWHERE = [
    f"{STORIES}the-final/",
    *(f"{STORIES}{query}" for query in ("?tag=football", "?category=sport", "?author=jon-dahl")),
    *(f"{STORIES}{query}" for query in ("?expert=coach-berg", "?language=es")),
    *(f"{STORIES}the-final/{part}/" for part in ("related", "translations", "comments")),
    *(
        "/api/v1/tags/football/",
        "/api/v1/experts/coach-berg/",
        "/api/v1/experts/coach-berg/quotes/",
    ),
    "/en/the-final/",
    *(f"/feeds/{path}" for path in ("tags/football.rss", "categories/sport.rss")),
    *(f"/feeds/{path}" for path in ("authors/jon-dahl.rss", "experts/coach-berg.rss")),
    "/feeds/latest.rss?language=es",
    "/feeds/articles/the-final/comments.atom",
    "/api/v1/resolve/?path=/en/the-final/",
]
MAPS = ["/sitemap.xml", "/sitemaps/1.xml", "/news-sitemap.xml", "/robots.txt"]


@pytest.mark.parametrize(
    "what",
    [
        *("a story is published", "a story is corrected", "a story is withdrawn"),
        *("an expert is renamed", "a tag is renamed", "an author is renamed"),
        *("a reply is published", "a discussion is closed"),
    ],
)
def test_what_a_change_has_nothing_to_do_with_stays(what, api, newsroom):
    before = answers(api)

    CHANGES[what](newsroom)

    assert [url for url in ELSEWHERE if before[url][3] & purged()] == []


@pytest.mark.parametrize(
    "what",
    [
        *("an expert is renamed", "a tag is renamed", "a category is renamed"),
        *("an author is renamed", "a photo is corrected", "a reply is published"),
    ],
)
def test_maps_stay_while_no_story_comes_goes_or_changes(what, api, newsroom):
    before = answers(api)

    CHANGES[what](newsroom)

    assert [url for url in MAPS if before[url][3] & purged()] == []


def test_a_list_is_purged_when_an_edition_begins_before_its_time_is_over(api, newsroom):
    before = answers(api)

    publish_soon(newsroom)

    assert {"articles", "articles-tag-" + str(Tag.objects.get(slug="strikes").pk)} <= purged()
    assert not before[f"{STORIES}?tag=football"][3] & purged()


def test_nothing_tells_that_a_story_is_coming_later(newsroom):
    soon = clocks.now() + timedelta(seconds=61)

    publish(newsroom["draft"].pk, by=newsroom["ada"], at=soon)

    assert purged() == set()


def test_rules_for_replies_change_every_story(newsroom, ada):
    from articles.actions.change_reply_rules import change_reply_rules  # noqa: PLC0415

    change_reply_rules(by=ada, policy="closed")

    assert EVERYTHING in purged()
