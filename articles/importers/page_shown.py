"""How is a proposal sent to a program: the story in its parts, its people, and every guess?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from articles.importers.page_reading import Reading
from articles.importers.page_words import sentence_of
from articles.rules.page import (
    Block,
    Figure,
    Note,
    Passage,
    Person,
    Piece,
    Proposal,
    Quote,
    speaker_id,
)
from articles.rules.page.lines import paragraphs
from articles.rules.page.pieces import (
    Byline,
    Furniture,
    Heading,
    Headline,
    LeadFigure,
    SourceLine,
    Standfirst,
    Tag,
)

Json = dict[str, Any]
KINDS: dict[type[Piece], str] = {
    Headline: "headline", Standfirst: "standfirst", Byline: "byline", Heading: "heading",
    Passage: "text", Quote: "quote", Figure: "photo", LeadFigure: "photo", SourceLine: "source",
    Tag: "tag", Furniture: "left_out",
}  # fmt: skip


def shown(proposal: Proposal) -> Json:
    """Return the proposal as JSON, its sentences in the reader's language."""
    return {
        "headline": _maybe(proposal.headline),
        "standfirst": _maybe(proposal.standfirst),
        "byline": [_piece(piece) | {"names": _names(piece)} for piece in proposal.byline],
        "lead": _block(proposal.lead) if proposal.lead else None,
        "sections": [
            {
                "heading": _maybe(section.heading),
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in proposal.sections
        ],
        "source": _source(proposal.source),
        "tags": [_piece(tag) | {"name": tag.name} for tag in proposal.tags],
        "people": [_person(person) for person in proposal.people],
        "left_out": [_piece(piece) for piece in proposal.left_out],
        "notes": [_note(note) for note in proposal.notes],
    }


def _piece(piece: Piece) -> Json:
    reason = piece.reason
    return {
        "id": piece.id if reason else "",
        "lines": list(piece.lines),
        "text": piece.text,
        "why": sentence_of(reason.told) if reason else "",
        "sure": reason.sure if reason else True,
    }


def _maybe(piece: Piece | None) -> Json | None:
    return _piece(piece) if piece else None


def _names(piece: Byline) -> list[str]:
    return [part.text for part in piece.parts if part.name == "name"]


def _source(piece: SourceLine | None) -> Json | None:
    return _piece(piece) | {"name": piece.name, "url": piece.url} if piece else None


def _block(block: Block) -> Json:
    same = {"type": KINDS[type(block)], **_piece(block)}
    match block:
        case Passage():
            return same | {"html": block.html}
        case Figure():
            return same | {"caption": block.caption, "credit": block.credit, "alt": block.alt}
        case Quote():
            return same | _said(block)


def _said(quote: Quote) -> Json:
    return {
        "said": quote.said,
        "attribution": quote.attribution,
        "speaker": quote.speaker,
        "speaker_id": speaker_id(quote) if quote.speaker else "",
        "how": sentence_of(quote.how),
        "how_code": quote.how_code,
        "speaker_sure": quote.speaker_sure,
    }


def _person(person: Person) -> Json:
    known = {"id": person.known, "name": person.known_name} if person.known else None
    facts = ("key", "name", "role", "organisation", "kind")
    return {
        **{fact: getattr(person, fact) for fact in facts},
        "also": list(person.aliases),
        "known": known,
    }


def _note(note: Note) -> Json:
    return {
        "id": note.id,
        "code": note.code,
        "lines": list(note.lines),
        "sentence": sentence_of(note.told),
        "sure": note.sure,
        "refused": note.refused,
    }


def lines_of(reading: Reading) -> list[Json]:
    """Return the page as it came, line by line: which words of a line became what."""
    printed: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for piece in reading.proposal.pieces:
        for paragraph in piece.printed:
            printed[paragraph.line].append((KINDS[type(piece)], paragraph.text))
    return [
        {
            "number": paragraph.line,
            "parts": [
                {"kind": kind, "text": words}
                for kind, words in _parts(paragraph.text, printed[paragraph.line])
            ],
        }
        for paragraph in paragraphs(reading.manuscript.text)
    ]


def _parts(text: str, printed: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the words of a line in order, those that became nothing as the kind ""."""
    at = 0
    for kind, words in printed:
        start = text.find(words, at)
        if start < 0:
            continue
        if text[at:start].strip("# "):
            yield "", text[at:start]
        yield kind, words
        at = start + len(words)
    if text[at:].strip():
        yield "", text[at:]
