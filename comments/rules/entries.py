"""What does a line of a list of words ask to be looked for?"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from comments.rules.folding import fold
from comments.rules.tokens import cut, is_unbroken, words_of, written

REMARK = "#"
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_APART = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")
_WITH_SIGNS = re.compile(r"^[\W_]|[\W_]$|[^\w\s'\u2019]|_|[\W_]{2}")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")


class Kind(Enum):
    """How an entry is looked for."""

    WORDS = auto()  # word by word, whatever stands between them
    EXACT = auto()  # words, signs and spaces as they stand
    HOST = auto()  # the same, and as the end of a host by whole labels
    DISGUISE = auto()  # letter by letter, unfolded, also inside words


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as it stands, and the sequences of words (and signs) that are looked for."""

    text: str
    kind: Kind
    readings: list[list[str]]

    @property
    def key(self) -> tuple[Kind, str]:
        """Return what is equal for entries that say the same."""
        return self.kind, " ".join(self.readings[0])


def read(line: str) -> Entry | None:
    """Return what a line asks for; None for a blank one and a remark."""
    text = line.strip()
    if not text or text.startswith(REMARK):
        return None
    small = text.lower()
    if text.isascii() and _PLAIN.fullmatch(small):
        words = small.split(" ")
        kind = Kind.WORDS if any(len(word) > 1 for word in words) else Kind.EXACT
        return Entry(text, kind, [words if kind is Kind.WORDS else [*" ".join(words)]])
    return _odd(text)


def _odd(text: str) -> Entry | None:
    """Read an entry with other letters than English ones, or with signs."""
    small = unicodedata.normalize("NFC", text).casefold()
    if any(map(_is_mixed, _APART.split(small))):
        return Entry(text, Kind.DISGUISE, [[small]])
    if (short := written(small)) and short.isalnum():
        return Entry(text, Kind.WORDS, [[short]])
    return _folded(text)


def _is_mixed(word: str) -> bool:
    """Return whether Latin letters stand in a word beside others that only look like Latin ones.

    Nobody writes so by accident: the entry names a disguise, and is looked for as it is written.
    """
    if word.isascii() or is_unbroken(word) or not re.search("[a-z]", word):
        return False
    odd = [letter for letter in word if letter.isalnum() and not _is_latin(letter)]
    return any(fold(letter).seen.isascii() for letter in odd)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or bool(_LATIN.match(unicodedata.normalize("NFC", letter)))


def _folded(text: str) -> Entry | None:
    folded = fold(_SPACES.sub(" ", text))
    track = cut(folded.text)
    if not track.words:
        return None
    kind = _kind(folded.text, track.words)
    if kind is Kind.WORDS:
        track = words_of(track, whole=True)
    looks = [folded.seen[start:end] for start, end in zip(track.starts, track.ends, strict=True)]
    natural = track.words
    seen = [
        word if look.isascii() or not word[0].isalnum() else look
        for word, look in zip(natural, looks, strict=True)
    ]  # a word that looks Latin from end to end is itself only: рот is no pot
    return Entry(text, kind, [natural] if natural == seen else [natural, seen])


def _kind(text: str, words: list[str]) -> Kind:
    letters = text.isascii() and all(len(one) == 1 for one in words)  # a b c
    if not letters and not _WITH_SIGNS.search(text):
        return Kind.WORDS
    return Kind.HOST if _HOST.fullmatch(text) else Kind.EXACT


def is_too_short(entry: Entry) -> bool:
    """Return whether it is one letter, digit or sign of ASCII, which every text contains.

    One Chinese character is a word, and so is a sign that nobody types by accident.
    """
    folded = fold(entry.text).text
    if len(folded) > 1:
        return False
    return folded.isascii() or (folded.isalnum() and not _is_ideograph(folded))


def _is_ideograph(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("CJK")
