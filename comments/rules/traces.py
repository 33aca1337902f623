"""By which pieces would we know a person's words again, wherever they are written down?

A text may stand somewhere in part, as HTML, or inside JSON; what is searched for are the beginnings
of its lines in all these spellings.
"""

import html
import json
from collections.abc import Iterable, Iterator

SHORTEST = 12  # characters: what is shorter than that is said by many, and tells of nobody
LONGEST = 60


def pieces(texts: Iterable[str]) -> set[str]:
    """Return the beginnings of the lines, of those that are long enough to be anybody's own."""
    lines = (line.strip(" >*") for text in texts for line in text.splitlines())
    return {line[:LONGEST] for line in lines if len(line) >= SHORTEST}


def spellings(piece: str) -> Iterator[str]:
    """Yield the piece as it looks in plain text, in HTML and in JSON, each once."""
    seen: set[str] = set()
    for plain in (piece, html.escape(piece), html.escape(piece, quote=False)):
        for spelling in (
            plain,
            json.dumps(plain)[1:-1],
            json.dumps(plain, ensure_ascii=False)[1:-1],
        ):
            if spelling not in seen:
                seen.add(spelling)
                yield spelling
