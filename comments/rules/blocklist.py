"""Does a text contain an entry of a list of words, however it is dressed up?

Texts and entries are cut into words, signs and spaces. An entry made of words alone is looked for
word by word, whatever stands between them; one with signs of its own is looked for sign by sign.
Words may be read in more ways than one (rules.folding), and letters that are spelt out are one more
word (rules.spelling), so that looking is walking from word to word along what some entry begins
with: the work grows with the text, not with the list.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from comments.rules.entries import Entry, Kind, read
from comments.rules.folding import Folded, fold, in_other_alphabet, readings
from comments.rules.phrases import Phrases
from comments.rules.screening import Caught
from comments.rules.spelling import LAST_LETTER, Singles, Spelt, spelt_out
from comments.rules.tokens import SHORT, Track, cut, words_of, written

MOST_FOUND = 200
# Where a plain letter meets an odd one: every disguise has such a place, most texts have few.
_SEAM = re.compile(r"(?=([a-z0-9][^\x00-\x7f]|[^\x00-\x7f][a-z0-9]))")


class BlockedWords:
    """Entries to look for in a text, compiled once."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.entries: dict[int, str] = {}
        self._words = Phrases()
        self._exact = Phrases()
        self._hosts: set[str] = set()
        self._disguises: dict[str, int] = {}
        self._seams: dict[str, set[tuple[int, int]]] = {}
        for number, line in enumerate(lines, start=1):
            if entry := read(line):
                self._add(entry, number)
        self._single = Singles(
            one for one in self._words.words if self._words.table.get(one, 0) > 1
        )

    def _add(self, entry: Entry, number: int) -> None:
        self.entries[number] = entry.text
        if entry.kind is Kind.DISGUISE:
            self._add_disguise(entry.readings[0][0], number)
            return
        phrases = self._words if entry.kind is Kind.WORDS else self._exact
        for one in entry.readings:
            phrases.add(one, number)
            if entry.kind is Kind.HOST:
                self._hosts.add(" ".join(one))

    def _add_disguise(self, disguise: str, number: int) -> None:
        if seam := _SEAM.search(disguise):
            self._disguises.setdefault(disguise, number)
            self._seams.setdefault(seam[1], set()).add((seam.start(), len(disguise)))

    def find(self, text: str) -> Caught | None:
        """Return the entry found first: the earliest, then the longest, then the first line."""
        found = self._found(text)
        return min(found, key=_order) if found else None

    def find_all(self, text: str) -> list[Caught]:
        """Return every entry in the text, in that order; at most MOST_FOUND."""
        return sorted(self._found(text), key=_order)[:MOST_FOUND]

    def _found(self, text: str) -> set[Caught]:
        if not self.entries:
            return set()
        folded = fold(text)
        exact = cut(folded.text)
        words = words_of(exact)
        for reading, start, end in self._readings(folded, exact, words):
            if reading in self._words.words:
                words.add(reading, start, end)
            if reading in self._exact.words:
                exact.add(reading, start, end)
        found = set(self._as_written(text))
        for phrases, track in ((self._words, words), (self._exact, exact)):
            for start, end, phrase in phrases.on(track):
                if phrase not in self._hosts or _is_whole_host(exact, start, end):
                    found.add((*folded.span(start, end), phrases.line_of(phrase)))
        return {Caught(line, self.entries[line], start, end) for start, end, line in found}

    def _readings(self, folded: Folded, exact: Track, words: Track) -> Iterator[Spelt]:
        """Return how words may be read besides as they are."""
        other = in_other_alphabet(folded)
        yield from _read_otherwise(words, folded, other_alphabet=other)
        yield from spelt_out(folded, exact, self._single, other_alphabet=other)

    def _as_written(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Find entries that are a disguise themselves: as they are written, also within words."""
        if text.isascii() or not self._disguises:
            return
        small = _small(text)
        for seam in _SEAM.finditer(small):
            for before, size in self._seams.get(seam[1], ()):
                start = seam.start() - before
                if start >= 0 and (line := self._disguises.get(small[start : start + size])):
                    yield start, start + size, line


def _small(text: str) -> str:
    """Return the text in small letters, every one in its place."""
    small = text.casefold()
    if len(small) == len(text):
        return small
    return "".join(one if len(one := sign.casefold()) == 1 else sign for sign in text)


def _order(caught: Caught) -> tuple[int, int, int]:
    return caught.start, -caught.end, caught.line


def _read_otherwise(words: Track, folded: Folded, *, other_alphabet: bool) -> Iterator[Spelt]:
    """Return the readings of single words besides their own; a short one with ñ is itself only."""
    plain, seen = folded.original.isascii(), folded.seen
    last = "" if plain else LAST_LETTER  # of what can be read otherwise, unless a digit is in it
    for number in [n for n, one in enumerate(words.words) if one <= last or not one.isalpha()]:
        word = words.words[number]
        start, end = words.starts[number], words.ends[number]
        look = seen[start:end]
        if not plain and end - start <= SHORT and word.isascii():
            short = written(folded.original[slice(*folded.span(start, end))])
            if short:
                yield short, start, end
                if "ñ" in short:
                    words.words[number] = short
                    continue
        if look != word or not word.isalpha():
            for reading in readings(word, look, other_alphabet=other_alphabet):
                yield reading, start, end


def _is_whole_host(track: Track, start: int, end: int) -> bool:
    """Return whether the labels of a host end where the entry ends: shop.example, not .example.org.

    More labels may stand before it, if it is no number: they name a part of the same host.
    """
    first, after = bisect_left(track.starts, start), bisect_right(track.ends, end)
    before = "-." if track.words[after - 1].isdigit() else "-"
    ahead, behind = track.words[max(first - 2, 0) : first][::-1], track.words[after : after + 2]
    return not _goes_on(ahead, before) and not _goes_on(behind, "-.")


def _goes_on(beside: list[str], signs: str) -> bool:
    return beside[:1] != [] and beside[0] in signs and "".join(beside[1:])[:1].isalnum()
