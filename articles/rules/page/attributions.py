"""Do these words say who spoke, and whom do they name.

An attribution stands behind a quotation ("said Jane Roe, a baker.") or before one ("Jane Roe
said:"). Its subject is what stands beside the saying verb.
"""

import re
from dataclasses import dataclass

from articles.rules.page.marks import DASHES, OPENING
from articles.rules.page.sentences import Token, last_sentence, sentence_end, tokens
from articles.rules.page.vocabulary import (
    BESIDE_SAYING,
    DETERMINERS,
    NOT_A_SUBJECT,
    PRONOUNS,
    ROLE_NOUNS,
    SAYING,
)

LONGEST = 300
_LEAD = re.compile(rf"[\s,.;:{re.escape(DASHES)}]*")
_DASH = re.compile(rf"\s*[,.]?\s*[{re.escape(DASHES)}]")
_RESUMES = re.compile(r"[,:;]\s*$")
_VERB_AMONG = 16
_UNVERBED_WORDS = 14
_NAME_WORDS = 8
_GERMAN_SO = "so"
_ACCORDING = ("according", "to")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that say who spoke: where they stand in the text, and their subject ("" if none)."""

    start: int
    end: int
    words: str
    subject: str


def attribution_after(text: str, start: int) -> Attribution | None:
    """Return the attribution that begins at `start`, right behind a closing mark."""
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    end = sentence_end(text, begin, LONGEST)
    if end is None or begin >= end:
        return None
    end = _up_to_the_next_quotation(text, begin, end)
    words = text[begin:end]
    subject = subject_of(words)
    if subject is None and _DASH.match(text, start):
        subject = _signature(words)
    if subject is None:
        return None
    return Attribution(begin, end, words.strip(" .,:;" + DASHES), subject)


def attribution_before(text: str) -> Attribution | None:
    """Return the attribution with which a text ends, right before an opening mark."""
    begin = last_sentence(text, LONGEST)
    if begin is None:
        return None
    words = text[begin:].strip()
    subject = _subject_before(words)
    if subject is None:
        return None
    start = begin + len(text[begin:]) - len(text[begin:].lstrip())
    return Attribution(start, len(text), words.strip(" ,:;" + DASHES), subject)


def signature(text: str) -> str | None:
    """Return whom a line of its own like "- Jane Roe, a baker" names, or None."""
    return _signature(text.lstrip(DASHES + " ")) if text[:1] in DASHES else None


def subject_of(words: str) -> str | None:
    """Return whom a saying sentence names: "" for nobody, None if nobody says anything in it."""
    found = tokens(words[:LONGEST])
    if not found:
        return None
    if tuple(token.low for token in found[:2]) == _ACCORDING:
        return words[found[1].end :].strip()
    at = _verb(found)
    if at is None:
        return None
    before = found[:at]
    while before and before[-1].low in BESIDE_SAYING:
        before = before[:-1]
    if not before:
        return _behind(words, found, at)
    return words[: before[-1].end] if _is_subject(words, before) else None


def _verb(found: list[Token]) -> int | None:
    for index, token in enumerate(found[:_VERB_AMONG]):
        if token.low in SAYING and (not index or not token.capital):
            return index
    so = found[0].low == _GERMAN_SO and len(found) > 1 and found[1].capital
    return 0 if so else None


def _behind(words: str, found: list[Token], at: int) -> str | None:
    rest = found[at + 1 :]
    while rest and rest[0].low in BESIDE_SAYING:
        rest = rest[1:]
    if not rest:
        return ""
    first = rest[0]
    if first.low in {"that", "about", "dass", "que", "что", "що", "if", "whether"}:
        return None
    named = not first.low.islower() or first.capital
    known = first.low in DETERMINERS | PRONOUNS | ROLE_NOUNS
    if named or known or any(token.capital for token in rest[:4]):
        return "" if first.low in NOT_A_SUBJECT else words[first.start :].strip(" .!?…")
    return ""


def _is_subject(words: str, before: list[Token]) -> bool:
    comma = words.find(",")
    head = [token for token in before if comma < 0 or token.start < comma]
    if not head or any(token.low in NOT_A_SUBJECT for token in head):
        return False
    first = head[0]
    starts_well = first.capital or not first.word[0].islower()
    known = first.low in DETERMINERS | PRONOUNS | ROLE_NOUNS
    named = len(head) <= _NAME_WORDS and any(token.capital for token in head)
    return starts_well or known or named or any(token.low in ROLE_NOUNS for token in head[:3])


def _subject_before(words: str) -> str | None:
    bare = words.rstrip(" " + DASHES)
    subject = subject_of_last_clause(bare.rstrip(":, "))
    if bare.endswith(":"):
        return subject if subject is not None else _name_alone(bare[:-1])
    if subject is None:
        return None
    last = tokens(bare)[-1].low
    return subject if bare.endswith(",") or last in SAYING | {"us", "me"} else None


def subject_of_last_clause(words: str) -> str | None:
    """In "Asked whether it had rained, she said" the last clause tells who spoke."""
    subject = subject_of(words)
    first = tokens(words[:LONGEST])[:1]
    asked = bool(first) and first[0].low in SAYING
    if subject is not None and not asked:
        return subject
    return subject_of(words.rpartition(",")[2]) or subject


def _name_alone(words: str) -> str | None:
    found = tokens(words)
    if not found or len(found) > _NAME_WORDS + _UNVERBED_WORDS:
        return None
    head = tokens(re.split(r"[,(]", words, maxsplit=1)[0])
    named = len(head) <= _NAME_WORDS and any(token.capital for token in head)
    lower = [token for token in head if token.word[0].islower()]
    fits = all(token.low in DETERMINERS | ROLE_NOUNS | {"of", "for", "and"} for token in lower)
    return words if named and fits and not any(t.low in NOT_A_SUBJECT for t in head) else None


def _signature(words: str) -> str | None:
    found = tokens(words)
    if not 0 < len(found) <= _UNVERBED_WORDS or not found[0].capital:
        return None
    head = tokens(re.split(r"[,(]", words, maxsplit=1)[0])
    if len(head) > _NAME_WORDS or any(token.low in NOT_A_SUBJECT for token in head):
        return None
    return words.strip(" .") if all(_fits_name(token) for token in head) else None


def _fits_name(token: Token) -> bool:
    return token.capital or token.low in DETERMINERS | ROLE_NOUNS | {"of", "for", "and"}


def _up_to_the_next_quotation(text: str, begin: int, end: int) -> int:
    for at in range(begin, end):
        if text[at] in OPENING and _RESUMES.search(text[begin:at][-4:]):
            return at
    return end
