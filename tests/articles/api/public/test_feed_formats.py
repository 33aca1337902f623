"""Do feeds and maps hold to their formats, whatever stands in the stories?"""

import feedparser
import pytest
from defusedxml import ElementTree
from django.conf import settings
from lxml import etree

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Tag
from articles.rules.copy import Passage, Section
from tests import formats
from tests.samples import ODD, publish_samples

pytestmark = pytest.mark.django_db

HEADINGS = ("tags/strikes", "categories/city", "experts/the-port", "authors/jon-dahl")
# No control character of C0 gets into a story; these do, and no XML may hold the first two.
BEYOND = "Non\ufffe\uffff characters \x7f\x85\u2029 \U0010fffe end"


@pytest.fixture
def samples(ada, story_copy):
    return publish_samples(story_copy, by=ada)


def feed(api, form: str, path: str = "latest") -> bytes:
    answer = api.get(f"/feeds/{path}.{form}")
    assert answer.status_code == 200
    return answer.content


def test_feeds_of_every_kind_of_story_are_valid(api, samples):
    for form, complaints in formats.FEEDS.items():
        for path in ("latest", *HEADINGS):
            assert complaints(feed(api, form, path)) == [], (form, path)
        assert complaints(api.get(f"/feeds/latest.{form}?language=he").content) == []
        assert complaints(api.get(f"/feeds/latest.{form}?language=uk").content) == [], "empty"


def test_readers_see_the_words_as_they_were_written(api, samples):
    for form in ("rss", "atom"):
        read = feedparser.parse(feed(api, form), sanitize_html=False)
        entry = next(e for e in read.entries if e.link.endswith("/odd-signs/"))
        summary = etree.HTML(f"<p>{entry.summary}</p>").xpath("string(//p)")
        assert summary == ODD.strip(), form
    atom = ElementTree.fromstring(feed(api, "atom"))
    assert ODD.strip() in [title.text for title in atom.iter(f"{formats.ATOM}title")]


def test_each_author_has_a_place_of_its_own_and_what_nobody_signed_is_the_newsrooms(api, samples):
    atom = etree.fromstring(feed(api, "atom"))
    rss = etree.fromstring(feed(api, "rss"))

    def of(slug):
        link = f"{settings.SITE_URL}/en/{slug}/"
        [entry] = atom.xpath(f"//*[local-name()='entry'][*[@href='{link}']]")
        [item] = rss.xpath(f"//item[link='{link}']")
        names = [name.text for name in entry.iter(f"{formats.ATOM}name")]
        assert names == [name.text for name in item.iter(formats.CREATOR)]
        return names

    assert of("two-authors") == ["Berit Holm", "Jon Dahl"]
    assert of("without-a-byline") == []
    assert atom.findtext(f"{formats.ATOM}author/{formats.ATOM}name") == settings.SITE_NAME


def test_the_language_of_a_story_stands_with_it_where_the_feed_has_none(api, samples):
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    mixed, hebrew = (
        etree.fromstring(api.get(f"/feeds/latest.atom{query}").content)
        for query in ("", "?language=he")
    )

    assert mixed.get(lang) is None
    assert {entry.get(lang) for entry in mixed.iter(f"{formats.ATOM}entry")} == {"en", "he"}
    assert hebrew.get(lang) == "he"


def test_what_no_xml_can_hold_harms_no_feed_and_no_map(api, ada, story_copy, strikes):
    Tag.objects.filter(pk=strikes.pk).update(name=BEYOND)
    body = (Section("", blocks=(Passage("", f"<p>{BEYOND}</p>"),)),)
    copy = story_copy(slug="beyond", headline=BEYOND, standfirst=BEYOND, sections=body)
    publish(create_article(copy, by=ada).pk, by=ada)

    for form, complaints in formats.FEEDS.items():
        assert complaints(feed(api, form)) == [], form
        assert complaints(feed(api, form, "tags/strikes")) == [], form
    assert formats.site_map(api.get("/news-sitemap.xml").content) == []


def test_links_to_a_place_on_the_site_are_whole_in_feeds(api, ada, story_copy):
    links = '<p><a href="/about/?a=1&amp;b=2">a</a> <a href="#what">b</a> href="/c"</p>'
    body = (Section("", blocks=(Passage("", links),)),)
    publish(create_article(story_copy(slug="linked", sections=body), by=ada).pk, by=ada)

    [item] = api.get("/feeds/latest.json").json()["items"]

    assert f'<a href="{settings.SITE_URL}/about/?a=1&amp;b=2">' in item["content_html"]
    assert f'<a href="{settings.SITE_URL}/en/linked/#what">' in item["content_html"]
    assert 'href="/c"' in item["content_html"]


def test_maps_of_every_kind_of_story_are_valid(api, samples):
    for path in ("/sitemap.xml", "/sitemaps/1.xml", "/news-sitemap.xml"):
        assert formats.site_map(api.get(path).content) == [], path
    read = etree.fromstring(api.get("/news-sitemap.xml").content)
    assert len(read) == len(samples)


BREAKING = {
    "atom": [
        (b"<updated>", b"<updated>yesterday "),
        (b"<author>", b"<author><shoe/>"),
        (b'rel="self"', b'rel="other"'),
        (b"<id>http", b"<id> http"),
    ],
    "rss": [
        (b"<pubDate>", b"<pubDate>x"),
        (b'isPermaLink="false"', b""),
        (b'length="0"', b""),
        (b"<guid", b"<title>twice</title><guid"),
        (b'rel="self"', b'rel="other"'),
        (b"</title>", b"</titel>"),
    ],
    "json": [
        (b'"version"', b'"versions"'),
        (b'"date_published":"', b'"date_published":"on '),
        (b'"id":"', b'"id":3,"was":"'),
    ],
}


@pytest.mark.parametrize("form", BREAKING)
def test_whoever_looks_at_feeds_finds_what_is_wrong(api, strike_story, form):
    good = feed(api, form)

    for was, would_be in BREAKING[form]:
        assert was in good
        try:
            assert formats.FEEDS[form](good.replace(was, would_be)), would_be
        except etree.XMLSyntaxError:
            assert would_be == b"</titel>"


def test_whoever_looks_at_maps_finds_what_is_wrong(api, strike_story):
    good = api.get("/news-sitemap.xml").content
    assert not formats.site_map(good)

    for was, would_be in (
        (b"<loc>http", b"<loc>"),
        (b"<news:language>en", b"<news:language>english"),
        (b"<news:publication_date>", b"<news:publication_date>x"),
        (b"</url>", b"<priority>2</priority></url>"),
    ):
        assert was in good
        assert formats.site_map(good.replace(was, would_be)), would_be
