"""How is a whole article written as one JSON document, and read back?

One shape serves revisions, frozen editions, the editor API and comparison. `read` is strict: what
it does not know it refuses, so nothing is dropped in silence; `read(written(copy)) == copy`.
"""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from articles.rules.copy import (
    ArticleCopy,
    Block,
    BylineEntry,
    Correction,
    Figure,
    Passage,
    Quote,
    Section,
    Seo,
    Source,
)

T = TypeVar("T")
Json = dict[str, Any]
_ID = re.compile(r"[a-z0-9]{0,12}")


class DocumentError(ValueError):
    """The document is not an article; `field` is a JSON pointer, `code` says what is wrong."""

    def __init__(self, field: str, code: str) -> None:
        self.field, self.code = field, code
        super().__init__(f"{field}: {code}")


def written(copy: ArticleCopy) -> Json:
    """Return the document of an article."""
    return {
        "headline": copy.headline,
        "standfirst": copy.standfirst,
        "slug": copy.slug,
        "language": copy.language,
        "category": copy.category,
        "tags": list(copy.tags),
        "byline": [{"author": entry.author, "role": entry.role} for entry in copy.byline],
        "lead": _figure(copy.lead) if copy.lead else None,
        "sections": [_section(section) for section in copy.sections],
        "source": _source(copy.source),
        "seo": {
            "title": copy.seo.title,
            "description": copy.seo.description,
            "canonical_url": copy.seo.canonical_url,
            "noindex": copy.seo.noindex,
        },
        "related": list(copy.related),
        "translation_of": copy.translation_of,
        "corrections": [{"at": c.at.isoformat(), "note": c.note} for c in copy.corrections],
    }


def _section(section: Section) -> Json:
    return {
        "id": section.id,
        "heading": section.heading,
        "anchor": section.anchor,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> Json:
    match block:
        case Passage():
            return {"id": block.id, "type": "text", "html": block.html}
        case Figure():
            return {"type": "photo"} | _figure(block)
        case Quote():
            return {
                "id": block.id,
                "type": "quote",
                "text": block.text,
                "expert": block.expert,
                "printed_name": block.printed_name,
                "attribution": block.attribution,
                "said_on": block.said_on.isoformat() if block.said_on else None,
                "source": _source(block.source),
            }


def _figure(figure: Figure) -> Json:
    return {
        "id": figure.id,
        "photo": figure.photo,
        "caption": figure.caption,
        "credit": figure.credit,
        "alt": figure.alt,
    }


def _source(source: Source) -> Json:
    return {"name": source.name, "url": source.url}


def canonical(document: Json) -> str:
    """Return the one way to write a document: the same article gives the same text."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _Reader:
    """Take known names from one JSON object; whatever is left over is refused."""

    def __init__(self, value: Any, at: str) -> None:
        if not isinstance(value, dict):
            raise DocumentError(at, "not_an_object")
        self.left, self.at = dict(value), at

    def text(self, name: str) -> str:
        value = self.left.pop(name, "")
        if not isinstance(value, str):
            raise DocumentError(f"{self.at}/{name}", "not_text")
        if "\x00" in value:
            raise DocumentError(f"{self.at}/{name}", "null_character")
        return value

    def number(self, name: str) -> int | None:
        value = self.left.pop(name, None)
        return None if value is None else _number(value, f"{self.at}/{name}")

    def flag(self, name: str) -> bool:
        value = self.left.pop(name, False)
        if not isinstance(value, bool):
            raise DocumentError(f"{self.at}/{name}", "not_a_boolean")
        return value

    def id(self) -> str:
        value = self.text("id")
        if not _ID.fullmatch(value):
            raise DocumentError(f"{self.at}/id", "bad_id")
        return value

    def each(self, name: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
        values = self.left.pop(name, [])
        if not isinstance(values, list):
            raise DocumentError(f"{self.at}/{name}", "not_a_list")
        return tuple(read(value, f"{self.at}/{name}/{i}") for i, value in enumerate(values))

    def part(self, name: str, read: Callable[[Any, str], T]) -> T | None:
        value = self.left.pop(name, None)
        return None if value is None else read(value, f"{self.at}/{name}")

    def done(self) -> None:
        for name in self.left:
            raise DocumentError(f"{self.at}/{name}"[:200], "unknown_field")


def read(document: Any) -> ArticleCopy:
    """Return the article of a document; missing names have their empty values.

    Raises DocumentError with the JSON pointer of the first thing that is not right.
    """
    reader = _Reader(document, "")
    copy = ArticleCopy(
        headline=reader.text("headline"),
        standfirst=reader.text("standfirst"),
        slug=reader.text("slug"),
        language=reader.text("language") or "en",
        category=reader.number("category"),
        tags=reader.each("tags", _number),
        byline=reader.each("byline", _read_byline),
        lead=reader.part("lead", _read_figure),
        sections=reader.each("sections", _read_section),
        source=reader.part("source", _read_source) or Source(),
        seo=reader.part("seo", _read_seo) or Seo(),
        related=reader.each("related", _number),
        translation_of=reader.number("translation_of"),
        corrections=reader.each("corrections", _read_correction),
    )
    reader.done()
    return copy


def _number(value: Any, at: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise DocumentError(at, "not_an_id")
    return value


def _read_byline(value: Any, at: str) -> BylineEntry:
    reader = _Reader(value, at)
    author = reader.number("author")
    if author is None:
        raise DocumentError(f"{at}/author", "required")
    entry = BylineEntry(author=author, role=reader.text("role"))
    reader.done()
    return entry


def _read_section(value: Any, at: str) -> Section:
    reader = _Reader(value, at)
    section = Section(
        id=reader.id(),
        heading=reader.text("heading"),
        anchor=reader.text("anchor"),
        blocks=reader.each("blocks", _read_block),
    )
    reader.done()
    return section


def _read_block(value: Any, at: str) -> Block:
    kind = value.get("type") if isinstance(value, dict) else None
    readers: dict[Any, Callable[[Any, str], Block]] = {
        "text": _read_passage,
        "quote": _read_quote,
        "photo": _read_figure,
    }
    if not isinstance(kind, str) or kind not in readers:
        raise DocumentError(f"{at}/type", "unknown_type")
    return readers[kind]({name: inner for name, inner in value.items() if name != "type"}, at)


def _read_passage(value: Any, at: str) -> Passage:
    reader = _Reader(value, at)
    passage = Passage(id=reader.id(), html=reader.text("html"))
    reader.done()
    return passage


def _read_quote(value: Any, at: str) -> Quote:
    reader = _Reader(value, at)
    said_on = reader.text("said_on") if reader.left.get("said_on") is not None else ""
    reader.left.pop("said_on", None)
    quote = Quote(
        id=reader.id(),
        text=reader.text("text"),
        expert=reader.number("expert"),
        printed_name=reader.text("printed_name"),
        attribution=reader.text("attribution"),
        said_on=_day(said_on, f"{at}/said_on"),
        source=reader.part("source", _read_source) or Source(),
    )
    reader.done()
    return quote


def _day(said: str, at: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise DocumentError(at, "not_a_date") from None


def _read_figure(value: Any, at: str) -> Figure:
    reader = _Reader(value, at)
    figure = Figure(
        id=reader.id(),
        photo=reader.number("photo"),
        caption=reader.text("caption"),
        credit=reader.text("credit"),
        alt=reader.text("alt"),
    )
    reader.done()
    return figure


def _read_source(value: Any, at: str) -> Source:
    reader = _Reader(value, at)
    source = Source(name=reader.text("name"), url=reader.text("url"))
    reader.done()
    return source


def _read_seo(value: Any, at: str) -> Seo:
    reader = _Reader(value, at)
    seo = Seo(
        title=reader.text("title"),
        description=reader.text("description"),
        canonical_url=reader.text("canonical_url"),
        noindex=reader.flag("noindex"),
    )
    reader.done()
    return seo


def _read_correction(value: Any, at: str) -> Correction:
    reader = _Reader(value, at)
    try:
        moment = datetime.fromisoformat(reader.text("at"))
    except ValueError:
        raise DocumentError(f"{at}/at", "not_a_time") from None
    correction = Correction(at=moment, note=reader.text("note"))
    reader.done()
    return correction
