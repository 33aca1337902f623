"""How are a fact and a block of a story told in words, and which words differ?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.queries.naming import Names
from articles.rules.clean import as_plain
from articles.rules.copy import BylineEntry, Figure, Passage, Quote, Source
from articles.rules.merge import Head

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
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether the other side has others here."""

    text: str
    differs: bool


def told(name: str, value: Any, names: Names) -> str:
    """Return a fact or a block as plain text; "" for what is empty."""
    if isinstance(value, Quote):
        return _quote(value, names)
    if isinstance(value, tuple):
        return ", ".join(_entry(name, entry, names) for entry in value)
    if type(value) is int:
        return names.of(name, value)
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
        called = names.of(name, entry.author)
        return f"{called} ({entry.role})" if entry.role else called
    return names.of(name, entry)


def _quote(quote: Quote, names: Names) -> str:
    speaker = names.of("expert", quote.expert) if quote.expert else ""
    said_on = date_format(quote.said_on, "DATE_FORMAT") if quote.said_on else ""
    beside = (quote.printed_name, quote.attribution, said_on, quote.source.name, quote.source.url)
    who = ", ".join(filter(None, (speaker, *beside)))
    return f"“{quote.text}”" + (f"\n— {who}" if who else "")


def compared(mine: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, each marked where the other has other words."""
    here, there = _PIECES.findall(mine), _PIECES.findall(theirs)
    ours: list[Piece] = []
    others: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        ours += [Piece("".join(here[a:b]), tag != "equal")] if b > a else []
        others += [Piece("".join(there[c:d]), tag != "equal")] if d > c else []
    return ours, others
