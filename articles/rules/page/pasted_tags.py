"""What do the tags of a pasted page mean? Each browser and word processor has its own habits.

Word writes `mso-…` styles and `Mso…` classes, LibreOffice `sd…` ones, Google Docs puts the whole
page into `<b style="font-weight:normal">` and emphasis into spans.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

Facts = Mapping[str, str]

BLOCKS: Final = frozenset(
    """
    address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section table tbody
    td th thead tr ul
    """.split()  # noqa: SIM905
)
VOID: Final = frozenset({"br", "hr", "img"})
SILENT: Final = {"script", "style", "title", "noscript", "template", "svg", "select", "textarea"}
SKIPPED: Final = frozenset({"del"})
_INLINE: Final = frozenset({"a", "b", "strong", "i", "em", "sup", "sub", "code", "span", "del"})
KEPT: Final = set(BLOCKS | _INLINE | VOID)
KEPT_FACTS: Final = {
    "*": {"style", "class", "id"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
}
_STYLES: Final = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "sup": "sup", "sub": "sub",
    "code": "code",
}  # fmt: skip
_DEEPEST: Final = 400
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]*>")
_ENDS_ITSELF: Final = frozenset(
    "p li td th tr br hr img wbr input meta link base col dt dd option area".split()  # noqa: SIM905
)
_BOLD = re.compile(r"(?<![-\w])font-weight:\s*(bold|bolder|[6-9]00)\b")
_PLAIN = re.compile(r"(?<![-\w])font-weight:\s*(normal|[1-5]00)\b")
_SLANTED = re.compile(r"(?<![-\w])font-style:\s*(italic|oblique)\b")
_UPRIGHT = re.compile(r"(?<![-\w])font-style:\s*normal\b")
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
_REFERENCE = re.compile(r"#(_ftn|_edn|sdfootnote|sdendnote|ftnt|fn\b|fn[:-]?\d)")
_WORD_LIST = re.compile(r"mso-list:\s*l\d")
_WORD_HEADING = re.compile(r"\bMsoHeading\d|\bheading-?[2-6]\b", re.IGNORECASE)


def shallow(html: str) -> str:
    """Return the HTML; without its tags if they stand in each other deeper than any page has them.

    Cleaning takes quadratic time over the depth.
    """
    depth = 0
    for tag in _ANY_TAG.finditer(html):
        if tag[2].casefold() not in _ENDS_ITSELF:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _DEEPEST:
            return _ANY_TAG.sub("\n", html)
    return html


def style_of(tag: str, facts: Facts) -> tuple[str, str] | None:
    """Return how the words in a tag are styled: ("strong", "") or ("a", address)."""
    style = facts.get("style", "").casefold()
    if tag == "a":
        href = facts.get("href", "")
        return ("a", href) if href.startswith(("https://", "http://", "mailto:")) else None
    named = _STYLES.get(tag, "")
    if (named == "strong" and _PLAIN.search(style)) or (named == "em" and _UPRIGHT.search(style)):
        named = ""
    if not named and tag == "span":
        named = "strong" if _BOLD.search(style) else "em" if _SLANTED.search(style) else ""
    return (named, "") if named else None


def is_heading(tag: str, facts: Facts, *, titled: bool) -> bool:
    """Say whether a block is a heading; the first h1 is the headline and needs no mark."""
    if tag in _HEADINGS or (tag == "h1" and titled):
        return True
    return tag == "p" and bool(_WORD_HEADING.search(facts.get("class", "")))


def list_of(tag: str, facts: Facts, lists: Sequence[str]) -> str:
    """Return in what list a block is an item: "ul", "ol", or "" for none."""
    if tag == "li":
        return lists[-1] if lists else "ul"
    return "ul" if tag == "p" and _WORD_LIST.search(facts.get("style", "")) else ""


def is_bullet(facts: Facts) -> bool:
    """Say whether this is the sign or number before an item that Word writes as text."""
    return "mso-list:ignore" in facts.get("style", "").replace(" ", "").casefold()


def is_comment(tag: str, facts: Facts) -> bool:
    """Say whether this is what somebody noted beside the text, or the sign that leads there."""
    style = facts.get("style", "")
    if "mso-element:comment-list" in style.replace(" ", ""):
        return True
    known = facts.get("class", "").startswith("MsoCommentReference")
    led = re.match(r"#(_msocom_|cmnt\d)", facts.get("href", ""))
    return known or (tag == "a" and led is not None)


def is_comment_text(facts: Facts) -> bool:
    """Say whether a block begins that is the text of a comment of Google Docs."""
    return facts.get("href", "").startswith("#cmnt_ref")


def is_caption(tag: str, facts: Facts) -> bool:
    """Say whether a block holds the words of the picture before it."""
    return tag == "figcaption" or "caption" in facts.get("class", "").casefold()


def is_reference(tag: str, facts: Facts) -> bool:
    """Say whether this is the number of a footnote: the sign, not the note."""
    return tag == "a" and bool(_REFERENCE.match(facts.get("href", "")))
