"""Whom does a page quote, as proposed experts, and what is to be said about each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from articles.rules.page.calling import called
from articles.rules.page.cast import Cast, Member
from articles.rules.page.known import Match, Newsroom
from articles.rules.page.pieces import Piece, Quote, Told
from articles.rules.page.proposal import KnownPerson, Note, Person


def people_of(
    pieces: Sequence[Piece],
    cast: Cast,
    speaking: Sequence[Member],
    known: Iterable[KnownPerson],
) -> tuple[tuple[Person, ...], list[Note]]:
    """Return everybody quoted as a proposed expert, with the notes on each."""
    newsroom = Newsroom(known)
    lines = _first_lines(pieces)
    notes = list(_callings(pieces, cast, speaking))
    people = []
    for member in speaking:
        match = newsroom.match(member)
        people.append(_person(member, match))
        notes += _notes(member, match, (lines[member.key],))
        notes += _joined(member, pieces)
    return tuple(people), notes


def _first_lines(pieces: Sequence[Piece]) -> Mapping[str, int]:
    quotes = [piece for piece in pieces if isinstance(piece, Quote)]
    return {quote.speaker: quote.line for quote in reversed(quotes)}


def _callings(pieces: Sequence[Piece], cast: Cast, speaking: Sequence[Member]) -> Iterator[Note]:
    keys = {member.key for member in speaking}
    seen: set[tuple[str, str]] = set()
    for one in called(pieces, cast):
        if one.member.key not in keys or (one.member.key, one.words) in seen:
            continue
        seen.add((one.member.key, one.words))
        one.member.called(one.words)
        yield Note(
            id=f"alias:{one.member.key}:{one.words.replace(' ', '-')}",
            code="called",
            lines=(one.line,),
            told=Told("called", {"words": one.words, "name": one.member.name}),
            sure=False,
        )


def _person(member: Member, match: Match | None) -> Person:
    known = match.person if match else None
    return Person(
        key=member.key,
        name=member.name,
        role=member.role,
        organisation=member.organisation,
        kind="organisation" if member.house else "person",
        aliases=tuple(member.aliases),
        known=known.id if known else None,
        known_name=known.name if known else "",
    )


def _notes(member: Member, match: Match | None, lines: tuple[int, ...]) -> Iterator[Note]:
    name = {"name": member.name}
    if match is not None:
        yield _matched(member, match, lines)
    if match is None or match.person is None:
        new = Told("organisation_new" if member.house else "person_new", name)
        yield Note(f"person:{member.key}", "person_new", lines, new, sure=True)
    if member.role:
        role = Told("role", {**name, "role": member.role})
        yield Note(f"role:{member.key}", "role", lines, role, sure=True)


def _joined(member: Member, pieces: Sequence[Piece]) -> Iterator[Note]:
    if member.joined_to:
        joined = Told("joined_words", {"words": f"{member.joined_to}{member.name.split()[0]}"})
        yield Note("", "joined_words", pieces[member.joined_in].lines, joined, sure=False)


def _matched(member: Member, match: Match, lines: tuple[int, ...]) -> Note:
    told = Told(match.told.code, {"name": member.name, **match.told.facts})
    if match.person is None:
        return Note("", "person_ambiguous", lines, told, sure=False)
    return Note(f"match:{member.key}", "person_known", lines, told, match.sure)
