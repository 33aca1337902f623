"""Where does a sentence end, and which tokens does a phrase have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.rules.page.vocabulary import SHORTENED

_TOKEN = re.compile(r"[^\W_]+(?:[-\u2019'.\u2010\u2011][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…]+(?=[\s\u201c«\"„)\]]|$)")
_POSSESSIVE = re.compile(r"[\u2019'][sS]$")
# "GazetaVyacheslav": two words that lost the space between them.
_JOIN = re.compile(r"(?<=[a-zа-яёіїє])(?=[A-ZА-ЯЁІЇЄ][a-zа-яёіїє]{2})")  # noqa: RUF001
_SHORTEST_JOINED = 4
_NAME_HEADS = frozenset({"fitz", "mac", "mc"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a phrase with the place where it begins and ends; `word` as printed."""

    word: str
    start: int
    end: int
    owns: bool = False

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.word.casefold()

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does; scripts without capitals never do."""
        return self.word[0].isupper()


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text: hyphens and apostrophes stay inside, "'s" is left off."""
    found = []
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        owns = _POSSESSIVE.search(word)
        if owns:
            word = word[: owns.start()]
        for part in _unjoined(word):
            found.append(Token(part, start, start + len(part), bool(owns) and word.endswith(part)))
            start += len(part)
    return found


def sentence_end(text: str, start: int, most: int) -> int | None:
    """Return where the sentence that begins at `start` ends (behind its full stop).

    The end of the text ends it too; None if it is longer than `most` characters.
    """
    for match in _STOP.finditer(text, start, min(len(text), start + most)):
        if not _is_shortened(text, match):
            return match.end()
    return len(text) if len(text) <= start + most else None


def last_sentence(text: str, most: int) -> int | None:
    """Return where the last sentence of a text begins; None if it is longer than `most`."""
    first = max(0, len(text) - most)
    begin = None if first else 0
    for match in _STOP.finditer(text, first):
        if text[match.end() :].strip() and not _is_shortened(text, match):
            begin = match.end()
    return begin


def phrase(found: Sequence[Token]) -> str:
    """Return tokens as one phrase, words parted by a space."""
    return " ".join(token.word for token in found)


def _unjoined(word: str) -> list[str]:
    parts = _JOIN.split(word)
    heads = [part.casefold() for part in parts[:-1]]
    joined = all(len(head) >= _SHORTEST_JOINED and head not in _NAME_HEADS for head in heads)
    return parts if joined else [word]


def _is_shortened(text: str, stop: re.Match[str]) -> bool:
    if stop[0] != ".":
        return False
    before = re.search(r"[^\W\d_]+$", text[max(0, stop.start() - 12) : stop.start()])
    if not before:
        return False
    return before[0].casefold() in SHORTENED or (len(before[0]) == 1 and before[0].isupper())
