"""What manuscript does a page pasted as HTML make, be it from a browser or a word processor?

Blocks become lines, headings are marked with "##", items of lists with a bullet, links in a source
keep their address, and pictures become lines of their own. Fonts, scripts, forms and comments on
the text are not the story's and fall away.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

import nh3

from articles.rules.page.captions import PICTURED, figure
from articles.rules.page.lines import Paragraph
from articles.rules.page.markup import Markup
from articles.rules.page.pasted_line import Line, Style, visible
from articles.rules.page.pasted_tags import (
    BLOCKS,
    KEPT,
    KEPT_FACTS,
    SILENT,
    SKIPPED,
    VOID,
    Facts,
    is_bullet,
    is_caption,
    is_comment,
    is_comment_text,
    is_heading,
    is_reference,
    list_of,
    shallow,
    style_of,
)

_TINY: Final = 32  # pixels: an icon, or what counts readers


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A page as plain text; `markup` is what its lines carried beside the letters, by number.

    `left_out` counts what fell away and should be spoken of, by the code of a sentence.
    """

    text: str
    markup: Mapping[int, Markup] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


def manuscript_of(html: str) -> str:
    """Return the text of an HTML page, one paragraph per line, blank lines between them.

    Never fails: broken HTML gives the text that a browser would more or less show.
    """
    return read_html(html).text


def read_plain(text: str) -> Manuscript:
    """Return plain text as it is read: without what nobody sees."""
    return Manuscript(visible(text))


def read_html(html: str) -> Manuscript:
    """Return what `manuscript_of` does, with what the lines carried, and what was left out."""
    reader = _Reader()
    # Python's own parser takes quadratic time over broken tags, so it is given whole ones only.
    reader.feed(
        nh3.clean(
            shallow(html),
            tags=KEPT,
            clean_content_tags=SILENT,
            attributes=KEPT_FACTS,
            url_schemes={"http", "https", "mailto", "data", "file", "blob"},
            link_rel=None,
        )
    )
    reader.close()
    return reader.manuscript()


class _Reader(HTMLParser):
    """Collects the lines of clean HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._line = Line()
        self._lines: list[Markup] = []
        self._open: list[str] = []  # tags that are open
        self._styles: list[Style | None] = []  # and what each does to its words
        self._silent = 0  # how many were open when something to be skipped began
        self._lists: list[str] = []
        self._titled = False
        self._picture: str | None = None
        self._caption = 0  # how many tags were open when a caption began
        self._left_out: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts: Facts = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
            self._styles.append(None)
        if self._silent:
            return
        if self._skips(tag, facts):
            self._silent = self._whole(facts)
        elif tag == "img":
            self._take_picture(facts)
        elif tag in BLOCKS:
            self._begin_block(tag, facts)
        if not self._silent and tag not in VOID:
            self._styles[-1] = style_of(tag, facts)
            self._line.begin(self._styles[-1])

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1:] != [tag]:
            return
        self._line.end(self._styles.pop())
        if not self._silent and tag in BLOCKS:
            self._end_block(tag)
        self._open.pop()
        if len(self._open) < self._silent:
            self._silent = 0
        if len(self._open) < self._caption:
            self._caption = 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.add(data)

    def manuscript(self) -> Manuscript:
        """Return what was read so far."""
        self._end_line()
        self._end_picture("")
        text = "\n\n".join(line.text for line in self._lines)
        markup = {
            2 * place + 1: line
            for place, line in enumerate(self._lines)
            if line.marks or line.listed or line.alt
        }
        return Manuscript(f"{text}\n" if text else "", markup, self._left_out)

    def _skips(self, tag: str, facts: Facts) -> bool:
        if is_comment(tag, facts):
            self._left_out["comments_left_out"] += tag != "div"
            return True
        if is_comment_text(facts):
            self._line = Line()
            return True
        if is_bullet(facts):
            self._line.listed = self._line.listed or "ul"
            return True
        return tag in SKIPPED or is_reference(tag, facts)

    def _whole(self, facts: Facts) -> int:
        """Return how deep it is silent: a comment's text fills the block that it begins."""
        depth = len(self._open)
        while is_comment_text(facts) and depth > 1 and self._open[depth - 1] not in BLOCKS:
            depth -= 1
        return depth

    def _begin_block(self, tag: str, facts: Facts) -> None:
        self._end_line()
        if tag in {"ul", "ol"}:
            self._lists.append(tag)
        item = tag == "p" and self._open[-2:-1] == ["li"]
        self._line.listed = list_of("li" if item else tag, facts, self._lists)
        self._line.heading = is_heading(tag, facts, titled=self._titled)
        self._titled |= tag == "h1"
        if is_caption(tag, facts) and not self._caption:
            self._caption = len(self._open)

    def _end_block(self, tag: str) -> None:
        self._end_line()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag == "figure":
            self._end_picture("")

    def _end_line(self) -> None:
        line, self._line = self._line.ended()
        if not line.text:
            return
        if self._picture is not None:
            if self._caption or figure(Paragraph(1, line.text)):
                self._end_picture(line.text)
                return
            self._end_picture("")
        self._lines.append(line)

    def _take_picture(self, facts: Facts) -> None:
        """A picture is never fetched: its words make a line in its place."""
        sizes = [facts.get(name, "").removesuffix("px") for name in ("width", "height")]
        if any(size.isdigit() and int(size) <= _TINY for size in sizes):
            return
        if facts.get("src", "").startswith("data:"):
            self._left_out["pictures_embedded"] += 1
            return
        self._end_line()
        self._end_picture("")
        self._picture = " ".join(facts.get("alt", "").split())

    def _end_picture(self, caption: str) -> None:
        """Write the line of the picture that was begun, with its caption if it has one."""
        alt, self._picture = self._picture, None
        if alt is None:
            return
        words = caption or alt
        if not words:
            self._left_out["pictures_bare"] += 1
            return
        self._lines.append(Markup(PICTURED + words, alt=alt if alt != caption else ""))
