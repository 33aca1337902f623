"""Are two headlines the same, or so near that readers would think so?"""

from difflib import SequenceMatcher
from typing import Literal

from articles.rules.names import folded, slug_of

Likeness = Literal["", "nearly", "same"]
NEAR = 0.9  # of the letters, in order
SHARED = 0.8  # of the words, in any order
FEWEST = 4  # words, below which sharing them means little
TELLING = 3  # words by which lookalikes are looked for


def likeness(one: str, other: str) -> Likeness:
    """Return how alike two headlines are, without regard to case, accents and punctuation."""
    first, second = folded(one), folded(other)
    if not first or not second:
        return ""
    if first == second:
        return "same"
    words, others = set(first.split()), set(second.split())
    shared = len(words & others) / len(words | others)
    if min(len(words), len(others)) >= FEWEST and shared >= SHARED:
        return "nearly"
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    near = matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR
    return "nearly" if near and len(words) > 1 else ""


def telling_words(headline: str) -> list[str]:
    """Return the longest words of a headline, each as a slug and as it is folded has it."""
    words = sorted(set(folded(headline).split()), key=lambda word: (-len(word), word))
    return words[:TELLING]


def as_slug(word: str) -> str:
    """Return a word as a slug holds it; "" where a slug cannot."""
    return slug_of(word)
