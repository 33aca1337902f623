"""How does a text read when letters are dressed up, and where in it does each letter stand?

A text is folded character by character: compatibility forms (full-width, mathematical, circled) are
taken back by NFKC, accents off Latin, Greek and Cyrillic letters, vowel points off Arabic and
Hebrew ones, case away, and what cannot be seen is left out. Distinct letters of all other writing
stay distinct. Beside it stands how the text looks to a reader of Latin letters (`seen`), and where
each character of both came from (`places`). Signs that are no letters stay as they are.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from comments.rules.look_alikes import CYRILLIC, PLAIN, READ_AS, SEEN

# Written without spaces between words, or (Korean) with endings that grow on to them.
UNBROKEN = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u0f00-\u0fbc\u1000-\u104f\u1100-\u11ff\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u30fa\u30fc-\u318e\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_LEFT_OUT = re.compile(
    "["
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"  # what cannot be seen
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # accents on anything
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "]"  # Arabic vowel points, and the stretched line
)
_VOICED = "\u3099\u309a\uff9e\uff9f"  # marks that make another letter of the kana before them
_PIECE = re.compile(f"[\u3040-\u30ff\uff66-\uff9d][{_VOICED}]|[Ии]\u0306|.", re.DOTALL)
_JOINED = frozenset(f"{_VOICED}\u0306")  # what makes a piece of two characters
_ACCENTED = re.compile("[\u0041-\u024f\u0370-\u0527\u1e00-\u1fff]")
_KEPT_PIECES = 8192  # single characters, mostly: a bound, so that nobody fills the memory


def _marks() -> str:
    """Return, as a class of a pattern, the marks that belong to the letter before them."""
    found = (n for n in range(0x300, 0xAC00) if unicodedata.category(chr(n))[0] == "M")
    ranges: list[list[int]] = []
    for n in found:
        if ranges and ranges[-1][1] == n - 1:
            ranges[-1][1] = n
        else:
            ranges.append([n, n])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARKS = _marks()
# A word of an alphabet, or one letter of a writing without spaces between words.
WORD = rf"[^\W_{UNBROKEN}]+(?:[{_MARKS}]+[^\W_{UNBROKEN}]*)*|(?=[^\W_])[{UNBROKEN}][{_MARKS}]*"
_ASCII_LETTER = re.compile("[a-z]")
_OTHER_ALPHABET = re.compile("[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u13a0-\u13ff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `text`, `seen` and `places` are equally long; places are in `original`."""

    original: str
    text: str
    seen: str
    places: range | list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the original the folded characters from `start` to before `end` stand."""
        last = self.places[end - 1] + 1
        while last < len(self.original) and _LEFT_OUT.match(self.original, last):
            last += 1
        return self.places[start], last


def fold(text: str) -> Folded:
    """Return the text folded; the work grows with its length only."""
    if text.isascii():
        small = text.lower()
        return Folded(text, small, small, range(len(text)))
    pieces = text if _JOINED.isdisjoint(text) else _PIECE.findall(text)
    forms = {piece: _folded(piece) for piece in set(pieces)}
    if all(piece == one == seen for piece, (one, seen) in forms.items()):
        return Folded(text, text, text, range(len(text)))
    natural = [forms[piece][0] for piece in pieces]
    dressed = any(one != seen for one, seen in forms.values())
    even = len(pieces) == len(text) and all(len(one) == 1 for one, _seen in forms.values())
    places = range(len(text)) if even else _places(pieces, natural)
    folded = "".join(natural)
    seen = "".join([forms[piece][1] for piece in pieces]) if dressed else folded
    return Folded(text, folded, seen, places)


def _places(pieces: Sequence[str], folded: list[str]) -> list[int]:
    """Return for each folded character the place of the piece it came from."""
    places: list[int] = []
    place = 0
    for piece, one in zip(pieces, folded, strict=True):
        places += [place] * len(one)
        place += len(piece)
    return places


@lru_cache(maxsize=_KEPT_PIECES)
def _folded(piece: str) -> tuple[str, str]:
    """Return a character (kana with its mark) folded, and as it looks; equally long."""
    if _LEFT_OUT.match(piece):
        return "", ""
    if piece in PLAIN:
        return PLAIN[piece], PLAIN[piece]
    composed = unicodedata.normalize("NFC", piece)
    if composed.lower() == "й":  # no и with an accent
        return "й", "й"
    form: Literal["NFKD", "NFKC"] = (
        "NFKD" if _ACCENTED.match(unicodedata.normalize("NFKD", piece)) else "NFKC"
    )
    compatible = unicodedata.normalize(form, piece)
    natural = "".join(PLAIN.get(one, one) for one in _LEFT_OUT.sub("", compatible.casefold()))
    letters = "".join(filter(_is_letter, natural))
    if len(letters) == 1:  # whose case still says what it looks like
        return letters, SEEN.get(compatible[0]) or SEEN.get(letters, letters)
    return (letters, letters) if letters and piece[0].isalnum() else _sign(piece)  # ™ is no word


def _is_letter(one: str) -> bool:
    return one.isalnum() or unicodedata.category(one)[0] == "M"


def _sign(piece: str) -> tuple[str, str]:
    """Return a sign as it is: only dashes are alike."""
    return ("-", "-") if unicodedata.category(piece[0]) == "Pd" else (piece, piece)


def in_other_alphabet(folded: Folded) -> bool:
    """Return whether the text is written in letters that no reader takes for Latin ones."""
    return bool(_OTHER_ALPHABET.search(folded.seen))


@lru_cache(maxsize=_KEPT_PIECES)
def readings(natural: str, seen: str, *, other_alphabet: bool) -> tuple[str, ...]:
    """Return how a folded word may be read: in its own letters, in Latin ones, without digits.

    A word of several alphabets is read as it looks. A word of one other alphabet is read so too,
    unless the text around it is written in that alphabet (`other_alphabet`).
    """
    if natural == seen:
        return natural, *read_as_letters(natural)
    if _ASCII_LETTER.search(natural):
        return seen, *_in_cyrillic(natural), *read_as_letters(seen)
    if seen.isascii() and not other_alphabet:
        return natural, seen, *read_as_letters(seen)
    return (natural,)


def _in_cyrillic(natural: str) -> tuple[str, ...]:
    """Return a word of Latin and Cyrillic letters in Cyrillic ones, where that can be done."""
    word = natural.translate(CYRILLIC)
    return () if _ASCII_LETTER.search(word) else (word,)


_UNIT = re.compile(r"\d+(?:s|st|nd|rd|th|am|pm|[cdkm]?m|k?g|[a-z]b|[dhkx])")  # 50s, 7am, 1st, 3d


@lru_cache(maxsize=_KEPT_PIECES)
def read_as_letters(word: str) -> tuple[str, ...]:
    """Return the word with digits and signs read as letters; none without letters of its own."""
    if word.isalpha() or not _ASCII_LETTER.search(word) or _UNIT.fullmatch(word):
        return ()
    return tuple({read: None for table in READ_AS if (read := word.translate(table)) != word})
