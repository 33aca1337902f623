"""Which row does a number mean that somebody sent as text?"""

from collections.abc import Iterable

LONGEST = 18  # digits: what every database holds, and what Python reads without a limit
LAST_VERSION = 2**31 - 1


def row_number(said: object) -> int | None:
    """Return the number of a row; None for what can be none, however long or strange it is."""
    text = str(said)
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST):
        return None
    return int(text) or None


def version_number(said: object) -> int:
    """Return the number of a version; 0, which is always stale, for what can be none."""
    number = row_number(said) or 0
    return number if number <= LAST_VERSION else 0


def row_numbers(said: Iterable[object]) -> list[int]:
    """Return the numbers of rows among what was sent, in its order."""
    return [number for number in map(row_number, said) if number is not None]
