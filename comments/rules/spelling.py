"""Which words are spelt out in a text, letter by letter or with signs for letters?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from comments.rules.folding import UNBROKEN, Folded, read_as_letters, readings
from comments.rules.look_alikes import SIGNS
from comments.rules.tokens import Track

SHORTEST = 3  # letters of a word that is spelt out (s e x)
SHORTEST_INSIDE = 5  # letters of one found within a longer run: b u y v i a g r a

_LETTER = rf"[^\W_{UNBROKEN}]"
_INSIDE = re.compile(rf"[{re.escape(SIGNS)}](?={_LETTER})|(?<={_LETTER})[@$]")
_LOUD = re.compile(rf"(?:{_LETTER}|[{re.escape(SIGNS)}])+")
_BETWEEN = r"\s.,_\-\u2010-\u2015+*~\u00b7\u2022/\\:;'\"()\[\]{}<>=^&#?"
_ONE = rf"[^{_BETWEEN}{UNBROKEN}]"
_SPELT = re.compile(
    rf"{_ONE}(?P<gap>[{_BETWEEN}]{{1,3}}){_ONE}(?:(?P=gap){_ONE})+(?![^{_BETWEEN}{UNBROKEN}!|])"
)
_BETWEEN_SIGNS = frozenset(" .,_-+*/:;'\"()[]{}<>=^&#?")
LAST_LETTER = "\u0e00"  # the alphabets end before it; what comes after is not spelt out
_STANDS_ALONE = frozenset("aio")  # letters that are words and may come before the run


Spelt = tuple[str, int, int]  # a reading, and where it starts and ends in the folded text


@dataclass(slots=True)
class Singles:
    """The words of a list that may stand within a longer run, by how they begin."""

    words: set[str] = field(default_factory=set)
    beginnings: dict[str, list[int]] = field(default_factory=dict)

    def __init__(self, words: Iterable[str]) -> None:
        self.words = {word for word in words if len(word) >= SHORTEST_INSIDE}
        sizes: dict[str, set[int]] = {}
        for word in self.words:
            sizes.setdefault(word[:SHORTEST_INSIDE], set()).add(len(word))
        self.beginnings = {head: sorted(found) for head, found in sizes.items()}

    def within(self, run: str) -> Iterator[tuple[int, str]]:
        """Return every word within a run, with its place."""
        for start in range(len(run) - SHORTEST_INSIDE + 1):
            for size in self.beginnings.get(run[start : start + SHORTEST_INSIDE], ()):
                if (word := run[start : start + size]) in self.words:
                    yield start, word


def spelt_out(
    folded: Folded, track: Track, known: Singles, *, other_alphabet: bool
) -> Iterator[Spelt]:
    """Return words with signs in them (p!lls, a$$), and letters that stand apart (v-i-a-g-r-a)."""
    if _INSIDE.search(folded.text):
        yield from _loud(folded)
    done = 0
    for number, word in enumerate(track.words):
        if len(word) > 1 or word > LAST_LETTER or word in _BETWEEN_SIGNS:
            continue
        if (start := track.starts[number]) < done:
            continue
        if run := _SPELT.match(folded.text, start):
            done = run.end()
            yield from _run(run, folded, known, other_alphabet=other_alphabet)


def _loud(folded: Folded) -> Iterator[Spelt]:
    for run in _LOUD.finditer(folded.text):
        word = run[0].rstrip("!|")  # more often the end of a sentence than a letter
        if any(sign in word for sign in SIGNS):
            start, end = run.start(), run.start() + len(word)
            for reading in read_as_letters(folded.seen[start:end]):
                yield reading, start, end


def _run(
    run: re.Match[str], folded: Folded, known: Singles, *, other_alphabet: bool
) -> Iterator[Spelt]:
    step = 1 + len(run["gap"])
    letters = run[0][::step]
    if len(letters) == SHORTEST and not _STANDS_ALONE.isdisjoint(letters) and run["gap"].isspace():
        return  # I a m
    seen = folded.seen[run.start() : run.end()][::step]
    for reading in readings(letters, seen, other_alphabet=other_alphabet):
        yield reading, run.start(), run.end()
        if letters[0] in _STANDS_ALONE and len(letters) > SHORTEST:
            yield reading[1:], run.start() + step, run.end()
        for place, word in known.within(reading):
            start = run.start() + place * step
            yield word, start, start + (len(word) - 1) * step + 1
