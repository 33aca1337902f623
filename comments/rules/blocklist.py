"""Does a text contain an entry of a list, however it is dressed up?"""

from collections.abc import Iterable

from comments.rules.screening import Caught


class BlockedWords:
    """Entries to look for in a text, compiled once."""

    def __init__(self, lines: Iterable[str]) -> None:
        entries = enumerate((line.strip() for line in lines), start=1)
        self.entries = [(n, entry) for n, entry in entries if entry and entry[0] != "#"]

    def find(self, text: str) -> Caught | None:
        """Return the first entry that the text contains."""
        for line, entry in self.entries:
            start = text.casefold().find(entry.casefold())
            if start >= 0:
                return Caught(line, entry, start, start + len(entry))
        return None
