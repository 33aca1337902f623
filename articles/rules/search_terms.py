"""Which words does a text hold, as the search index has them?

A *term* is a word folded (no case, accents, Arabic vowel signs) and cut to its stem, by the
Snowball algorithm of the story's language (https://snowballstem.org). It is made here and not by a
database, so that both find the same, and an extract marks just what was found. Scripts that put no
space between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) give one term for each character;
a word of them is looked for as a phrase, so it is found wherever it stands.
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple, cast

import snowballstemmer

FORM = 2  # of what the index holds; another one is indexed anew
LONGEST_TERM = 60  # characters
SHORTEST_STEMMED = 3
ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
# Scripts that are written without spaces.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Signs that stand on a letter or join two: they are no letters themselves, and end no word.
_SIGNS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09d7"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0abc-\u0acd\u0b3c-\u0b57\u0bbe-\u0bd7\u0c3c-\u0c56\u0cbc-\u0cd6"
    "\u0d3b-\u0d57\u0dca-\u0ddf\u200c\u200d"
)
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}](?:[^\\W_{_UNSPACED}]|[{_SIGNS}])*")
_ONE_CHARACTER = re.compile(f"[{_UNSPACED}]")
_KEPT = set("йїў")  # letters of their own, though they are written as one with a sign
_ALIKE = str.maketrans(
    {"ё": "\u0435", "ٱ": "\u0627", "ى": "ي", "ة": "\u0647", "ـ": None,
     "\u00ad": None, "\u200c": None, "\u200d": None,
     "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ı": "i",
     "þ": "th"}
)  # fmt: skip

HEH, TEH_MARBUTA = "\u0647", "ة"
_one_by_one = Lock()


def spellings(text: str) -> list[str]:
    """Return the words of a text as they are spelt."""
    return _WORD.findall(text)


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text in order."""
    base = base_of(language)
    return [term for word in _WORD.findall(text) if (term := term_of(word, base))]


class Placed(NamedTuple):
    """The terms of a text in order, " a b c ", and where in it the word of each begins.

    `starts` are numbers of characters, four bytes each, the lowest first.
    """

    terms: str
    starts: bytes

    def start(self, number: int) -> int:
        """Return where the word begins whose term has the number, from 0."""
        return int.from_bytes(self.starts[4 * number : 4 * number + 4], "little")


def placed(text: str, base: str) -> Placed:
    """Return the terms of a text with their places."""
    found = [
        (term, word.start()) for word in _WORD.finditer(text) if (term := term_of(word[0], base))
    ]
    starts = b"".join(start.to_bytes(4, "little") for _term, start in found)
    return Placed(f" {' '.join([term for term, _start in found])} ", starts)


def word_from(text: str, start: int) -> re.Match[str]:
    """Return the word that begins at a place of a text where one does."""
    return cast("re.Match[str]", _WORD.match(text, start))


@lru_cache(maxsize=2**17)
def term_of(word: str, base: str) -> str:
    """Return the term of a word in a base language ("" for what folds to nothing)."""
    said = folded_word(word)
    if base not in ALGORITHMS or len(said) < SHORTEST_STEMMED:
        return said
    if base == "ar" and said.endswith(HEH):
        said = said[:-1] + TEH_MARBUTA  # which the stemmer takes off, whatever stands before
    # Folded first: who leaves accents out finds the same as who writes them.
    with _one_by_one:  # a stemmer holds the word that it is at
        stem: str = _stemmer(base).stemWord(said)
    return stem.replace(TEH_MARBUTA, HEH) or said


@lru_cache(maxsize=2**16)
def folded_word(word: str) -> str:
    """Return one word without case, accents and signs.

    Arabic: hamza on alef, waw and yeh, vowel signs and tatweel go, alef maqsura is yeh and teh
    marbuta heh, as people type them. Japanese keeps its voicing signs, Cyrillic its й.
    """
    if _ONE_CHARACTER.match(word):
        return "".join(filter(_is_spelt, unicodedata.normalize("NFKC", word)))
    lower = unicodedata.normalize("NFC", word).casefold().translate(_ALIKE)
    letters = "".join(c if c in _KEPT else _bare(c) for c in lower)
    return unicodedata.normalize("NFC", letters.translate(_ALIKE))[:LONGEST_TERM]


def _bare(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)
    return "".join(c for c in plain if not unicodedata.combining(c) and _is_spelt(c))


def _is_spelt(letter: str) -> bool:
    """Return whether a character is a letter, a digit, or a sign that is written with them."""
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"


def is_unspaced(word: str) -> bool:
    """Return whether the word is one character of a script that puts no spaces between words."""
    return bool(_ONE_CHARACTER.match(word))


@lru_cache(maxsize=256)
def base_of(language: str) -> str:
    """Return the language without its region: en of en-GB."""
    return language.replace("_", "-").split("-")[0].lower()


@cache
def _stemmer(base: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(ALGORITHMS[base])
