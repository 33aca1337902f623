"""What is missing before a story may be published? Everything is named at once."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from articles.rules.clean import as_plain
from articles.rules.copy import ArticleCopy, Block, Figure, Passage, Quote, Section

LONGEST_HEADLINE = 300
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def blank(text: str) -> bool:
    """Return whether nothing of the text can be seen: spaces, joiners, marks of direction only."""
    return all(unicodedata.category(sign)[0] in "ZC" for sign in text)


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: where (JSON pointer into the document) and what (a code)."""

    field: str
    code: str


def lacks(copy: ArticleCopy) -> list[Lack]:
    """Return all that stands between the copy and its publication, in reading order."""
    return [*_facts(copy), *_body(copy)]


def _facts(copy: ArticleCopy) -> Iterator[Lack]:
    if blank(copy.headline):
        yield Lack("/headline", "headline_missing")
    elif len(copy.headline) > LONGEST_HEADLINE:
        yield Lack("/headline", "headline_too_long")
    if blank(copy.standfirst):
        yield Lack("/standfirst", "standfirst_missing")
    if not copy.slug:
        yield Lack("/slug", "slug_missing")
    elif not _SLUG.fullmatch(copy.slug):
        yield Lack("/slug", "slug_malformed")
    if copy.category is None:
        yield Lack("/category", "category_missing")
    if copy.lead is None:
        yield Lack("/lead", "lead_photo_missing")
    else:
        yield from _figure(copy.lead, "/lead")


def _body(copy: ArticleCopy) -> Iterator[Lack]:
    if not any(True for section in copy.sections for _ in section.blocks):
        yield Lack("/sections", "body_missing")
    for number, section in enumerate(copy.sections):
        yield from _section(section, number)


def _section(section: Section, number: int) -> Iterator[Lack]:
    here = f"/sections/{number}"
    if number > 0 and blank(section.heading):
        yield Lack(f"{here}/heading", "heading_missing")
    if not section.blocks and (not blank(section.heading) or number > 0):
        yield Lack(f"{here}/blocks", "section_empty")
    for position, block in enumerate(section.blocks):
        yield from _block(block, f"{here}/blocks/{position}")


def _block(block: Block, here: str) -> Iterator[Lack]:
    match block:
        case Passage() if blank(as_plain(block.html)):
            yield Lack(f"{here}/html", "passage_empty")
        case Quote():
            if blank(block.text):
                yield Lack(f"{here}/text", "quote_empty")
            if block.expert is None:
                yield Lack(f"{here}/expert", "speaker_missing")
        case Figure():
            yield from _figure(block, here)


def _figure(figure: Figure, here: str) -> Iterator[Lack]:
    if figure.photo is None:
        yield Lack(f"{here}/photo", "photo_missing")
    if blank(figure.caption):
        yield Lack(f"{here}/caption", "caption_missing")
    if blank(figure.credit):
        yield Lack(f"{here}/credit", "credit_missing")
    if figure.photo is not None and blank(figure.alt):
        yield Lack(f"{here}/alt", "alt_missing")
