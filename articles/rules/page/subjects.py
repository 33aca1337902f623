"""How does an attribution name its speaker: in full, by surname, as "the ministry", as "she"."""

import re
from dataclasses import dataclass
from typing import Literal

from articles.rules.page.names import Names, OrganisationNamed, PersonNamed, names_in
from articles.rules.page.roles import is_role, role_after
from articles.rules.page.sentences import Token, phrase, tokens
from articles.rules.page.vocabulary import (
    DETERMINERS,
    NAME_STOPS,
    ORGANISATION_NOUNS,
    PRONOUNS,
    ROLE_NOUNS,
    SENTENCE_STARTERS,
    SPEAKS_FOR,
    TITLES,
)

Sort = Literal["full", "surname", "organisation", "house", "descriptor", "pronoun", "nobody"]
_HEAD = re.compile(r"[,(:]")
_OF = frozenset({"of", "for", "at", "from", "in", "on", "von", "de"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an attribution names. `noun` is what a descriptor calls the speaker ("ministry")."""

    sort: Sort
    words: str = ""
    noun: str = ""
    role: str = ""
    through_somebody: bool = False


def subject(words: str) -> Subject:
    """Return the subject of an attribution for the words that name it; "" gives nobody."""
    head_end = _HEAD.search(words)
    head = tokens(words[: head_end.start()] if head_end else words)
    if not head:
        return Subject("nobody")
    if head[0].low in PRONOUNS:
        return Subject("pronoun", head[0].word)
    named = names_in([(0, words)])
    return _person(named, words, head) or _house(named, head) or _lone(words, head)


def _person(named: Names, words: str, head: list[Token]) -> Subject | None:
    first: PersonNamed | None = next(iter(named.people), None)
    if first is None:
        return None
    if first.at[1] > head[-1].start:
        return _apposed(first, words, head)
    role = first.role or role_after(words, head[-1].end)
    return Subject("full", first.name, role=role)


def _apposed(first: PersonNamed, words: str, head: list[Token]) -> Subject | None:
    """In "his deputy, Ola Berg" the name stands right behind what the person is."""
    between = words[head[-1].end : first.at[1]].strip()
    if between != "," or any(token.capital for token in head[1:]) or not is_role(head[:1] + head):
        return None
    role = phrase([token for token in head if token.low not in DETERMINERS])
    return Subject("full", first.name, role=first.role or role)


def _house(named: Names, head: list[Token]) -> Subject | None:
    first: OrganisationNamed | None = next(iter(named.organisations), None)
    if first is None or first.at[1] > head[-1].start:
        return None
    through = any(token.low in SPEAKS_FOR for token in head if token.start < first.at[1])
    return Subject("organisation", first.name, first.noun, through_somebody=through)


def _lone(words: str, head: list[Token]) -> Subject:
    """A single capital word, or none: a surname, an agency, or a descriptor."""
    capital = [token for token in head if _may_be_a_name(token)]
    if len(head) == 1 and head[0].capital and head[0].low in ROLE_NOUNS:
        return Subject("surname", head[0].word)  # Baker, Miner, King: a role in capitals is a name
    if capital and not _belongs_to_a_role(head, capital[0]):
        return _surname(words, head, capital)
    bare = [token for token in head if token.low not in DETERMINERS | TITLES]
    if not bare:
        return Subject("nobody")
    return _descriptor(words, bare)


def _may_be_a_name(token: Token) -> bool:
    listed = ROLE_NOUNS | ORGANISATION_NOUNS | NAME_STOPS | TITLES | DETERMINERS
    return token.low not in listed | SENTENCE_STARTERS and not token.word[0].islower()


def _belongs_to_a_role(head: list[Token], name: Token) -> bool:
    """In "the head of Norway" and "the Kazakh president" the capital word is no speaker."""
    at = head.index(name)
    before = head[at - 1].low if at else ""
    behind = head[at + 1].low if at + 1 < len(head) else ""
    return before in _OF or behind in ROLE_NOUNS | ORGANISATION_NOUNS


def _surname(words: str, head: list[Token], capital: list[Token]) -> Subject:
    name = capital[0]
    before = [token for token in head if token.end <= name.start]
    role = phrase([token for token in before if token.low not in DETERMINERS | TITLES])
    role = role if is_role(tokens(role)) else role_after(words, head[-1].end)
    return Subject("surname", name.word, role=role)


def _descriptor(words: str, bare: list[Token]) -> Subject:
    cut = next((at for at, token in enumerate(bare) if token.low in _OF), len(bare))
    head = bare[: cut or len(bare)]
    through = any(token.low in SPEAKS_FOR for token in head)
    houses = [token for token in bare if token.low in ORGANISATION_NOUNS]
    noun = houses[-1] if through and houses else head[-1]
    text = words[: bare[-1].end].strip()
    return Subject("descriptor", text, noun.low, through_somebody=through and noun in houses)
