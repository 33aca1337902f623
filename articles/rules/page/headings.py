"""Which paragraphs are headings, and what becomes of a heading with nothing under it."""

from collections.abc import Sequence
from itertools import pairwise

from articles.rules.page.lines import Paragraph
from articles.rules.page.marks import OPENING
from articles.rules.page.pieces import (
    Figure,
    Furniture,
    Heading,
    Part,
    Passage,
    Piece,
    Quote,
    Reason,
    Tag,
    Told,
    passage,
)
from articles.rules.page.words import word_count

_LONGEST = 90
_MOST_WORDS = 12
_SURE_WORDS = 9
_ENDS_A_SENTENCE = (".", ",", ";", ":", "…", ")", "”", '"', "»", "\u2013", "\u2014", "-")
_LIST_MARKS = frozenset("-*•·\u2013\u2014►▪‣◦>")
_LIST_LENGTH = 3
_TAG_WORDS = 6


def heading(paragraph: Paragraph) -> Heading | None:
    """Return the paragraph as a heading: short, not a sentence, not an item of a list."""
    text = paragraph.text
    marked = text.startswith("#") and text.lstrip("#").startswith(" ")
    title = text.lstrip("#").strip() if marked else text
    if not marked and not _looks_like_one(text):
        return None
    if not word_count(title):
        return None
    return Heading(
        id=f"heading:{paragraph.line}",
        parts=(Part("text", title, paragraph.line),),
        printed=(Paragraph(paragraph.line, title),),
        reason=Reason(
            "heading",
            Told("heading", {"words": title}),
            sure=marked or (word_count(title) <= _SURE_WORDS and not title.endswith("?")),
        ),
    )


def without_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with runs of short lines as running text, where text follows them.

    Three short lines after one another are a list and not three headings; the last of them may
    head what follows. At the end of a page they stay, and `without_empty` makes tags of them.
    """
    settled: list[Piece] = []
    run: list[Heading] = []
    for piece in pieces:
        if isinstance(piece, Heading):
            run.append(piece)
            continue
        settled += _settle(run, followed=isinstance(piece, Passage | Quote | Figure))
        settled.append(piece)
        run = []
    return settled + _settle(run, followed=False)


def without_empty(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with every heading that has nothing under it as a proposed tag."""
    solid = [piece for piece in pieces if not isinstance(piece, Furniture)]
    empty = {
        piece.id
        for piece, below in pairwise([*solid, None])
        if isinstance(piece, Heading) and not isinstance(below, Passage | Quote | Figure)
    }
    return [
        _tag(piece) if isinstance(piece, Heading) and piece.id in empty else piece
        for piece in pieces
    ]


def _looks_like_one(text: str) -> bool:
    if len(text) > _LONGEST or text.endswith(_ENDS_A_SENTENCE):
        return False
    if text[0].islower() or text[0] in OPENING or text[0] in _LIST_MARKS:
        return False
    return 0 < word_count(text) <= _MOST_WORDS


def _settle(run: Sequence[Heading], *, followed: bool) -> list[Piece]:
    if not followed or len(run) < _LIST_LENGTH:
        return list(run)
    return [*(passage(one.printed[0]) for one in run[:-1]), run[-1]]


def _tag(piece: Heading) -> Piece:
    if word_count(piece.text) > _TAG_WORDS:
        return passage(piece.printed[0])
    return Tag(
        id=f"tag:{piece.line}",
        parts=(Part("name", piece.text, piece.line),),
        printed=piece.printed,
        reason=Reason(
            "empty_heading",
            Told("empty_heading", {"words": piece.text}),
            sure=False,
        ),
    )
