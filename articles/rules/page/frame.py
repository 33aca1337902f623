"""Which lines frame the story: the source, the tags, the byline."""

import re

from articles.rules.page.lines import Paragraph
from articles.rules.page.pieces import Byline, Part, Reason, SourceLine, Tag, Told
from articles.rules.page.vocabulary import SOURCE_LABELS, TAG_LABELS
from articles.rules.page.words import word_count

_LONGEST = 300
_LABEL = re.compile(r"^(\w[\w\- ]{1,20}?)\s*:\s*(.+)$")
_LINK = re.compile(r"^\[([^\]]+)\]\s*\(([^()\s]+)\)\.?$")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]+")
_SOURCE_WORDS = 20
_SURE_SOURCE_WORDS = 6
_TAG_BREAK = re.compile(r"[,;|•·#]+|\s/\s")
_TAG_WORDS = 6

_BY = re.compile(
    r"^(by|written by|words by|text by|text|author|authors|von|par|por|автор|текст)\b\s*:?\s+"
    r"(\S.{1,120})$",
    re.IGNORECASE,
)
_NAMES_BREAK = re.compile(r"(\s*(?:,|&|\||\s(?:and|und|et|y|та|и)\s)\s*)")
_NAME = re.compile(r"[^\W\d_][\w'\u2019.-]*(?:\s+[^\W\d_][\w'\u2019.-]*){1,4}")


def source_line(paragraph: Paragraph) -> SourceLine | None:
    """Return the source with its name and address, if the line says "Source: ..."."""
    found = _labelled(paragraph, SOURCE_LABELS)
    if found is None or word_count(found[1]) > _SOURCE_WORDS:
        return None
    label, text = found
    parts = (Part("label", label, paragraph.line), *_source_parts(text, paragraph.line))
    return SourceLine(
        id=f"source:{paragraph.line}",
        parts=parts,
        printed=(paragraph,),
        reason=_reason("source", text, sure=word_count(text) <= _SURE_SOURCE_WORDS),
    )


def tag_line(paragraph: Paragraph) -> tuple[Tag, ...]:
    """Return the tags of a line that says "Tags: ..."; none for any other line."""
    found = _labelled(paragraph, TAG_LABELS)
    if found is None:
        return ()
    label, text = found
    names = [name.strip(" .") for name in _TAG_BREAK.split(text)]
    names = [name for name in names if word_count(name)]
    if not names or max(word_count(name) for name in names) > _TAG_WORDS:
        return ()
    return tuple(
        Tag(
            id=f"tag:{paragraph.line}" + (f".{number}" if number else ""),
            parts=(
                *((Part("label", label, paragraph.line),) if not number else ()),
                Part("name", name, paragraph.line),
            ),
            printed=(Paragraph(paragraph.line, name if number else f"{label} {name}"),),
            reason=_reason("tag", name, sure=True),
        )
        for number, name in enumerate(names)
    )


def byline(paragraph: Paragraph) -> Byline | None:
    """Return the names of a line that says "By ..."."""
    match = _BY.match(paragraph.text)
    if not match or paragraph.text.endswith((".", "!", "?", ":", ",", "”", '"')):
        return None
    pieces = _NAMES_BREAK.split(match[2])
    named = [bool(_NAME.fullmatch(piece)) and _capital(piece) for piece in pieces[::2]]
    if not named[0]:
        return None
    parts = [Part("label", match[1], paragraph.line)]
    for index, piece in enumerate(pieces):
        name = index % 2 == 0 and named[index // 2]
        if piece.strip():
            parts.append(Part("name" if name else "label", piece.strip(), paragraph.line))
    return Byline(
        id=f"byline:{paragraph.line}",
        parts=tuple(parts),
        printed=(paragraph,),
        reason=_reason("byline", match[2], sure=match[1].casefold() == "by"),
    )


def _reason(code: str, words: str, *, sure: bool) -> Reason:
    return Reason(code, Told(code, {"words": words}), sure)


def _labelled(paragraph: Paragraph, labels: tuple[str, ...]) -> tuple[str, str] | None:
    if len(paragraph.text) > _LONGEST:
        return None
    match = _LABEL.match(paragraph.text)
    if not match or match[1].casefold() not in labels or not word_count(match[2]):
        return None
    return f"{match[1]}:", match[2].strip()


def _source_parts(text: str, line: int) -> tuple[Part, ...]:
    link = _LINK.match(text)
    if link:
        return (Part("name", link[1], line), Part("url", link[2], line))
    match = _URL.search(text)
    if not match:
        return (Part("name", text, line),)
    url = match[0].rstrip(".,;")
    end = match.start() + len(url)
    around = (("name", text[: match.start()]), ("url", url), ("name", text[end:]))
    return tuple(
        Part("url" if name == "url" else "name", words.strip(" ,;()[]-\u2013\u2014"), line)
        for name, words in around
        if word_count(words)
    )


def _capital(name: str) -> bool:
    return all(word[0].isupper() or not word[0].islower() for word in name.split()[:2])
