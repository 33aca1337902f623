"""How are a fact and a block of a story told in words, and which words differ?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.queries.names import Names, named, names_in
from articles.rules.clean import as_plain
from articles.rules.copy import (
    ArticleCopy,
    Block,
    BylineEntry,
    Figure,
    Passage,
    Quote,
    Section,
    Source,
)  # fmt: skip
from articles.rules.merge import Head
from articles.rules.wording import wording

FACTS = {
    "headline": _("Headline"),
    "standfirst": _("Standfirst"),
    "lead": _("Lead photo"),
    "slug": _("Slug"),
    "language": _("Language"),
    "category": _("Category"),
    "tags": _("Tags"),
    "byline": _("Byline"),
    "source": _("Source"),
    "related": _("Related stories"),
    "translation_of": _("Translation of"),
    "seo_title": _("Title for search engines"),
    "seo_description": _("Description for search engines"),
    "seo_canonical_url": _("Canonical address"),
    "seo_noindex": _("Keep out of search engines"),
}
KINDS = {
    "section": _("Heading"),
    "text": _("Text"),
    "quote": _("Quote"),
    "photo": _("Photo"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether the other side has others here."""

    text: str
    differs: bool


def names_of(values: Iterable[tuple[str, Any]]) -> Names:
    """Return the names of all rows in facts and blocks, given with the names of their facts."""
    return names_in(_holding(name, value) for name, value in values)


def _holding(name: str, value: Any) -> ArticleCopy:
    """Return a story that holds the fact or block alone."""
    if isinstance(value, Block):
        return ArticleCopy(sections=(Section("", blocks=(value,)),))
    facts = {name: value} if name in _ROWS and value is not None else {}
    return replace(ArticleCopy(), **facts)


_ROWS = {
    "category": "categories",
    "tags": "tags",
    "byline": "authors",
    "related": "stories",
    "translation_of": "stories",
}


def _called(name: str, number: int, names: Names) -> str:
    return named(getattr(names, _ROWS[name]), number)


def told(name: str, value: Any, names: Names) -> str:
    """Return a fact or a block as plain text; "" for what is empty."""
    if isinstance(value, Quote):
        return _quote(value, names)
    if isinstance(value, tuple):
        return ", ".join(_entry(name, entry, names) for entry in value)
    if type(value) is int:
        return _called(name, value, names)
    return _PLAIN[type(value)](value)


_PLAIN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _nothing: "",
    str: str,
    bool: lambda value: str(_("Yes") if value else _("No")),
    Passage: lambda passage: as_plain(passage.html),
    Head: lambda head: head.heading,
    Figure: lambda figure: _lines(figure.caption, figure.credit, figure.alt),
    Source: lambda source: _lines(source.name, source.url),
}


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _entry(name: str, entry: Any, names: Names) -> str:
    if isinstance(entry, BylineEntry):
        called = _called(name, entry.author, names)
        return f"{called} ({entry.role})" if entry.role else called
    return _called(name, entry, names)


def _quote(quote: Quote, names: Names) -> str:
    speaker = named(names.experts, quote.expert)
    said_on = date_format(quote.said_on, "DATE_FORMAT") if quote.said_on else ""
    beside = (quote.printed_name, quote.attribution, said_on, quote.source.name, quote.source.url)
    who = ", ".join(filter(None, (speaker, *beside)))
    return f"“{quote.text}”" + (f"\n— {who}" if who else "")


def compared(mine: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, each marked where the other has other words."""
    segments = wording(mine, theirs)
    ours = [Piece(s.text, s.kind != "same") for s in segments if s.kind != "added"]
    others = [Piece(s.text, s.kind != "same") for s in segments if s.kind != "removed"]
    return ours, others
