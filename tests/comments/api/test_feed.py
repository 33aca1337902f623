"""The newsroom expects that a feed reader gets the newest replies, and nobody's address."""

import json

import pytest
from defusedxml import ElementTree

from articles.actions.withdraw import withdraw
from comments.rules.text import clean
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db

FEED = "/feeds/articles/dockers-strike/comments."
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def said(open_story, reply, moss):
    """Three replies that readers see, and two that they do not."""
    first = reply(open_story, "The *first* reply & a <b>tag</b>.")
    answer = reply(open_story, "An answer: https://quay.example/x", to=first)
    gone = reply(open_story, "Gone in a moment.")
    judge(gone, "reject", moss)
    below = reply(open_story, "Seen for a moment.", to=answer)
    judge(below, "hold", moss)
    last = reply(open_story, "The last one, \u0645\u06cc\u200c\u0631\u0648\u0645.")
    return first, answer, last


def test_all_three_formats_hold_what_readers_see_the_newest_first(api, said):
    first, answer, last = said
    names = [f"/api/v1/comments/{one.key}/" for one in (last, answer, first)]

    rss = ElementTree.fromstring(api.get(f"{FEED}rss").content)
    atom = ElementTree.fromstring(api.get(f"{FEED}atom").content)
    feed = json.loads(api.get(f"{FEED}json").content)

    found = [
        [item.findtext("guid") for item in rss.iter("item")],
        [entry.findtext(f"{ATOM}id") for entry in atom.iter(f"{ATOM}entry")],
        [item["id"] for item in feed["items"]],
    ]
    assert all([one.partition("127.0.0.1:8000")[2] for one in ids] == names for ids in found)


def test_a_reply_keeps_its_rendering_and_its_joiners(api, said):
    feed = json.loads(api.get(f"{FEED}json").content)
    rss = ElementTree.fromstring(api.get(f"{FEED}rss").content)

    html = [item["content_html"] for item in feed["items"]]
    assert html == [item.findtext("description") for item in rss.iter("item")]
    assert "\u200c" in html[0]
    assert "<em>first</em> reply &amp; a &lt;b&gt;" in html[2]
    assert 'rel="ugc nofollow noopener"' in html[1]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("rss", "application/rss+xml; charset=utf-8"),
        ("atom", "application/atom+xml; charset=utf-8"),
        ("json", "application/feed+json; charset=utf-8"),
    ],
)
def test_a_feed_has_its_type_and_validators_whatever_is_accepted(api, said, form, kind):
    answer = api.get(f"{FEED}{form}", HTTP_ACCEPT="application/rss+xml")
    again = api.get(f"{FEED}{form}", HTTP_IF_NONE_MATCH=answer["ETag"])

    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert again.status_code == 304
    assert "Surrogate-Key" in answer.headers


def test_nothing_of_the_reader_is_in_a_feed_but_the_name(api, said):
    for form in ("rss", "atom", "json"):
        text = api.get(f"{FEED}{form}").content.decode()
        assert "Rhea" in text
        assert not any(word in text for word in ("rhea", "Gone in a moment", "Seen for"))


def test_a_story_that_is_not_there_has_no_feed(api, said, open_story, ada):
    assert api.get("/feeds/articles/nothing/comments.rss").status_code == 404
    assert api.get(f"{FEED}xml").status_code == 404
    assert api.get(f"{FEED}rss?page=2").status_code == 400

    withdraw(open_story.pk, by=ada, note="We were wrong.")

    assert api.get(f"{FEED}rss").status_code == 410


def test_an_empty_feed_is_a_feed(api, open_story):
    assert list(ElementTree.fromstring(api.get(f"{FEED}rss").content).iter("item")) == []
    assert json.loads(api.get(f"{FEED}json").content)["items"] == []


def test_what_no_xml_can_hold_is_no_text():
    assert clean("a\ufffe\uffffb\x00") == "ab"
