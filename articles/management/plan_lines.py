"""Which lines tell a proposal: the story in reading order, its people, and every guess?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.importers.page_words import sentence_of
from articles.rules.page import (
    Block,
    Figure,
    Note,
    Person,
    Piece,
    Proposal,
    Quote,
    speaker_id,
)
from articles.rules.page.pieces import Byline, Tag

_SHORT = 72


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan. `id` is what to refuse ("" if nothing), `line` the manuscript's."""

    label: str
    text: str
    guess: bool = False
    id: str = ""
    line: int | None = None


def describe(proposal: Proposal) -> list[PlanLine]:
    """Return the plan: the article in reading order, its people, what is left out, the notes."""
    return [
        *_frame(proposal),
        *(line for number in range(len(proposal.sections)) for line in _section(proposal, number)),
        *_piece_lines("tag", proposal.tags),
        *_piece_lines("source", (proposal.source,)),
        *(_person(person) for person in proposal.people),
        *_piece_lines("left out", proposal.left_out),
        *(_note(note) for note in proposal.notes if _worth_a_line(note)),
    ]


def _frame(proposal: Proposal) -> Iterator[PlanLine]:
    yield from _piece_lines("headline", (proposal.headline,))
    yield from _piece_lines("standfirst", (proposal.standfirst,))
    yield from _piece_lines("byline", proposal.byline)
    if proposal.lead is not None:
        yield _figure("lead photo", proposal.lead)


def _section(proposal: Proposal, number: int) -> Iterator[PlanLine]:
    section = proposal.sections[number]
    if section.heading is None:
        yield PlanLine("opening", _("(no heading)"))
    else:
        yield from _piece_lines("section", (section.heading,))
    for block in section.blocks:
        yield from _block(proposal, block)


def _block(proposal: Proposal, block: Block) -> Iterator[PlanLine]:
    if isinstance(block, Figure):
        yield _figure("photo", block)
    elif isinstance(block, Quote):
        yield from _quote(proposal, block)
    else:
        yield PlanLine("text", _short(block.text), line=block.line)


def _quote(proposal: Proposal, quote: Quote) -> Iterator[PlanLine]:
    yield PlanLine("quote", _short(quote.said), _is_guess(quote), quote.id, quote.line)
    person, how = proposal.person(quote.speaker), sentence_of(quote.how)
    if person is None:
        nobody = _("nobody: {why}").format(why=how)
        yield PlanLine("speaker", nobody, guess=True, line=quote.line)
    else:
        text = f"{person.name}: {how}"
        yield PlanLine("speaker", text, not quote.speaker_sure, speaker_id(quote), quote.line)


def _figure(label: str, figure: Figure) -> PlanLine:
    caption = figure.caption or _("(no caption)")
    credit = figure.credit or _("(no credit)")
    return PlanLine(label, f"{caption} / {credit}", _is_guess(figure), figure.id, figure.line)


def _person(person: Person) -> PlanLine:
    facts = [person.name, person.role, person.organisation]
    said = [", ".join(fact for fact in facts if fact)]
    if person.aliases:
        said.append(_("also: {names}").format(names=", ".join(person.aliases)))
    is_known = _("is {name}").format(name=person.known_name)
    said.append(is_known if person.known is not None else _("new"))
    refusable = f"person:{person.key}" if person.known is None else f"match:{person.key}"
    return PlanLine(person.kind, "; ".join(said), id=refusable)


def _note(note: Note) -> PlanLine:
    line = note.lines[0] if note.lines else None
    text = sentence_of(note.told)
    if note.lines:
        text = _("line {lines}:").format(lines=", ".join(map(str, note.lines))) + f" {text}"
    if note.refused:
        text += " " + _("(refused)")
    return PlanLine("note", text, not note.sure, note.id, line)


def _worth_a_line(note: Note) -> bool:
    """What the lines above say already is not said twice."""
    told = note.code.startswith("speaker_") or note.code == "headline"
    return not told and (note.refused or not note.sure or not note.lines)


def _piece_lines(label: str, pieces: tuple[Piece | None, ...]) -> Iterator[PlanLine]:
    for piece in pieces:
        if piece is not None:
            yield PlanLine(label, _shown(piece), _is_guess(piece), piece.id, piece.line)


def _shown(piece: Piece) -> str:
    if isinstance(piece, Tag):
        return piece.name
    return piece.printed[0].text if isinstance(piece, Byline) else piece.text


def _is_guess(piece: Piece) -> bool:
    return piece.reason is not None and not piece.reason.sure


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else flat[: _SHORT - 1].rstrip() + "…"
