"""Is a paragraph the words of a photo, and which of them are caption, label and credit."""

import re
from dataclasses import replace

from articles.rules.page.lines import Paragraph
from articles.rules.page.pieces import Figure, Part, Reason, Told
from articles.rules.page.vocabulary import PHOTO_LABELS
from articles.rules.page.words import word_count

PICTURED = "[Photo] "  # what the line of a pasted picture begins with
_LONGEST = 700
_TAIL = 220
_CREDIT_WORDS = 12
_CAPTION_WORDS = 60

_KIND = "|".join(PHOTO_LABELS)
_AFTER = r"(?:\s+(?:credits?|courtesy\s+of|courtesy|source|by|von|par))?"
# "Photo:", "Image credit:", "Credit:"; "Picture by", "Photo courtesy of"; "©", "(c)", "Photo ©".
_LABEL = re.compile(
    rf"(?:(?:{_KIND}){_AFTER}\s*:(?!\S*//)"
    rf"|(?:photo\s+)?credits?\s*:"
    rf"|(?:{_KIND})\s+(?:by|von|par|courtesy\s+of|credit)\b(?!\s*:)"
    rf"|(?:(?:{_KIND})\s*:?\s*)?(?:©|\(c\)))",
    re.IGNORECASE,
)
_BRACKETS = {"(": ")", "[": "]"}
_BREAKS = frozenset('.!?…”"»)]\u2019|/;:,*\u2013\u2014-')
_SIGNS = ("©", "(c)", "(C)")
_EDGES = " \t|/;,\u2013\u2014-"


def figure(paragraph: Paragraph) -> Figure | None:
    """Return the words of a photo, if the paragraph is caption and credit or one of them."""
    pictured = paragraph.text.startswith(PICTURED)
    return _pictured(paragraph) if pictured else _labelled(paragraph)


def _labelled(paragraph: Paragraph) -> Figure | None:
    found = _label(paragraph.text) if len(paragraph.text) <= _LONGEST else None
    if found is None:
        return None
    before, label, after = found
    if label.endswith(_SIGNS) and after[:1].islower():
        return None  # "(c) apply to every skipper" is the third point of a list
    if _is_credit(after) and word_count(before) <= _CAPTION_WORDS:
        named = (*_caption(before), ("label", label), ("credit", after))
        return _piece(paragraph, named)
    if not before and word_count(after) <= _CAPTION_WORDS and word_count(after):
        return _piece(paragraph, (("label", label), ("caption", after)))
    return None


def _pictured(paragraph: Paragraph) -> Figure:
    """A picture stood here: all words are its caption, but for a credit that says it is one."""
    words = paragraph.text.removeprefix(PICTURED)
    own = figure(Paragraph(paragraph.line, words))
    if own is None or not own.caption:
        return _piece(paragraph, (("label", PICTURED.strip()), ("caption", words)))
    label = Part("label", PICTURED.strip(), paragraph.line)
    return replace(own, parts=(label, *own.parts), printed=(paragraph,))


def _caption(text: str) -> tuple[tuple[str, str], ...]:
    """Part "Photo: The wall." into label and caption, where the credit has a label of its own."""
    match = _LABEL.match(text)
    if not match or not match[0].endswith(":"):
        return (("caption", text),)
    return (("label", match[0]), ("caption", text[match.end() :].strip()))


def _label(text: str) -> tuple[str, str, str] | None:
    """Return the words before the last label, the label and the words behind it."""
    start = max(0, len(text) - _TAIL)
    for match in [*_LABEL.finditer(text, start)][::-1]:
        at = match.start()
        if not _stands_apart(text, match):
            continue
        close = _BRACKETS.get(text[at - 1], "") if at else ""
        after = text[match.end() :].strip()
        if close and not after.rstrip(". ").endswith(close):
            continue
        label = match[0]
        if close:
            at, label, after = at - 1, text[at - 1] + label, after.rstrip(". ")[:-1]
        return text[:at].rstrip(_EDGES), label.strip(), after.strip()
    return None


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    before = text[:at].rstrip()[-1:]
    if not before or (before in _BRACKETS and text[at - 1] in _BRACKETS):
        return True
    if text[at].isalnum() and (text[at].islower() or text[at - 1].isalnum()):
        return False
    return before in _BREAKS or match[0].endswith((":", "©", ")"))


def _is_credit(text: str) -> bool:
    return 0 < word_count(text) <= _CREDIT_WORDS and not text.startswith("//")


def _piece(paragraph: Paragraph, named: tuple[tuple[str, str], ...]) -> Figure:
    words = dict(named)
    parts = []
    for name, text in named:
        if text and name == "caption":
            parts.append(Part("caption", text, paragraph.line))
        elif text and name == "label":
            parts.append(Part("label", text, paragraph.line))
        elif text:
            parts.append(Part("credit", text, paragraph.line))
    return Figure(
        id=f"figure:{paragraph.line}",
        parts=tuple(parts),
        printed=(paragraph,),
        reason=_reason(words),
    )


def _reason(words: dict[str, str]) -> Reason:
    if not words.get("credit"):
        return Reason("photo_without_credit", Told("photo_without_credit"), sure=False)
    if not words.get("caption"):
        return Reason("photo_without_caption", Told("photo_without_caption"), sure=False)
    return Reason("photo", Told("photo"), sure=words["label"].endswith(":"))
