"""What does an answer that is kept ready say to one commenter?

Its places {name}, {story} and {reason} are filled in one pass, so that a name like "{reason}" stays
what it is. What is put in is escaped: a name makes no link, no emphasis and no quotation.
"""

import re
from collections.abc import Mapping

NAMES = ("name", "story", "reason")
LONGEST_FACT = 200  # characters

_PLACE = re.compile(r"\{([^{}\n]*)\}|[{}]")
_MARKS = re.compile(r"([\\`*_~\[\]<>])")
_BREAKS = re.compile(r"\s+")


def unknown_places(text: str) -> list[str]:
    """Return what stands in braces and is no place, in the order of the text; each once."""
    found = (place[0] for place in _PLACE.finditer(text) if place[1] not in NAMES)
    return list(dict.fromkeys(found))


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return the text as plain words for the renderer of replies, its places filled.

    A place that has no fact is left out; what is no place stays as it stands.
    """
    return _PLACE.sub(
        lambda place: escaped(facts.get(place[1], "")) if place[1] in NAMES else place[0], text
    )


def escaped(fact: str) -> str:
    """Return a fact in one line that the renderer of replies shows as it is."""
    words = _BREAKS.sub(" ", fact.replace("://", ": ")).strip()[:LONGEST_FACT]
    return _MARKS.sub(r"\\\1", words)
