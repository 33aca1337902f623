"""What is wrong with a document of a public format? Each function returns complaints: [] is well.

Atom by the grammar of RFC 4287, JSON Feed by a schema of its text, RSS by the specification and the
best practices of the RSS Advisory Board (rssboard.org/rss-specification, rssboard.org/rss-profile),
site maps by the protocol; XML feeds by a reader that knows none of us (feedparser), too.
"""

import json
import re
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import jsonschema
from lxml import etree

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# RFC 822 with the years of RFC 2822, as the profile wants it.
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
    r" \d\d:\d\d:\d\d ([+-]\d{4}|GMT)"
)
CHANNEL_ONCE = {"title", "link", "description", "language", "lastBuildDate", f"{ATOM}link"}
ITEM_ONCE = {"title", "link", "description", "pubDate", "guid", "enclosure", ENCODED}
MOST = {"url": 50_000, "sitemap": 50_000}
MOST_NEWS, MOST_BYTES = 1_000, 50 * 1024 * 1024


def atom(document: bytes) -> list[str]:
    root = etree.fromstring(document)
    found = _by_grammar("atom.rng", root)
    signed = root.find(f"{ATOM}author") is not None
    for entry in root.iter(f"{ATOM}entry"):
        if not signed and entry.find(f"{ATOM}author") is None:
            found.append("nobody wrote an entry (4.1.1)")
        if not _links(entry, "alternate") and entry.find(f"{ATOM}content") is None:
            found.append("an entry leads nowhere and holds nothing (4.1.2)")
    if len(_links(root, "self")) != 1:
        found.append("a feed names itself once (4.1.1)")
    ids = [id_.text for id_ in root.iter(f"{ATOM}id")]
    return found + _repeated(ids) + _unread(document, "atom10")


def rss(document: bytes) -> list[str]:
    root = etree.fromstring(document)
    if (root.tag, root.get("version"), len(root)) != ("rss", "2.0", 1):
        return ["no RSS 2.0"]
    channel, found = root[0], []
    found += _once(channel, CHANNEL_ONCE, CHANNEL_ONCE - {"language"}, CHANNEL_ONCE | {"item"})
    own = channel.find(f"{ATOM}link")
    if own is None or own.get("rel") != "self" or not _is_address(own.get("href")):
        found.append("a channel names itself by atom:link")
    dates = [channel.findtext("lastBuildDate")]
    for item in channel.iter("item"):
        found += _once(item, ITEM_ONCE, {"title", "link", "guid", "pubDate"},
                       ITEM_ONCE | {"category", CREATOR})  # fmt: skip
        dates.append(item.findtext("pubDate"))
        found += _guid(item.find("guid")) + _enclosure(item.find("enclosure"))
        if not (item.findtext("description") or "").strip():
            found.append("an item describes nothing")
    links = [link.text for link in channel.iter("link")]
    found += [f"no address: {link}" for link in links if not _is_address(link)]
    found += [f"no date: {date}" for date in dates if not _is_date(date)]
    ids = [guid.text for guid in channel.iter("guid")]
    return found + _repeated(ids) + _unread(document, "rss20")


def json_feed(document: bytes) -> list[str]:
    feed = json.loads(document)
    validator = jsonschema.Draft202012Validator(
        json.loads((HERE / "json_feed.schema.json").read_text())
    )
    found = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(feed)]
    return found + _repeated([item.get("id") for item in feed["items"]])


FEEDS = {"atom": atom, "rss": rss, "json": json_feed}


def site_map(document: bytes) -> list[str]:
    root = etree.fromstring(document)
    found = _by_grammar("site_map.rng", root)
    for name, most in MOST.items():
        if len(root.findall(f"{SITE_MAP}{name}")) > most:
            found.append(f"more than {most}")
    news = root.xpath("count(//*[local-name()='news'])")
    if news > MOST_NEWS or len(document) > MOST_BYTES:
        found.append("too large")
    return found + _repeated([loc.text for loc in root.iter(f"{SITE_MAP}loc")])


@cache
def _grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / name))


def _by_grammar(name: str, root: etree._Element) -> list[str]:
    grammar = _grammar(name)
    grammar.validate(root)
    return [f"{error.line}: {error.message}" for error in grammar.error_log]


def _links(node: etree._Element, rel: str) -> list[etree._Element]:
    return [link for link in node.findall(f"{ATOM}link") if link.get("rel", "alternate") == rel]


def _repeated(ids: list) -> list[str]:
    return [f"twice: {id_}" for id_ in {id_ for id_ in ids if ids.count(id_) > 1}]


def _once(node, once: set[str], needed: set[str], known: set[str]) -> list[str]:
    tags = [child.tag for child in node]
    return [
        *(f"twice: {tag}" for tag in once if tags.count(tag) > 1),
        *(f"missing: {tag}" for tag in needed - set(tags)),
        *(f"unknown: {tag}" for tag in set(tags) - known),
    ]


def _guid(guid) -> list[str]:
    if guid is None or not guid.text:
        return ["an item has no name of its own"]
    is_permalink = guid.get("isPermaLink", "true") == "true"
    return [] if not is_permalink or _is_address(guid.text) else [f"no permalink: {guid.text}"]


def _enclosure(enclosure) -> list[str]:
    if enclosure is None:
        return []
    well = (
        _is_address(enclosure.get("url"))
        and (enclosure.get("length") or "").isdigit()  # 0 where it is not known (profile)
        and re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", enclosure.get("type") or "")
        and set(enclosure.attrib) == {"url", "length", "type"}
    )
    return [] if well else [f"no enclosure: {dict(enclosure.attrib)}"]


def _is_address(text: str | None) -> bool:
    parts = urlsplit(text or "")
    return (
        bool(text) and text.isascii() and parts.scheme in {"http", "https"} and bool(parts.netloc)
    )


def _is_date(text: str | None) -> bool:
    if not RFC_822.fullmatch(text or ""):
        return False
    moment = parsedate_to_datetime(text)
    return moment.strftime("%a") == text[:3]


def _unread(document: bytes, version: str) -> list[str]:
    read = feedparser.parse(document)
    found = [f"feedparser: {read.bozo_exception}"] if read.bozo else []
    return found + ([f"feedparser: {read.version}"] if read.version != version else [])
