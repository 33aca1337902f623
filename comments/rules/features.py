"""What of a text does the learned aid look at?

At words, pairs of words, groups of three to five characters within words, and the shape of the
text; each only as a place in a table of fixed size (the hashing trick, Weinberger et al. 2009).
Before that the text is folded, letters that are spelt out are joined, and letters that are drawn
out are shortened, so that dressing a word up changes little. The places are the same on every
machine and in every process: CRC-32, not Python's own hash.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from zlib import crc32

from comments.rules.folding import UNBROKEN, fold, read_as_letters

BITS = 18
HEAD, TAIL = 600, 200  # characters of a long text that are read: the work is bounded
SHORTEST, LONGEST = 3, 5  # characters of a group
UNBROKEN_LONGEST = 3  # where writing has no spaces, each character says more
LONGEST_WORD = 24
GRAM, WORD, SHAPE = crc32(b"group"), crc32(b"word"), crc32(b"shape")
_MASK = (1 << BITS) - 1

_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[^\w\s]|_")
_SPELT = re.compile(r"(?<![^\W_])[^\W_](?P<gap>[^\w\n]{1,3})[^\W_](?:(?P=gap)[^\W_])+(?![^\W_])")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_SIGNS = frozenset("$@*#!|+")  # which stand for letters: sh!t, f*ck
_LOUD = re.compile(r"(?<!\w)[^\W_]*(?:[$@*#!|+]+[^\W_]+)+")
_UNBROKEN = re.compile(f"[{UNBROKEN}]")
_SITE = re.compile(r"\.(?:com|net|org|info|ru|ly|me|tv)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_CAPITALS = bytes(range(ord("A"), ord("Z") + 1))
_LETTERS = _CAPITALS + _CAPITALS.lower()


@dataclass(frozen=True, slots=True)
class Features:
    """The places of a text: of groups of characters, of words and pairs, of its shape."""

    grams: frozenset[int]
    words: frozenset[int]
    shape: frozenset[int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text as a moderator knows it again, and its places of the three kinds."""

    said: str
    grams: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    shape: tuple[int, ...] = ()


def features(text: str) -> Features:
    """Return the places of a text; the work is bounded whatever its length."""
    read = _bounded(text)
    tokens = _tokens(read)
    of_words = list(map(_of_word, set(tokens)))
    return Features(
        frozenset().union(*[groups for groups, _wholes in of_words]),
        frozenset(map(_pair, ["", *tokens], [*tokens, ""])).union(
            *[wholes for _groups, wholes in of_words]
        ),
        frozenset([_shape(name) for name in shapes(read, len(text))]),
    )


def parts(text: str) -> Iterator[Part]:
    """Return the same places with what stands there: words, pairs, then shape."""
    read = _bounded(text)
    tokens = _tokens(read)
    for word in dict.fromkeys(tokens):
        groups, wholes = _of_word(word)
        yield Part(word, grams=groups, words=wholes)
    for first, second in dict.fromkeys(_pairs(tokens)):
        yield Part(f"{first} {second}".strip(), words=(_pair(first, second),))
    for name in shapes(read, len(text)):
        yield Part(name, shape=(_shape(name),))


def _bounded(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}"


def _tokens(text: str) -> list[str]:
    """Return words and signs of the folded text."""
    seen = _SPELT.sub(_joined, fold(text).seen)
    tokens: list[str] = _TOKEN.findall(_DRAWN_OUT.sub(r"\1", seen))
    if not _SIGNS.isdisjoint(seen):
        tokens += _LOUD.findall(seen)
    return tokens


def _joined(run: re.Match[str]) -> str:
    return run[0][:: 1 + len(run["gap"])]


def _pairs(tokens: list[str]) -> Iterator[tuple[str, str]]:
    return zip(["", *tokens], [*tokens, ""], strict=True)


def _place(kind: int, said: str) -> int:
    """Return where in the table something stands, 0 to 2**BITS - 1."""
    return crc32(said.encode(), kind) & _MASK


@lru_cache(maxsize=32768)
def _pair(first: str, second: str) -> int:
    return crc32(f"{first} {second}".encode(), WORD) & _MASK


@lru_cache(maxsize=512)
def _shape(name: str) -> int:
    return _place(SHAPE, name)


@lru_cache(maxsize=16384)
def _of_word(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the places of the groups in a word or sign, and of its readings as a whole."""
    if len(word) == 1 and not word.isalnum():
        return (), (_place(WORD, word),)
    readings = [word, *read_as_letters(word)]
    grams = _grams(word) if len(readings) == 1 else {g for one in readings for g in _grams(one)}
    wholes = [*readings, "0" * len(word)] if word.isdigit() else readings
    return tuple(grams), tuple([_place(WORD, whole) for whole in wholes])


def _grams(word: str) -> Iterable[int]:
    if _UNBROKEN.match(word):
        sizes, bounded = range(1, UNBROKEN_LONGEST + 1), word[:LONGEST_WORD]
    else:
        sizes, bounded = range(SHORTEST, LONGEST + 1), f"^{word[:LONGEST_WORD]}$"
    if not bounded.isascii():
        return [
            crc32(bounded[start : start + size].encode(), GRAM) & _MASK
            for size in sizes
            for start in range(len(bounded) - size + 1)
        ]
    raw = bounded.encode()
    return [
        crc32(raw[start : start + size], GRAM) & _MASK
        for size in sizes
        for start in range(len(raw) - size + 1)
    ]


def shapes(text: str, length: int) -> list[str]:
    """Return in words how the text looks: its size, capitals, signs, links, numbers, emoji.

    `length` is that of the whole, in characters.
    """
    raw = text.encode()
    letters = len(raw) - len(raw.translate(None, _LETTERS))
    capitals = len(raw) - len(raw.translate(None, _CAPITALS))
    words = text.count(" ") + text.count("\n") + 1
    numbers = _NUMBER.findall(text)
    return [
        f"share of capitals: {10 * capitals // (letters or 1)}",
        f"shouted words: {min(len(_SHOUTED.findall(text)), 5) if capitals else 0}",
        f"exclamation marks: {min(text.count('!'), 4)}",
        f"question marks: {min(text.count('?'), 3)}",
        f"links: {min(text.count('http') + text.count('www.') + len(_SITE.findall(text)), 3)}",
        f"numbers: {min(len(numbers), 4)}",
        f"longest number: {min(max(map(len, numbers), default=0), 6)}",
        f"money: {min(sum(map(text.count, '$£€')), 2)}",
        f"stars: {min(text.count('*'), 2)}",
        f"mentions: {min(text.count('@') + text.count('#'), 2)}",
        f"emoji: {min(len(_EMOJI.findall(text)), 4) if len(raw) > len(text) else 0}",
        f"lines: {min(text.count(chr(10)), 4)}",
        f"length: {int(log2(length + 1))}",
        f"words: {int(log2(words))}",
        f"letters in a word: {min(len(text) // words, 12)}",
    ]
