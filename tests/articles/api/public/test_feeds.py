"""Do feed readers get whole stories, and search engines what they may know?"""

import json
from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.conf import settings

from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article
from articles.models import Article
from articles.queries import site_map
from cms.kernel import clock as newsroom_clock

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def locs(api, path: str) -> list[str]:
    answer = api.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return [loc.text for loc in ElementTree.fromstring(answer.content).iter(f"{MAP}loc")]


def test_the_three_formats_hold_the_same_stories_the_newest_first(
    api, clock, ada, story_copy, strike_story
):
    clock.shift(60)
    publish(create_article(story_copy(slug="newer"), by=ada).pk, by=ada)

    rss = ElementTree.fromstring(api.get("/feeds/latest.rss").content)
    atom = ElementTree.fromstring(api.get("/feeds/latest.atom").content)
    feed = api.get("/feeds/latest.json").json()

    urls = [f"{settings.SITE_URL}/en/{slug}/" for slug in ("newer", "dockers-strike")]
    assert [item.findtext("link") for item in rss.iter("item")] == urls
    assert [entry.find(f"{ATOM}link").get("href") for entry in atom.iter(f"{ATOM}entry")] == urls
    assert [item["url"] for item in feed["items"]] == urls
    ids = [item["id"] for item in feed["items"]]
    assert [item.findtext("guid") for item in rss.iter("item")] == ids
    assert [entry.findtext(f"{ATOM}id") for entry in atom.iter(f"{ATOM}entry")] == ids


def test_a_story_is_whole_and_says_who_wrote_and_who_speaks(api, strike_story):
    [item] = api.get("/feeds/latest.json").json()["items"]
    rss = ElementTree.fromstring(api.get("/feeds/latest.rss").content)
    story = api.get("/api/v1/articles/dockers-strike/").json()

    quote = next(b for s in story["sections"] for b in s["blocks"] if b["type"] == "quote")
    assert f"— {quote['printed_name'] or quote['expert']['name']}" in item["content_html"]
    assert item["summary"] == story["standfirst"]
    assert item["authors"] == [{"name": name["name"]} for name in story["byline"]]
    assert rss.find(f".//item/{ENCODED}").text == item["content_html"]
    assert all(f"<h2>{s['heading']}</h2>" in item["content_html"] for s in story["sections"][1:])


@pytest.mark.parametrize(
    "path", ["tags/strikes", "categories/city", "experts/rosa-lind", "authors/berit-holm"]
)
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_each_heading_has_feeds_with_validators(api, strike_story, path, form):
    answer = api.get(f"/feeds/{path}.{form}", HTTP_ACCEPT="application/atom+xml")

    assert answer.status_code == 200
    assert b"dockers-strike" in answer.content
    again = api.get(f"/feeds/{path}.{form}", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert again.status_code == 304
    keys = answer["Surrogate-Key"].split()
    kind = {"tags": "tag", "categories": "category", "experts": "expert", "authors": "author"}
    assert "articles" not in keys
    assert f"article-{strike_story.pk}" in keys
    for begins in (kind[path.split("/")[0]], f"articles-{kind[path.split('/')[0]]}"):
        assert sum(key.startswith(f"{begins}-") for key in keys) == 1
    assert api.get(f"/feeds/{path}.{form}?page=1").status_code == 400
    assert api.get(f"/feeds/{path.split('/')[0]}/nothing.{form}").status_code == 404


def test_markup_in_a_headline_stays_text(api, ada, story_copy):
    title = '<b>Bold</b> & "quoted" \u202b\u05e2\u05d1\u05e8\u202c'
    publish(create_article(story_copy(slug="odd", headline=title), by=ada).pk, by=ada)

    rss = ElementTree.fromstring(api.get("/feeds/latest.rss").content)
    news = ElementTree.fromstring(api.get("/news-sitemap.xml").content)

    assert rss.findtext(".//item/title") == title
    assert news.findtext(f".//{NEWS}title") == title


def test_a_feed_of_one_language(api, strike_story):
    feed = api.get("/feeds/latest.json?language=es").json()

    assert (feed["language"], feed["items"]) == ("es", [])
    assert b"<language>es</language>" in api.get("/feeds/latest.rss?language=es").content
    assert b"<language>" not in api.get("/feeds/latest.rss").content
    atom = ElementTree.fromstring(api.get("/feeds/latest.atom").content)
    assert not [name for name in atom.keys() if name.endswith("lang")]  # noqa: SIM118


def test_the_site_map_leads_to_every_live_story(api, clock, ada, story_copy, strike_story):
    gone = create_article(story_copy(slug="gone"), by=ada)
    publish(gone.pk, by=ada)
    hidden = create_article(story_copy(slug="hidden"), by=ada)
    Article.objects.filter(pk=hidden.pk).update(noindex=True)
    publish(hidden.pk, by=ada)
    later = create_article(story_copy(slug="later"), by=ada)
    clock.shift(60)
    withdraw(gone.pk, by=ada)
    publish(later.pk, by=ada, at=newsroom_clock.now() + timedelta(hours=1))

    index = locs(api, "/sitemap.xml")
    found = [loc for page in index for loc in locs(api, page.removeprefix(settings.SITE_URL))]

    assert found == [f"{settings.SITE_URL}/en/dockers-strike/"]
    assert locs(api, "/news-sitemap.xml") == found


def test_pages_of_the_map_hold_their_numbers_only(api, strike_story, monkeypatch, ada, story_copy):
    monkeypatch.setattr(site_map, "PAGE", 1)
    other = create_article(story_copy(slug="other"), by=ada)
    publish(other.pk, by=ada)

    index = locs(api, "/sitemap.xml")

    assert len(index) == 2
    assert locs(api, index[1].removeprefix(settings.SITE_URL)) == [f"{settings.SITE_URL}/en/other/"]
    for number in (0, other.pk + 5, 2**70):
        assert api.get(f"/sitemaps/{number}.xml").status_code == 404


def test_translations_are_told_to_each_other(api, ada, story_copy, strike_story):
    copy = story_copy(slug="huelga", language="es", translation_of=strike_story.pk)
    publish(create_article(copy, by=ada).pk, by=ada)

    [page] = locs(api, "/sitemap.xml")
    found = ElementTree.fromstring(api.get(page.removeprefix(settings.SITE_URL)).content)

    for url in found.iter(f"{MAP}url"):
        links = {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
        assert links == {
            "en": f"{settings.SITE_URL}/en/dockers-strike/",
            "es": f"{settings.SITE_URL}/es/huelga/",
        }


def test_news_is_two_days_old_at_most(api, clock, strike_story):
    assert len(locs(api, "/news-sitemap.xml")) == 1

    clock.shift(timedelta(days=2, hours=1))

    assert locs(api, "/news-sitemap.xml") == []


def test_robots_are_led_to_the_maps_and_away_from_the_desk(api):
    said = api.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in said
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in said


def test_json_feeds_are_json(api, strike_story):
    answer = api.get("/feeds/latest.json")

    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert json.loads(answer.content)["version"] == "https://jsonfeed.org/version/1.1"
