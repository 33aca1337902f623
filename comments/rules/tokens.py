"""Of which words, signs and spaces does a folded text consist?"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate

from comments.rules.folding import UNBROKEN, WORD

SHORT = 3  # letters: folding so few makes another word of them (año)

_TOKEN = re.compile(rf"{WORD}|\s+|.", re.DOTALL)
_UNBROKEN = re.compile(f"[{UNBROKEN}]")
_LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")
_APOSTROPHES = frozenset("'\u2019`\u00b4")
_ENDINGS = frozenset({"t", "s", "m", "d", "ll", "ve", "re"})  # after an apostrophe: don't, it's
_SCHEMES = frozenset({"http", "https"})

Reading = tuple[str, int, int, int]  # another reading, its start and end, the token after it


@dataclass(slots=True)
class Track:
    """A row of tokens with their places in the folded text.

    `others` are further readings that begin at a token, and may reach over several.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    others: dict[int, list[Reading]] = field(default_factory=dict)

    def add(self, reading: str, start: int, end: int) -> None:
        """Add a reading of what stands from `start` to before `end`."""
        first = bisect_left(self.starts, start)
        after = bisect_left(self.starts, end)
        if first < after:
            self.others.setdefault(first, []).append((reading, start, end, after))


def cut(text: str) -> Track:
    """Return all tokens of a folded text, nothing left between them; a space is " "."""
    found = _TOKEN.findall(text)
    ends = list(accumulate(map(len, found)))
    words = [" " if one.isspace() else one for one in found]
    return Track(words, [0, *ends[:-1]] if ends else [], ends)


def words_of(track: Track, *, whole: bool = False) -> Track:
    """Return the words alone, without the "https" of web addresses.

    A short form is one word, however its apostrophe is written: don't; it's and you'll are the word
    before the apostrophe too, but for `whole`.
    """
    numbers = [number for number, one in enumerate(track.words) if one[0].isalnum()]
    if "/" in track.words:
        numbers = [number for number in numbers if not _is_scheme(track.words, number)]
    words = Track(
        [track.words[number] for number in numbers],
        [track.starts[number] for number in numbers],
        [track.ends[number] for number in numbers],
    )
    if not _APOSTROPHES.isdisjoint(track.words):
        words = _shortened(track, words, numbers, whole=whole)
    return words


def _shortened(track: Track, words: Track, numbers: list[int], *, whole: bool) -> Track:
    """Join what an apostrophe ends: one word each for don't, it's and you'll."""
    joined = Track([], [], [])
    for number, word, start, end in zip(
        numbers, words.words, words.starts, words.ends, strict=True
    ):
        if word in _ENDINGS and _follows_apostrophe(track, number):
            both = f"{joined.words[-1]}'{word}"
            if whole or word == "t":
                joined.words[-1], joined.ends[-1] = both, end
            else:
                last = len(joined.words) - 1
                joined.others[last] = [(both, joined.starts[-1], end, last + 1)]
            continue
        joined.words.append(word)
        joined.starts.append(start)
        joined.ends.append(end)
    return joined


def _is_scheme(words: list[str], number: int) -> bool:
    return words[number] in _SCHEMES and words[number + 1 : number + 4] == [":", "/", "/"]


def _follows_apostrophe(track: Track, number: int) -> bool:
    return (
        number > 1
        and track.words[number - 1] in _APOSTROPHES
        and track.words[number - 2][0].isalnum()
    )


def is_unbroken(text: str) -> bool:
    """Return whether letters are in it of a writing without spaces between words."""
    return bool(_UNBROKEN.search(text))


def written(word: str) -> str:
    """Return a short word with accents as it is written; "" for any other."""
    if len(word) > SHORT or word.isascii() or not _LATIN.search(word):
        return ""
    return word.casefold()
