"""Who said each quote, and how do we know.

The words of the attribution decide. What they leave open ("she said", "the ministry said",
"Smith said" of two Smiths) is filled from what was last named before, and called a guess.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.rules.page.attributions import (
    attribution_before,
    subject_of,
    subject_of_last_clause,
)
from articles.rules.page.cast import Cast, Member
from articles.rules.page.names import Place, fold, names_in
from articles.rules.page.pieces import Heading, Passage, Piece, Quote, Told
from articles.rules.page.roles import organisation_of
from articles.rules.page.subjects import Subject, subject

_NAMING = frozenset({"text", "attribution", "caption"})
_FAR = 300
_ACRONYM = 2


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a quote: `how` for people, `code` for machines; no member if nobody is found."""

    member: Member | None
    code: str
    how: Told
    sure: bool = False


@dataclass(slots=True)
class _Stage:
    cast: Cast
    last: Member | None = None
    last_at: int = -1


def with_speakers(pieces: Sequence[Piece]) -> tuple[list[Piece], Cast, list[Member]]:
    """Return the pieces with a speaker for each quote, the cast, and who speaks in it."""
    cast = Cast(names_in(_texts(pieces)))
    stage = _Stage(cast)
    spoken: list[Piece] = []
    speaking: dict[str, Member] = {}
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Quote):
            spoken.append(piece)
            continue
        found = _speaker(stage, pieces, at, piece)
        if found.member is not None:
            member = speaking.setdefault(found.member.key, found.member)
            stage.last, stage.last_at = member, at
        spoken.append(_with(piece, found))
    return spoken, cast, list(speaking.values())


def _texts(pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    for at, piece in enumerate(pieces):
        if isinstance(piece, Heading):
            continue
        for part in piece.parts:
            if part.name in _NAMING:
                yield at, part.text


def _with(quote: Quote, found: Speaker) -> Quote:
    return replace(
        quote,
        speaker=found.member.key if found.member else "",
        how=found.how,
        how_code=found.code,
        speaker_sure=found.sure,
    )


def _speaker(stage: _Stage, pieces: Sequence[Piece], at: int, quote: Quote) -> Speaker:
    said_by, where = _attributed(quote)
    if said_by is None:
        return _from_context(stage, pieces, at)
    named = subject(said_by)
    place = (at, 0)
    if named.sort == "nobody":
        return _from_context(stage, pieces, at)
    if named.sort == "pronoun":
        return _pronoun(stage, named, place)
    if named.sort == "descriptor":
        return _descriptor(stage, named, place)
    return _named(stage, named, place, where)


def _attributed(quote: Quote) -> tuple[str | None, str]:
    """Return whom the attribution names, and where it stands."""
    for index, part in enumerate(quote.parts):
        if part.name == "attribution":
            where = "after" if index else "before"
            named = subject_of(part.text) if index else subject_of_last_clause(part.text)
            return (part.text if named is None else named), where
    return None, ""


def _named(stage: _Stage, named: Subject, place: Place, where: str) -> Speaker:
    if named.sort == "organisation":
        return _house(stage, named, where)
    if named.sort == "full":
        return _full(stage, named, where)
    return _surname(stage, named, place, where)


def _full(stage: _Stage, named: Subject, where: str) -> Speaker:
    if fold(named.words) in stage.cast.employers:
        member = stage.cast.join(Member(named.words, house=True, confirmed=True))
        return Speaker(member, f"named_{where}", Told(f"named_{where}"), sure=True)
    known = stage.cast.full(named.words)
    member = known or stage.cast.join(Member(named.words, confirmed=True))
    if fold(member.name) != fold(named.words):
        return _by_spelling(member, named.words)
    _learn_role(member, named)
    return Speaker(member, f"named_{where}", Told(f"named_{where}"), sure=True)


def _house(stage: _Stage, named: Subject, where: str) -> Speaker:
    known = stage.cast.house(named.words)
    member = known or stage.cast.join(Member(named.words, house=True, noun=named.noun))
    if named.through_somebody:
        how = Told(f"spoken_for_{where}", {"name": member.name})
        return Speaker(member, "spoken_for", how)
    return Speaker(member, f"named_{where}", Told(f"named_{where}"), sure=True)


def _surname(stage: _Stage, named: Subject, place: Place, where: str) -> Speaker:
    same = stage.cast.surnamed(named.words)
    if len(same) > 1:
        return _one_of(stage, named, place, len(same))
    if same:
        return _by_surname(same[0], named, where)
    near = stage.cast.nearly(named.words)
    if len(near) == 1:
        return _by_spelling(near[0], named.words)
    return _unknown(stage, named, where)


def _by_surname(member: Member, named: Subject, where: str) -> Speaker:
    member.called(named.words)
    _learn_role(member, named)
    if fold(member.name) == fold(named.words):
        return Speaker(member, f"named_{where}", Told(f"one_name_{where}"))
    how = Told(f"only_one_{where}", {"words": named.words, "name": member.name})
    return Speaker(member, f"named_{where}", how, sure=True)


def _by_spelling(member: Member, words: str) -> Speaker:
    member.called(words)
    how = Told("spelling", {"words": words, "name": member.name})
    return Speaker(member, "spelling", how)


def _one_of(stage: _Stage, named: Subject, place: Place, count: int) -> Speaker:
    last = stage.cast.last_surnamed(named.words, place)
    member = last or stage.cast.surnamed(named.words)[0]
    facts = {"count": str(count), "words": named.words, "name": member.name}
    return Speaker(member, "same_surname", Told("same_surname", facts))


def _unknown(stage: _Stage, named: Subject, where: str) -> Speaker:
    """A single name that the page explains nowhere: an agency's initials, or a person."""
    house = named.words.isupper() and len(named.words) >= _ACRONYM
    house = house or fold(named.words) in stage.cast.employers
    member = stage.cast.join(Member(named.words, house=house, confirmed=True))
    _learn_role(member, named)
    how = Told(f"no_fuller_name_{where}", {"words": named.words})
    return Speaker(member, "one_name_only", how)


def _learn_role(member: Member, named: Subject) -> None:
    if len(named.role) > len(member.role):
        member.role, member.organisation = named.role, organisation_of(named.role)


def _descriptor(stage: _Stage, named: Subject, place: Place) -> Speaker:
    house = stage.cast.last_house(named.noun, place)
    if house:
        house.called(named.words)
        facts = {"words": named.words, "name": house.name, "noun": named.noun}
        return Speaker(house, "described", Told("described_house", facts))
    member = stage.cast.last_called(named.noun, place)
    if member:
        member.called(named.words)
        facts = {"words": named.words, "name": member.name, "role": member.role}
        return Speaker(member, "described", Told("described", facts))
    return _nobody(named)


def _nobody(named: Subject) -> Speaker:
    return Speaker(None, "unknown", Told("nobody_called", {"words": named.words}))


def _pronoun(stage: _Stage, named: Subject, place: Place) -> Speaker:
    member = _last_named(stage, place)
    if member is None:
        return _nobody(named)
    how = Told("pronoun", {"words": named.words, "name": member.name})
    return Speaker(member, "pronoun", how)


def _last_named(stage: _Stage, place: Place) -> Member | None:
    """Return who was named last before a place: in the text, or as the speaker of a quote."""
    since = stage.cast.last_confirmed_since((stage.last_at + 1, 0), place)
    if since is not None or stage.last is not None:
        return since or stage.last
    return stage.cast.last_confirmed(place)


def _from_context(stage: _Stage, pieces: Sequence[Piece], at: int) -> Speaker:
    """A quote that names nobody: the paragraph before may introduce it."""
    before = pieces[at - 1] if at else None
    if isinstance(before, Quote) and stage.last is not None and stage.last_at == at - 1:
        how = Told("same_as_before", {"name": stage.last.name})
        return Speaker(stage.last, "same_as_before", how)
    if isinstance(before, Passage):
        introduced = _introduced(stage, before, at)
        if introduced is not None:
            return introduced
    return Speaker(None, "unknown", Told("nobody"))


def _introduced(stage: _Stage, before: Passage, at: int) -> Speaker | None:
    tail = before.text[-_FAR:]
    found = attribution_before(tail) if tail.endswith(":") else None
    if found is not None and found.subject:
        named = subject(found.subject)
        known = named.sort == "surname" and stage.cast.surnamed(named.words)
        if known or named.sort in ("full", "organisation"):
            speaker = _named(stage, named, (at, 0), "before")
            name = speaker.member.name if speaker.member else ""
            how = Told("introduced", {"name": name})
            return replace(speaker, code="introduced", how=how, sure=False)
    member = stage.cast.last_confirmed_since((at - 1, 0), (at, 0))
    if member is None:
        return None
    how = Told("named_nearby", {"name": member.name})
    return Speaker(member, "named_nearby", how)
