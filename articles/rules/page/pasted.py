"""What manuscript does a page pasted as HTML make.

Blocks become lines, headings are marked with "##", links in a source keep their address. Fonts,
scripts and forms are not the story's and fall away.
"""

from html.parser import HTMLParser
from typing import Final

import nh3

_BLOCKS: Final = frozenset(
    """
    address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section table tbody
    td th thead tr ul
    """.split()  # noqa: SIM905
)
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
_SILENT: Final = {"script", "style", "title", "noscript", "template", "svg", "select", "textarea"}
_KEPT: Final = set(_BLOCKS | {"a"})


def manuscript_of(html: str) -> str:
    """Return the text of an HTML page, one paragraph per line, blank lines between them.

    Never fails: broken HTML gives the text that a browser would more or less show.
    """
    reader = _Reader()
    # Python's own parser takes quadratic time over broken tags, so it is given whole ones only.
    reader.feed(
        nh3.clean(
            html,
            tags=_KEPT,
            clean_content_tags=_SILENT,
            attributes={"a": {"href"}},
            link_rel=None,
        )
    )
    reader.close()
    return reader.manuscript()


class _Reader(HTMLParser):
    """Collects the lines of clean HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._heading = False
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end_line()
            self._heading = tag in _HEADINGS
        if tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._link.startswith(("https://", "http://")) and self._is_source():
            self._words.append(f", {self._link}")
            self._link = ""

    def manuscript(self) -> str:
        """Return the lines read so far."""
        self._end_line()
        return "\n\n".join(self._lines) + "\n" if self._lines else ""

    def _is_source(self) -> bool:
        return "".join(self._words[:2]).lstrip().casefold().startswith("source")

    def _end_line(self) -> None:
        line = " ".join("".join(self._words).split())
        if line:
            self._lines.append(f"## {line}" if self._heading else line)
        self._words, self._heading = [], False
