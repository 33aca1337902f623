"""What is each paragraph of a page: headline, heading, running text, quote, photo, furniture."""

from collections.abc import Callable, Sequence
from typing import Final

from articles.rules.page.captions import figure
from articles.rules.page.frame import byline, source_line, tag_line
from articles.rules.page.furniture import behind_the_story, furniture, story_ends
from articles.rules.page.headings import heading, without_empty, without_lists
from articles.rules.page.lines import Paragraph
from articles.rules.page.opening import with_opening
from articles.rules.page.pieces import (
    Byline,
    Headline,
    Part,
    Piece,
    Reason,
    SourceLine,
    Told,
    passage,
)
from articles.rules.page.quotes import with_quotes
from articles.rules.page.words import word_count

_EARLY: Final = 6
_LONG_HEADLINE: Final = 40

Sorter = Callable[[Paragraph], Piece | None]
SORTERS: Final[tuple[Sorter, ...]] = (furniture, source_line, figure, heading)


def pieces_of(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Return the pieces of a page in reading order; all words of the page are in them."""
    pieces = _one_source(_sorted(paragraphs))
    return without_empty(with_opening(without_lists(with_quotes(pieces))))


def _sorted(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    first = _headline_at(paragraphs)
    end = max(story_ends(paragraphs), first + 1)
    pieces: list[Piece] = []
    for at, paragraph in enumerate(paragraphs):
        if at == first:
            pieces.append(_headline(paragraph))
        elif at > end:
            pieces += _behind(paragraph)
        else:
            pieces += _sort(paragraph, early=at <= first + _EARLY)
    return pieces


def _headline_at(paragraphs: Sequence[Paragraph]) -> int:
    for at, paragraph in enumerate(paragraphs):
        if furniture(paragraph) is None and word_count(paragraph.text):
            return at
    return 0


def _headline(paragraph: Paragraph) -> Headline:
    text = paragraph.text.lstrip("#").strip()
    long = word_count(text) > _LONG_HEADLINE
    code = "headline_long" if long else "headline"
    return Headline(
        id="",
        parts=(Part("text", text, paragraph.line),),
        printed=(paragraph,),
        reason=Reason(code, Told(code), sure=not long),
    )


def _sort(paragraph: Paragraph, *, early: bool) -> list[Piece]:
    tags = tag_line(paragraph)
    if tags:
        return list(tags)
    written_by: Byline | None = byline(paragraph) if early else None
    if written_by is not None:
        return [written_by]
    found = (sorter(paragraph) for sorter in SORTERS)
    return [next((piece for piece in found if piece is not None), passage(paragraph))]


def _behind(paragraph: Paragraph) -> list[Piece]:
    tags = tag_line(paragraph)
    if tags:
        return list(tags)
    return [source_line(paragraph) or furniture(paragraph) or behind_the_story(paragraph)]


def _one_source(pieces: Sequence[Piece]) -> list[Piece]:
    """A story has one source: the last one that the page names."""
    sources = [piece.id for piece in pieces if isinstance(piece, SourceLine)]
    return [
        passage(piece.printed[0])
        if isinstance(piece, SourceLine) and piece.id != sources[-1]
        else piece
        for piece in pieces
    ]
