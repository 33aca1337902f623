"""Where may a text be cut so that no letter and no emoji is cut in two?

After the grapheme clusters of UAX #29, from what Python knows of characters. Where its tables do
not suffice, a place counts as no place to cut, and the characters beside it as two graphemes: what
is said to fit does fit.
"""

from collections.abc import Iterator
from unicodedata import category, combining

JOINER, VIRAMA = "\u200d", 9  # the combining class of what joins Indic consonants
JAMO = ((0x1100, 0x11FF), (0xA960, 0xA97C), (0xAC00, 0xD7FB))
PREFIXES = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
ALWAYS_JOINED = ((0x1F3FB, 0x1F3FF), (0xE0020, 0xE007F), (0xFF9E, 0xFF9F), (0x200C, 0x200D))
FLAGS = (0x1F1E6, 0x1F1FF)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the pieces that may not be cut, each with the most graphemes that it can be."""
    piece, most = "", 0
    for sign in text:
        if piece and _is_joined(piece, sign):
            most += not _is_surely_joined(piece, sign)
            piece += sign
            continue
        if piece:
            yield piece, most
        piece, most = sign, 1
    if piece:
        yield piece, most


def cut(text: str, *, graphemes: int, size: int, mark: str = "…") -> str:
    """Return a text of at most so many graphemes and bytes of UTF-8; a mark says it was cut."""
    if _fits(text, graphemes, size):
        return text
    kept, left, room = "", graphemes - 1, size - len(mark.encode())
    for piece, most in clusters(text):
        left, room = left - most, room - len(piece.encode(errors="replace"))
        if left < 0 or room < 0:
            break
        kept += piece
    return kept.rstrip() + mark


def _fits(text: str, graphemes: int, size: int) -> bool:
    if len(text.encode(errors="replace")) > size:
        return False
    return len(text) <= graphemes or sum(most for _piece, most in clusters(text)) <= graphemes


def _is_joined(piece: str, sign: str) -> bool:
    last = piece[-1]
    return (
        _is_surely_joined(piece, sign)
        or category(sign) == "Mc"
        or last in PREFIXES
        or last == JOINER
        or (combining(last) == VIRAMA and category(sign) == "Lo")
        or (_is_in(last, *JAMO) and _is_in(sign, *JAMO))
    )


def _is_surely_joined(piece: str, sign: str) -> bool:
    if category(piece[-1]) in {"Cc", "Zl", "Zp"}:
        return False
    if category(sign) in {"Mn", "Me"} or _is_in(sign, *ALWAYS_JOINED):
        return True
    if _is_in(sign, FLAGS):
        return len(piece) == 1 and _is_in(piece, FLAGS)
    return piece[-1] == JOINER and category(piece[0]) == category(sign) == "So"


def _is_in(sign: str, *ranges: tuple[int, int]) -> bool:
    return any(first <= ord(sign) <= last for first, last in ranges)
