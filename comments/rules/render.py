"""How does a reply look in HTML?

The writer's text is plain: paragraphs, line breaks, > quoted lines, *emphasis*, web addresses. It
is rendered once, when it is stored; a sanitiser with a list of its own stands behind the renderer.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TAGS = {"p", "br", "em", "strong", "a", "blockquote", "code", "ul", "ol", "li"}
REL = "ugc nofollow noopener"

_BREAK = re.compile(r"</(?:p|li|blockquote)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_TRAILING = ".,;:!?'*_»”\u2019"
_PAIRS = {")": "(", "]": "["}


def html_of(text: str) -> str:
    """Return clean HTML for a cleaned text: the ten TAGS, and links to http(s) with rel."""
    return nh3.clean(
        _writer.render(text).strip(),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=REL,
    )


def words_of(html: str) -> str:
    """Return what is read in a rendering: its words without marks, a line for each paragraph."""
    lines = _BREAK.sub("\n", html)
    return unescape(_TAG.sub("", lines))


def _link_addresses(state: StateCore) -> None:
    for token in state.tokens:
        if token.children:
            token.children = [new for child in token.children for new in _linked(child)]


def _linked(token: Token) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    done = 0
    for found in _ADDRESS.finditer(token.content):
        address = _trimmed(found[0])
        if not _may_link(address):
            continue
        yield _text(token.content[done : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": address})
        yield _text(address)
        yield Token("link_close", "a", -1)
        done = found.start() + len(address)
    yield _text(token.content[done:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _trimmed(address: str) -> str:
    """Return the address without the punctuation of the sentence around it."""
    while address:
        last = address[-1]
        opened = _PAIRS.get(last)
        unpaired = opened and address.count(last) > address.count(opened)
        if last not in _TRAILING and not unpaired:
            break
        address = address[:-1]
    return address


def _may_link(address: str) -> bool:
    """Return whether it names a host, and no user before it (https://bank.example@evil.example)."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def _make_writer() -> MarkdownIt:
    writer = MarkdownIt("zero", {"html": False, "breaks": True})
    writer.enable(["emphasis", "newline", "escape", "blockquote"])
    writer.core.ruler.push("link_addresses", _link_addresses)
    return writer


_writer = _make_writer()
