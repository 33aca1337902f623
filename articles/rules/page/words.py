"""Which words does a text have, in order.

Punctuation, quotation marks and spaces part words and are none themselves, so that a text cut
at any of them keeps its words. A sign such as the euro or an emoji counts as a word of its own.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

_GAPS = frozenset("PZC")
_SIGN = "S"


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, as printed; costs time linear in its length."""
    return tuple(_runs(text))


def word_count(text: str) -> int:
    """Return how many words a text has."""
    return sum(1 for _ in _runs(text))


def _runs(text: str) -> Iterator[str]:
    for sort, letters in groupby(text, key=_sort):
        if sort == _SIGN:
            yield from letters
        elif sort:
            yield "".join(letters)


def _sort(letter: str) -> str:
    if letter.isascii() and letter.isalnum():
        return "L"
    category = unicodedata.category(letter)[0]
    if category in _GAPS:
        return ""
    return _SIGN if category == _SIGN else "L"
