"""How does an edition look to readers? JSON bytes, made when written, not when read.

The content of an edition never changes; what it refers to (people, photos, tags) may be corrected,
and then it is rendered anew from the same content and newer facts.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from articles.rules.copy import ArticleCopy, Block, Figure, Passage, Quote, Source
from articles.rules.json_ld import news_article
from articles.rules.networks import links
from articles.rules.telling import told
from articles.rules.words import reading_minutes, word_count

Json = dict[str, Any]
SHAPE = "3"  # goes up when the rendering changes, so that an upgrade renders all editions anew


@dataclass(frozen=True, slots=True)
class Issue:
    """The facts of one edition that are not in its content; times as RFC 3339 text."""

    id: int
    published_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an edition refers to, as it is now: each by number, in its public shape."""

    site_name: str
    site_url: str
    article_url: str  # a pattern with {language} and {slug}
    category: Json
    tags: Mapping[int, Json] = field(default_factory=dict)
    authors: Mapping[int, Json] = field(default_factory=dict)
    experts: Mapping[int, Json] = field(default_factory=dict)
    photos: Mapping[int, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendering:
    """What readers are sent: `detail` without its closing brace, counters to be put behind it."""

    detail: bytes
    card: bytes
    etag: str


def render(copy: ArticleCopy, issue: Issue, facts: Facts) -> Rendering:
    """Return the rendering of an edition's content."""
    card = _card(copy, issue, facts)
    detail = _detail(card, copy, facts)
    share = _dumps({"links": links(card["url"], copy.headline)})
    body = _dumps(detail)[:-1] + b',"share":' + share[:-1]
    etag = hashlib.blake2b(body, digest_size=12).hexdigest()
    return Rendering(detail=body, card=_dumps(card), etag=etag)


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _card(copy: ArticleCopy, issue: Issue, facts: Facts) -> Json:
    words = word_count(copy)
    return {
        "id": issue.id,
        "slug": copy.slug,
        "language": copy.language,
        "url": facts.article_url.format(language=copy.language, slug=copy.slug),
        "title": copy.headline,
        "standfirst": copy.standfirst,
        "byline": [
            facts.authors[entry.author] | {"role": entry.role}
            for entry in copy.byline
            if entry.author in facts.authors
        ],
        "category": facts.category,
        "tags": [facts.tags[tag] for tag in copy.tags if tag in facts.tags],
        "lead_photo": _photo(copy.lead, facts) if copy.lead else None,
        "published_at": issue.published_at,
        "updated_at": issue.updated_at,
        "reading_minutes": reading_minutes(words),
        "word_count": words,
    }


def _detail(card: Json, copy: ArticleCopy, facts: Facts) -> Json:
    detail = card | {
        "sections": [
            {
                "heading": section.heading,
                "anchor": section.anchor,
                "blocks": [_block(block, facts) for block in section.blocks],
            }
            for section in copy.sections
        ],
        "source": _source(copy.source) if copy.source.name or copy.source.url else None,
        "corrections": [{"at": utc(c.at), "note": c.note} for c in copy.corrections],
    }
    return detail | {"seo": _seo(detail, copy, facts)}


def utc(moment: datetime) -> str:
    """Write an aware UTC time as the API does: milliseconds and `Z`."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _block(block: Block, facts: Facts) -> Json:
    match block:
        case Passage():
            return {"id": block.id, "type": "text", "html": block.html}
        case Quote():
            return {
                "id": block.id,
                "type": "quote",
                "text": block.text,
                "expert": facts.experts.get(block.expert or 0),
                "printed_name": block.printed_name,
                "attribution": block.attribution,
                "said_on": block.said_on.isoformat() if block.said_on else None,
                "source": _source(block.source),
            }
        case Figure():
            return {
                "id": block.id,
                "type": "photo",
                "photo": _photo(block, facts) if block.photo else None,
                "caption": block.caption,
                "credit": block.credit,
            }


def _source(source: Source) -> Json:
    return {"name": source.name, "url": source.url or None}


NO_PHOTO: Json = {
    "id": None,
    "width": None,
    "height": None,
    "focal_point": None,
    "blurhash": None,
    "dominant_colour": None,
    "url": None,
    "renditions": [],
}


def _photo(figure: Figure, facts: Facts) -> Json:
    """Return the photo with the words that stand under it here."""
    photo = facts.photos.get(figure.photo or 0, NO_PHOTO)
    words = {"alt": figure.alt, "caption": figure.caption, "credit": figure.credit}
    return photo | {name: said or photo.get(name, "") for name, said in words.items()}


def _seo(detail: Json, copy: ArticleCopy, facts: Facts) -> Json:
    said = told(copy, detail["url"])
    photo = detail["lead_photo"] or NO_PHOTO
    return {
        "title": said.title,
        "description": said.description,
        "canonical_url": said.canonical_url,
        "robots": said.robots,
        "open_graph": {
            "type": "article",
            "site_name": facts.site_name,
            "title": said.title,
            "description": said.description,
            "url": said.canonical_url,
            "locale": copy.language,
            "image": photo["url"],
            "image_alt": photo.get("alt") or None,
            "published_time": detail["published_at"],
            "modified_time": detail["updated_at"],
            "section": facts.category["name"],
        },
        "json_ld": news_article(detail, said.canonical_url, facts.site_name, facts.site_url),
    }
