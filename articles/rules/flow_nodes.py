"""Of which pieces does a flowing document consist, and what may not stand in it?

The document is cut, never rebuilt: each node keeps the very characters that were written, so a
passage that nobody touched comes back byte for byte.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from articles.rules.clean import SAME_AS, TAGS

BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre"}
INLINE = (TAGS - BLOCKS) | set(SAME_AS)
NODES = {"h2", "figure"}
_KNOWN = TAGS | set(SAME_AS) | NODES | {"figcaption"}
_PLACE = {"data-id", "data-opening", "data-opening-anchor"}
_QUOTE = {
    "data-quote", "data-expert", "data-speaker", "data-printed-name", "data-attribution",
    "data-said-on", "data-source-name", "data-source-url",
}  # fmt: skip
_BARE = {"data-bare", "data-nothing"}
_ON_TOP = {
    "h2": {"data-id", "data-anchor"},
    "figure": {*_PLACE, "data-photo", "data-credit", "data-alt"},
    "blockquote": _PLACE | _QUOTE,
    "p": _PLACE | _BARE,
} | dict.fromkeys(("ul", "ol", "li", "pre"), _PLACE)
# What browsers and pasted pages add, and cleaning is known to take away (rules.clean).
_HARMLESS = {
    "a": {"href", "rel", "target", "title", "class"},
    "ol": {"start", "type", "data-type"},
    "code": {"class"},
    "pre": {"class"},
}
SPACE = " \t\n\r\f"


class FlowError(ValueError):
    """The document holds what a story cannot hold.

    `code` is unknown_tag, unknown_attribute, misplaced, unclosed or bad_value; `tag` names the
    element (or the attribute), and `near` is the text that stands just before it.
    """

    def __init__(self, code: str, tag: str, near: str = "") -> None:
        self.code, self.tag, self.near = code, tag, near
        super().__init__(f"{code}: {tag} (after {near!r})")


@dataclass(frozen=True, slots=True)
class Token:
    """A start tag, an end tag, or text: a slice of the source."""

    kind: str
    tag: str
    attrs: dict[str, str]
    start: int


@dataclass(slots=True)
class Node:
    """One piece at the top of the document; `tag` is "" for text outside of any block."""

    tag: str
    attrs: dict[str, str]
    start: int
    source: str = ""
    tokens: list[Token] = field(default_factory=list)
    inner_start: int = 0
    inner_end: int = 0
    end: int = 0

    @property
    def outer(self) -> str:
        """Return the node as it was written."""
        return self.source[self.start : self.end]

    @property
    def inner(self) -> str:
        """Return what stands between its tags."""
        return self.source[self.inner_start : self.inner_end]

    @property
    def near(self) -> str:
        """Return the last words of text before it."""
        return _before(self.source, self.start)

    @property
    def id(self) -> str | None:
        """Return the id it carries, or that of the first block inside it; None without any."""
        carriers = (token.attrs for token in self.tokens if token.kind == "open")
        return next((a["data-id"] for a in (self.attrs, *carriers) if "data-id" in a), None)

    @property
    def blank(self) -> bool:
        """Return whether it is only the space between two blocks."""
        return not self.tag and not self.outer.strip(SPACE)

    def slices(self) -> Iterator[tuple[Token, str]]:
        """Yield each token inside the node with its source text."""
        ends = [*(token.start for token in self.tokens[1:]), self.inner_end]
        for token, end in zip(self.tokens, ends, strict=bool(self.tokens)):
            yield token, self.source[token.start : end]


def nodes_of(source: str) -> list[Node]:
    """Return the top of the document, in order.

    Raises FlowError for unknown tags and attributes, and for tags that are not closed.
    """
    return _Builder(source).built()


class _Tokens(HTMLParser):
    """Cut the source into tokens, each with the place where it begins."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.tokens: list[Token] = []
        lines = source.split("\n")
        self.line_starts = [0]
        for line in lines:
            self.line_starts.append(self.line_starts[-1] + len(line) + 1)
        self.feed(source)
        self.close()

    def _add(self, kind: str, tag: str = "", attrs: dict[str, str] | None = None) -> None:
        line, column = self.getpos()
        start = self.line_starts[line - 1] + column
        self.tokens.append(Token(kind, tag, attrs or {}, start))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("open", tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self._add("close", tag)

    def handle_data(self, data: str) -> None:  # noqa: ARG002 - the parent's signature
        self._add("text")

    def handle_entityref(self, name: str) -> None:  # noqa: ARG002 - the parent's signature
        self._add("text")

    def handle_charref(self, name: str) -> None:  # noqa: ARG002 - the parent's signature
        self._add("text")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self._add("close", tag)

    def _refuse(self, what: str) -> None:
        self._add("text")
        raise FlowError("unknown_tag", what, _before(self.source, self.tokens[-1].start))

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - the parent's signature
        self._refuse("!--")

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002 - the parent's signature
        self._refuse("!")

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002 - the parent's signature
        self._refuse("!")

    def handle_pi(self, data: str) -> None:  # noqa: ARG002 - the parent's signature
        self._refuse("?")


class _Builder:
    """Gather tokens to nodes; only what is balanced and known passes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = _Tokens(source).tokens
        self.nodes: list[Node] = []
        self.stack: list[str] = []
        self.now: Node | None = None
        self.following = 0  # where the next token begins

    def built(self) -> list[Node]:
        starts = [*(token.start for token in self.tokens[1:]), len(self.source)]
        for token, following in zip(self.tokens, starts, strict=bool(self.tokens)):
            self.following = following
            {"open": self._open, "close": self._close, "text": self._text}[token.kind](token)
        if self.stack:
            raise self._error("unclosed", self.stack[-1], len(self.source))
        self._finish(len(self.source), len(self.source))
        return self.nodes

    def _open(self, token: Token) -> None:
        self._demand_known(token)
        if self.stack:
            self._inside(token)
        elif token.tag in BLOCKS | NODES:
            self._finish(token.start, token.start)
            self.now = self._node(token.tag, token, inner_start=self.following)
        else:
            self._loose(token)
        if token.tag != "br":
            self.stack.append(token.tag)

    def _close(self, token: Token) -> None:
        if not self.stack or self.stack[-1] != token.tag:
            raise self._error("unclosed", token.tag, token.start)
        self.stack.pop()
        if self.stack or self.now is None or not self.now.tag:
            self._inside(token)
        else:
            self._finish(token.start, self.following)

    def _text(self, token: Token) -> None:
        if self.stack:
            self._inside(token)
        else:
            self._loose(token)

    def _inside(self, token: Token) -> None:
        assert self.now is not None  # noqa: S101 - an invariant
        self.now.tokens.append(token)

    def _loose(self, token: Token) -> None:
        if self.now is None:
            self.now = self._node("", token, inner_start=token.start)
        self.now.tokens.append(token)

    def _node(self, tag: str, token: Token, *, inner_start: int) -> Node:
        attrs = dict(token.attrs) if tag else {}
        return Node(tag, attrs, token.start, self.source, inner_start=inner_start)

    def _finish(self, inner_end: int, end: int) -> None:
        if self.now is not None:
            self.now.inner_end, self.now.end = inner_end, end
            self.nodes.append(self.now)
        self.now = None

    def _demand_known(self, token: Token) -> None:
        if token.tag not in _KNOWN:
            raise self._error("unknown_tag", token.tag, token.start)
        if self.stack and (token.tag in NODES or "data-quote" in token.attrs):
            raise self._error("misplaced", token.tag, token.start)
        if token.tag == "figcaption" and self.stack != ["figure"]:
            raise self._error("misplaced", token.tag, token.start)
        # A paragraph that was put into a list keeps the id it had at the top.
        placed = _ON_TOP.get(token.tag, set()) - (_QUOTE if self.stack else set())
        allowed = _HARMLESS.get(token.tag, set()) | placed
        for name in token.attrs:
            if name not in allowed:
                raise self._error("unknown_attribute", f"{token.tag} {name}", token.start)

    def _error(self, code: str, tag: str, place: int) -> FlowError:
        return FlowError(code, tag, _before(self.source, place))


def _before(source: str, place: int) -> str:
    """Return the last words of text before a place."""
    parts = _Plain(source[:place]).text.split()
    return " ".join(parts)[-60:].strip()


class _Plain(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.feed(source)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.text += "" if tag in INLINE else " "
