"""What may be said about a photo?"""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from media.rules.words import LONGEST_ALT, LONGEST_CAPTION, LONGEST_CREDIT, printable

LONGEST = {"caption": LONGEST_CAPTION, "credit": LONGEST_CREDIT, "alt": LONGEST_ALT}


class Changes(TypedDict, total=False):
    """What can be corrected; what is left out stays as it is."""

    caption: str
    credit: str
    alt: str
    focal_x: float
    focal_y: float


def cleaned(changes: Changes) -> Changes:
    """Return the same changes with texts made printable."""
    tidy = Changes(**changes)
    if "caption" in changes:
        tidy["caption"] = printable(changes["caption"])
    if "credit" in changes:
        tidy["credit"] = " ".join(printable(changes["credit"]).split())
    if "alt" in changes:
        tidy["alt"] = printable(changes["alt"])
    return tidy


def faults(changes: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong as (field, code): texts `too_long`, focal points `outside`."""
    for field, value in changes.items():
        if isinstance(value, str) and len(value) > LONGEST.get(field, 0):
            yield field, "too_long"
        if isinstance(value, int | float) and not 0 <= value <= 1:
            yield field, "outside"


def moves_focus(changes: Mapping[str, object]) -> bool:
    """Say whether the crops must be cut anew."""
    return "focal_x" in changes or "focal_y" in changes
