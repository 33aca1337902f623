"""What does somebody look for who types words into a search field?

All words must be there. `"words in quotes"` must stand together in that order, `-word` and
`-"some words"` must not be there. Nothing else has a meaning: any text is a search, or none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.rules.search_terms import (
    base_of,
    folded_word,
    is_unspaced,
    spellings,
    term_of,
)

MOST_WORDS = 16
SHORTEST_BEGINNING = 3  # letters of a word that is still being typed
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″\uff02「」『』", '"'))
_PART = re.compile(r'(?:(?<=\s)|^)(-?)"([^"]*)(?:"|$)|(\S+?)(?=\s|"|$)|"')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together, as they were typed; `begins` if the last one may go on."""

    spelt: tuple[str, ...]
    begins: bool = False

    def terms(self, base: str) -> tuple[str, ...]:
        """Return the terms of the words in a base language."""
        return tuple(term_of(word, base) for word in self.spelt)

    @property
    def beginning(self) -> str:
        """Return with what a found word may begin; "" where it must be the very word."""
        return folded_word(self.spelt[0]) if self.begins else ""


class Sought(NamedTuple):
    """What must be there, and what must not."""

    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()

    @property
    def word_count(self) -> int:
        """Return how many words were typed."""
        return sum(len(phrase.spelt) for phrase in (*self.wanted, *self.unwanted))

    def in_languages(self, languages: Iterable[str]) -> "dict[Terms, list[str]]":
        """Return the terms that are looked for, with the languages in which they are these."""
        found: dict[Terms, list[str]] = {}
        for language in languages:
            base = base_of(language)
            wanted = tuple(_in(phrase, base) for phrase in self.wanted)
            unwanted = tuple(_in(phrase, base) for phrase in self.unwanted)
            found.setdefault(Terms(wanted, unwanted), []).append(language)
        return found


class Group(NamedTuple):
    """The terms of one phrase in a language; `beginning` as Phrase has it."""

    terms: tuple[str, ...]
    beginning: str = ""


class Terms(NamedTuple):
    """What is looked for, in the terms of a language."""

    wanted: tuple[Group, ...]
    unwanted: tuple[Group, ...]


def _in(phrase: Phrase, base: str) -> Group:
    return Group(phrase.terms(base), phrase.beginning)


def sought(text: str, *, typing: bool = False, beginnings: bool = False) -> Sought:
    """Read what was typed.

    With `typing` the last word may go on (if it has three letters and stands in no quotes), with
    `beginnings` every one. What holds no letter and no digit says nothing.
    """
    parts = list(_parts(text.translate(_QUOTES)))
    last = len(parts) - 1 if typing and not text[-1:].isspace() else -1
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for number, (minus, said, quoted) in enumerate(parts):
        spelt = tuple(word for word in spellings(said) if folded_word(word))
        if spelt:
            open_ended = (beginnings or number == last) and not quoted and not minus
            phrase = Phrase(spelt, open_ended and _may_go_on(spelt))
            (unwanted if minus else wanted).append(phrase)
    return Sought(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _parts(text: str) -> Iterator[tuple[bool, str, bool]]:
    """Yield each part: whether it is unwanted, its text, whether it stood in quotes."""
    for found in _PART.finditer(text):
        minus, quoted, plain = found.groups()
        if plain is not None:
            yield plain.startswith("-"), plain, False
        elif quoted is not None:
            yield bool(minus), quoted, True


def _may_go_on(spelt: tuple[str, ...]) -> bool:
    [first, *others] = spelt
    return not others and not is_unspaced(first) and len(folded_word(first)) >= SHORTEST_BEGINNING
