"""Which words of a story show that it was found? Extracts with `<mark>`, safe as HTML.

All else is escaped. Marks stand around whole words in the order of the text as it is stored, so
right-to-left text needs nothing more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import chain
from typing import NamedTuple

from articles.rules.search_query import Group
from articles.rules.search_terms import (
    base_of,
    folded_word,
    spellings,
    term_of,
    word_at,
    words_in,
)

LENGTH = 220  # characters of an extract
BEFORE = 60  # of these before the first word that was found
MOST_TRIES = 200  # places with the right letters that are looked at for each phrase
FIRST, EVERY = 3, 100  # places that a window is chosen by; that are marked in it
STEM = 3  # letters that may be the whole of a word
GAP = "…"
REACH = 80  # characters in which a word and what parts it from the next are looked for


class Span(NamedTuple):
    """Where something that was found begins and ends; `which` of the groups it is."""

    start: int
    end: int
    which: int


def marked(text: str, language: str, groups: Sequence[Group]) -> str:
    """Return the whole text as HTML, with what was found marked."""
    parts: list[str] = []
    done = 0
    for start, end in _merged(_among_all_words(text, base_of(language), enumerate(groups), EVERY)):
        parts += [_plain(text[done:start]), "<mark>", _plain(text[start:end]), "</mark>"]
        done = end
    return "".join([*parts, _plain(text[done:])])


def extract(text: str, language: str, groups: Sequence[Group]) -> str:
    """Return the part of a text in which most of what was looked for stands together.

    Without any of it in the text: its beginning.
    """
    most = FIRST if len(groups) > 1 else 1
    start, end = _window(text, _found(text, base_of(language), groups, most))
    told = marked(text[start:end].strip(), language, groups)
    return f"{GAP if start else ''}{told}{GAP if end < len(text) else ''}"


def _window(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    best, most = 0, 0
    for span in spans:
        start = max(0, span.start - BEFORE)
        met = {s.which for s in spans if start <= s.start and s.end <= start + LENGTH}
        if len(met) > most:
            best, most = start, len(met)
    return _start(text, best), _end(text, best + LENGTH)


def _found(text: str, base: str, groups: Sequence[Group], most: int) -> list[Span]:
    """Return the first places at which each of the groups stands.

    Letters are looked for, which is quick in a long text. What stands there with accents only, or
    in a form of other letters, is looked for among all words.
    """
    spans: list[Span] = []
    missing: list[tuple[int, Group]] = []
    for which, group in enumerate(groups):
        letters = _letters(group)
        places = chain(_places(text, letters), _places(text, letters.capitalize()))
        found = _standing(text, places, base, (which, group), most)
        spans += found
        missing += [] if found else [(which, group)]
    return spans + _among_all_words(text, base, missing, most) if missing else spans


def _among_all_words(
    text: str, base: str, sought: Iterable[tuple[int, Group]], most: int
) -> list[Span]:
    """Return the places at which groups stand, whatever the letters of their words are."""
    spans: list[Span] = []
    spelt: dict[str, list[str]] = {}
    for part in set(text.split()):
        for word in _words_of(part):
            spelt.setdefault(term_of(word, base), []).append(word)
    for which, group in sought:
        words = spelt.get(_anchor(group), [])
        if begins := group.beginning:
            words = [w for ws in spelt.values() for w in ws if folded_word(w).startswith(begins)]
        places = chain.from_iterable(_places(text, word) for word in dict.fromkeys(words))
        spans += _standing(text, places, base, (which, group), most)
    return spans


@lru_cache(maxsize=2**15)
def _words_of(part: str) -> list[str]:
    return spellings(part)


def _places(text: str, letters: str) -> Iterator[int]:
    spot = text.find(letters)
    for _try in range(MOST_TRIES):
        if spot < 0:
            return
        yield spot
        spot = text.find(letters, spot + len(letters))


def _standing(
    text: str, places: Iterable[int], base: str, sought: tuple[int, Group], most: int
) -> list[Span]:
    """Return where a group stands, of places with the letters of its longest word."""
    which, group = sought
    before = group.terms.index(_anchor(group))
    spans: list[Span] = []
    for spot in places:
        if (word := word_at(text, spot)) and (span := _around(text, word, base, group, before)):
            spans.append(Span(*span, which))
            if len(spans) == most:
                break
    return spans


def _around(
    text: str, word: re.Match[str], base: str, group: Group, before: int
) -> tuple[int, int] | None:
    """Return where a group begins and ends that has a word after so many others, if it does."""
    if group.beginning and folded_word(word[0]).startswith(group.beginning):
        return word.span()
    if term_of(word[0], base) != group.terms[before]:
        return None
    start, end = word.span()
    if before:
        first = max(0, start - REACH * before)
        heads = [m for m in words_in(text, first, start) if folded_word(m[0])][-before:]
        if [term_of(m[0], base) for m in heads] != list(group.terms[:before]):
            return None
        start = heads[0].start()
    for term in group.terms[before + 1 :]:
        following = next(words_in(text, end, len(text)), None)
        if following is None or term_of(following[0], base) != term:
            return None
        end = following.end()
    return start, end


def _anchor(group: Group) -> str:
    """Return the term that is looked for first: the longest, for there are fewest of it."""
    return max(group.terms, key=len)


@lru_cache(maxsize=1024)
def _letters(group: Group) -> str:
    """Return letters that most forms of the longest word begin with."""
    term = _anchor(group)
    return group.beginning or (term[:-1] if len(term) > STEM else term)  # of party, parties: part


def _merged(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return where marks begin and end; those that touch are one."""
    merged: list[tuple[int, int]] = []
    for start, end, _which in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _plain(text: str) -> str:
    return escape(text.replace("\n", " "), quote=False)


def _start(text: str, at: int) -> int:
    """Return where a word begins, a little before or at the place."""
    if at <= 0:
        return 0
    return max(text.rfind(" ", at - 30, at), text.rfind("\n", at - 30, at), at - 1) + 1


def _end(text: str, at: int) -> int:
    """Return where a word ends, at the place or a little behind it."""
    if at >= len(text):
        return len(text)
    ends = (text.find(" ", at, at + 30), text.find("\n", at, at + 30))
    return min((spot for spot in ends if spot >= 0), default=at)
