"""What does a feed reader get? RSS 2.0, Atom and JSON Feed, from the same entries.

RSS 2.0 (rssboard.org/rss-specification) with content:encoded (RSS 1.0 content module), Atom
(RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from cms.kernel.answers import dumps
from cms.kernel.clock import EPOCH, rfc3339
from cms.kernel.public import PublicRead

CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
# What no XML 1.0 document can hold, however it is escaped (www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Written = tuple[bytes, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a feed; `id` is its name for ever, `html` all of it, `image` (url, type).

    `title` and `summary` are plain text.
    """

    id: str
    url: str
    title: str
    html: str
    by: Sequence[str]
    published: datetime
    updated: datetime
    summary: str = ""
    tags: Sequence[str] = ()
    language: str = ""
    image: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `url` is the page it is the feed of, `own` its own address."""

    title: str
    url: str
    own: str
    language: str
    entries: Sequence[Entry] = field(default_factory=list)


class FeedRead(PublicRead):
    """A read whose address names its format: it is given whatever is accepted."""

    schema = None  # feeds have formats of their own

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002 - DRF's signature
        """Give the feed whatever is accepted."""
        return JSONRenderer(), "application/json"


def own_address(request: Request) -> str:
    """Return the address of the feed itself, on the newsroom's public site."""
    path: str = request.get_full_path()
    return f"{settings.SITE_URL}{path}"


def written(feed: Feed, form: str) -> Written:
    """Return the feed as bytes, and their content type; `form` is rss, atom or json."""
    return FORMS[form](feed)


class _Quiet(SyndicationFeed):
    """A feed that is as old as what is newest in it: the same bytes while nothing happens."""

    content_type: str

    def latest_post_date(self) -> datetime:
        """Return the newest moment in the feed."""
        return max((item["updateddate"] for item in self.items), default=EPOCH)


class _Rss(_Quiet, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": CONTENT, "xmlns:dc": DUBLIN_CORE}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        for name in item["by"]:
            handler.addQuickElement("dc:creator", name)
        if item["html"] != item["description"]:
            handler.addQuickElement("content:encoded", item["html"])


class _Atom(_Quiet, Atom1Feed):
    def item_attributes(self, item: Any) -> dict[str, str]:
        language = item["language"]
        return {"xml:lang": language} if language and not self.feed["language"] else {}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        enclosures = item["enclosures"]
        # Its length would be a guess, which may be left out here.
        super().add_item_elements(handler, item | {"enclosures": ()})
        for image in enclosures:
            says = {"rel": "enclosure", "href": image.url, "type": image.mime_type}
            handler.addQuickElement("link", "", says)
        for name in item["by"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["html"] != item["description"]:
            handler.addQuickElement("content", item["html"], {"type": "html"})


def xml_text(text: str) -> str:
    """Return the text without what no XML document can hold."""
    return _NOT_XML.sub("", text)


def _xml(make: type[_Quiet], feed: Feed) -> Written:
    made = make(
        title=xml_text(feed.title),
        link=feed.url,
        description=xml_text(feed.title),
        author_name=settings.SITE_NAME,  # of what nobody signed (RFC 4287, 4.1.1)
        language=feed.language or None,
        feed_url=feed.own,
        feed_guid=feed.own,
    )
    for entry in feed.entries:
        html = xml_text(entry.html)
        made.add_item(
            title=xml_text(entry.title),
            link=entry.url,
            description=escape(xml_text(entry.summary)) or html,  # HTML, in both formats
            by=list(map(xml_text, entry.by)),
            language=entry.language,
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            categories=list(map(xml_text, entry.tags)),
            enclosures=[Enclosure(entry.image[0], "0", entry.image[1])] if entry.image else [],
            html=html,
        )
    return made.writeString("utf-8").encode(), made.content_type


def _rss(feed: Feed) -> Written:
    return _xml(_Rss, feed)


def _atom(feed: Feed) -> Written:
    return _xml(_Atom, feed)


def _json(feed: Feed) -> Written:
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.own,
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return dumps({k: v for k, v in said.items() if v != ""}), (
        "application/feed+json; charset=utf-8"
    )


def _item(entry: Entry) -> dict[str, Any]:
    changed = entry.updated != entry.published
    said = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "image": entry.image[0] if entry.image else "",
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated) if changed else "",
        "authors": [{"name": name} for name in entry.by],
        "tags": list(entry.tags),
        "language": entry.language,
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


FORMS: dict[str, Callable[[Feed], Written]] = {"rss": _rss, "atom": _atom, "json": _json}
