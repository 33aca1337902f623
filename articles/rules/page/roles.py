"""Which words around a name say what the person is, and for whom they work."""

import re
from collections.abc import Sequence

from articles.rules.page.sentences import Token, phrase, tokens
from articles.rules.page.vocabulary import (
    DETERMINERS,
    NOT_A_SUBJECT,
    ORGANISATION_NOUNS,
    ROLE_NOUNS,
    SAYING,
    SENTENCE_STARTERS,
)

OF = frozenset({"of", "for", "at", "from", "with", "von", "für", "bei", "de", "du", "del"})
_EMPLOYED = re.compile(r"\b(?:for|at|from|with|für|bei)\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_OF = re.compile(r"\b(?:of|de|du|del|von)\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*,\s*([^,.;:()!?\u2013\u2014“”\"«»]{2,120})")
_BRACKET = re.compile(r"\s*\(([^()]{2,120})\)")
_APPOSED = re.compile(r"\b(?:the|an?|his|her|their|our)\s+([^,.;:()]{2,60}),\s*$", re.IGNORECASE)
_APPOSED_WITHIN = 90
_CLAUSE_WORDS = 14
_NOUN_AMONG = 5
_MODIFIERS = 3
_REACH = 9
_STOPS = DETERMINERS | NOT_A_SUBJECT | SAYING | (SENTENCE_STARTERS - {"former"}) | {"and", "or"}


def role_before(before: Sequence[Token]) -> str:
    """Return the role that ends right before a name, as "political scientist", or ""."""
    found = list(before)[-_REACH:]
    if not found:
        return ""
    noun = _last_noun(found)
    if noun is None:
        return ""
    behind = found[noun + 1 :]
    if behind and behind[0].low not in OF:
        return ""
    return phrase([*_modifiers(found[:noun], found[noun]), *found[noun:]])


def role_after(text: str, end: int) -> str:
    """Return the role behind a name that ends at `end`: ", head of the union,", or ""."""
    match = _CLAUSE.match(text, end) or _BRACKET.match(text, end)
    if not match:
        return ""
    clause = tokens(match[1])
    told = next((i for i, token in enumerate(clause) if token.low in SAYING), len(clause))
    clause = clause[:told]
    return _cut(match[1], clause) if is_role(clause) else ""


def role_beside(text: str, start: int) -> str:
    """Return the role before a name and parted by a comma: "The mayor, Tom Baker, ...", or ""."""
    match = _APPOSED.search(text[max(0, start - _APPOSED_WITHIN) : start])
    return match[1] if match and is_role(tokens(match[1])) else ""


def is_role(clause: Sequence[Token]) -> bool:
    """Say whether a clause names what somebody is."""
    if not 0 < len(clause) <= _CLAUSE_WORDS or clause[0].low in NOT_A_SUBJECT:
        return False
    return any(token.low in ROLE_NOUNS for token in clause[:_NOUN_AMONG])


def organisation_of(role: str) -> str:
    """Return for whom a role is held: "Novaya Gazeta" of "correspondent for Novaya Gazeta"."""
    employed = _EMPLOYED.search(role)
    if employed and employed[1][0].isupper():
        return employed[1]
    of = _OF.search(role)
    if of and any(token.low in ORGANISATION_NOUNS for token in tokens(of[1])):
        return of[1]
    return ""


def nouns_of(role: str) -> frozenset[str]:
    """Return the words of a role by which a text may call the person later."""
    return frozenset(token.low for token in tokens(role) if token.low in ROLE_NOUNS)


def _last_noun(found: Sequence[Token]) -> int | None:
    for index in range(len(found) - 1, -1, -1):
        if found[index].low in ROLE_NOUNS:
            return index
        if found[index].low in SAYING | {"and", "or", "to", "in", "on", "by"}:
            return None
    return None


def _modifiers(before: Sequence[Token], noun: Token) -> list[Token]:
    taken: list[Token] = []
    for token in reversed(before):
        fits = token.capital == noun.capital or (token.capital and not taken)
        if len(taken) == _MODIFIERS or token.low in _STOPS or not fits:
            break
        if token.capital and not noun.capital:
            break
        taken.insert(0, token)
    return taken


def _cut(text: str, clause: Sequence[Token]) -> str:
    role = text[: clause[-1].end].strip()
    first = clause[0]
    return role[first.end :].strip() if first.low in {"the", "a", "an"} else role
