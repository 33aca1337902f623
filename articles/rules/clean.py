"""Which HTML may stand in a story, and how does it read as Markdown or plain text?

The vocabulary is that of API.md: p strong em a ul ol li blockquote code pre br sub sup. Cleaning
runs on every write, whatever door is used.
"""

import re
from html.parser import HTMLParser

import nh3

TAGS = {
    "p", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "br", "sub", "sup",
}  # fmt: skip
SAME_AS = {"b": "strong", "i": "em"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
_SCRIPTS = {"script", "style", "template", "noscript", "iframe", "object"}
_BLOCKS = {"p", "li", "blockquote", "pre", "ul", "ol"}
# Space between two blocks is no text: editors drop it, so it is not kept in the first place.
_BETWEEN = re.compile(
    r"(</(?:p|li|blockquote|pre|ul|ol)>|<(?:ul|ol|blockquote)>)\s+"
    r"(?=</?(?:p|li|blockquote|pre|ul|ol)>)"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(html: str) -> str:
    """Return the HTML with only the vocabulary left; the text of other tags stays."""
    renamed = re.sub(r"<(/?)(b|i)(?=[\s>/])", lambda m: f"<{m[1]}{SAME_AS[m[2]]}", html)
    cleaned = nh3.clean(
        _CONTROLS.sub("", renamed),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=_SCRIPTS,
        link_rel=None,
        attribute_filter=_kept,
    )
    return _BETWEEN.sub(r"\1", cleaned).strip()


def _kept(_tag: str, name: str, value: str) -> str | None:
    """Keep a link that names its scheme, or a place on this site: `/path`, `#place`.

    What a browser would complete by the page it stands on (`//host`, `\\host`, `page`) leads
    somewhere else on every frontend.
    """
    if name != "href" or re.match(r"(https?://|mailto:)", value, re.IGNORECASE):
        return value
    return value if re.match(r"(/(?![/\\])|#)", value) else None


def clean_text(text: str) -> str:
    """Return plain text without control characters, ends trimmed."""
    return _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def as_plain(html: str) -> str:
    """Return the text, blocks parted by a blank line."""
    return _Writer(marks={}).written(html)


def as_markdown(html: str) -> str:
    """Return the text as CommonMark."""
    return _Writer(marks={"strong": "**", "em": "*", "code": "`"}, markdown=True).written(html)


class _Writer(HTMLParser):
    """Walk clean HTML and write another form of it."""

    def __init__(self, marks: dict[str, str], *, markdown: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.marks, self.markdown = marks, markdown
        self.out: list[str] = []
        self.lists: list[int] = []
        self.hrefs: list[str] = []
        self.quoted = 0

    def written(self, html: str) -> str:
        self.feed(html)
        self.close()
        text = re.sub(r"[ \t]+\n", "\n", "".join(self.out))
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.out.append("\\\n" if self.markdown else "\n")
        elif tag in {"ul", "ol"}:
            self.out.append("\n\n" if not self.lists else "\n")
            self.lists.append(0 if tag == "ul" else 1)
        elif tag == "li":
            self._open_item()
        elif tag in _BLOCKS:
            self.quoted += tag == "blockquote"
            if not self.lists:
                self.out.append("\n\n" + ("> " if self.markdown and self.quoted else ""))
        elif tag == "a" and self.markdown:
            self.hrefs.append(dict(attrs).get("href") or "")
            self.out.append("[")
        else:
            self.out.append(self.marks.get(tag, ""))

    def _open_item(self) -> None:
        indent = "  " * (len(self.lists) - 1)
        if self.lists and self.lists[-1]:
            mark = f"{self.lists[-1]}. "
            self.lists[-1] += 1
        else:
            mark = "- "
        self.out.append(f"\n{indent}{mark}")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
        elif tag == "a" and self.markdown and self.hrefs:
            self.out.append(f"]({self.hrefs.pop()})")
        elif tag in self.marks:
            self.out.append(self.marks[tag])

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data)
        self.out.append(re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text) if self.markdown else text)
