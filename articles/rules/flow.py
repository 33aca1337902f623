"""How is a body written as one flowing document for the editor, and cut into blocks again?

    <p data-id="k1" data-opening="s1">Text …</p><p>more of the same passage</p>
    <h2 data-id="s2">Heading</h2>
    <blockquote data-quote data-id="k2" data-expert="7"><p>What was said.</p></blockquote>
    <figure data-id="k3" data-photo="9" data-credit="…" data-alt="…">
      <figcaption>…</figcaption></figure>

An `h2` opens a section. A passage is a run of text blocks; its first carries the id, and every
later id (or quote, photo, heading) begins another. A blockquote without `data-quote` is part of
the running text. `from_flow(to_flow(sections)) == sections` for every clean body.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape, unescape

from articles.rules.copy import Block, Figure, Passage, Quote, Section, Source
from articles.rules.flow_nodes import SPACE, FlowError, Node, nodes_of

__all__ = ["FlowError", "from_flow", "to_flow"]
_ID = re.compile(r"[a-z0-9]{1,12}")
_NUMBER = re.compile(r"[1-9][0-9]{0,18}")
_START = re.compile(r"<([a-z0-9]+)")


def to_flow(sections: Sequence[Section], names: Mapping[int, str] | None = None) -> str:
    """Return the document of a body; `names` says how experts are shown beside their quotes."""
    parts: list[str] = []
    for number, section in enumerate(sections):
        blocks = [_written(block, names or {}) for block in section.blocks]
        if number == 0 and not section.heading:
            blocks = _opened(blocks or ["<p data-nothing></p>"], section)
        else:
            parts.append(f"<h2{_attributes(_heading(section))}>{_text(section.heading)}</h2>")
        parts.extend(blocks)
    return "".join(parts)


def _heading(section: Section) -> dict[str, str]:
    return {"data-id": section.id, **_given({"data-anchor": section.anchor})}


def _opened(blocks: list[str], section: Section) -> list[str]:
    """Say on the first block to which section the opening belongs."""
    marks = {"data-opening": section.id, **_given({"data-opening-anchor": section.anchor})}
    return [_marked(blocks[0], marks), *blocks[1:]]


def _written(block: Block, names: Mapping[int, str]) -> str:
    match block:
        case Passage():
            return _marked(_paragraphs(block.html), {"data-id": block.id})
        case Figure():
            marks = _given(
                {
                    "data-photo": str(block.photo or ""),
                    "data-credit": block.credit,
                    "data-alt": block.alt,
                }
            )
            caption = _text(block.caption)
            opened = f"<figure{_attributes({'data-id': block.id, **marks})}>"
            return f"{opened}<figcaption>{caption}</figcaption></figure>"
        case Quote():
            said = "".join(f"<p>{_text(part)}</p>" for part in block.text.split("\n\n"))
            return f"<blockquote{_attributes(_of_quote(block, names))}>{said}</blockquote>"


def _of_quote(quote: Quote, names: Mapping[int, str]) -> dict[str, str]:
    facts = {
        "data-expert": str(quote.expert or ""),
        "data-speaker": names.get(quote.expert or 0, ""),
        "data-printed-name": quote.printed_name,
        "data-attribution": quote.attribution,
        "data-said-on": quote.said_on.isoformat() if quote.said_on else "",
        "data-source-name": quote.source.name,
        "data-source-url": quote.source.url,
    }
    return {"data-quote": "", "data-id": quote.id, **_given(facts)}


def _paragraphs(html: str) -> str:
    """Return the passage with text outside of blocks put into paragraphs that are marked so."""
    nodes = nodes_of(html)
    if not nodes:
        return "<p data-bare></p>"
    return "".join(
        node.outer if node.tag or node.blank else f"<p data-bare>{node.outer}</p>" for node in nodes
    )


def _marked(html: str, marks: Mapping[str, str]) -> str:
    return _START.sub(lambda found: f"{found[0]}{_attributes(marks)}", html, count=1)


def _given(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if value}


def _attributes(facts: Mapping[str, str]) -> str:
    return "".join(
        f' {name}="{escape(value)}"' if value or name != "data-quote" else f" {name}"
        for name, value in facts.items()
    )


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def from_flow(html: str) -> tuple[Section, ...]:
    """Return the body that a document says.

    A block that appears twice (it was copied) is a new one the second time, with id "". Text
    outside of paragraphs becomes paragraphs. Raises FlowError for anything else than the nodes
    above and the vocabulary of rules.clean: nothing is dropped in silence.
    """
    body = _Body()
    for node in nodes_of(html):
        body.take(node)
    return body.sections()


@dataclass(slots=True)
class _Open:
    """A section that is still being read."""

    id: str
    heading: str = ""
    anchor: str = ""
    blocks: list[Block] = field(default_factory=list)


class _Body:
    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.seen: set[str] = set()
        self.run: list[str] | None = None
        self.run_id = ""

    def sections(self) -> tuple[Section, ...]:
        self._end_run()
        return tuple(Section(s.id, s.heading, s.anchor, tuple(s.blocks)) for s in self.open)

    def take(self, node: Node) -> None:
        if node.blank:
            if self.run is not None:
                self.run.append(node.outer)
        elif node.tag == "h2":
            self._end_run()
            heading = unescape(_lines(node, allowed=frozenset()))
            anchor = node.attrs.get("data-anchor", "")
            self.open.append(_Open(self._id(node.attrs.get("data-id")), heading, anchor))
        else:
            self._begin_opening(node)
            self._block(node)

    def _begin_opening(self, node: Node) -> None:
        if not self.open:
            anchor = node.attrs.get("data-opening-anchor", "")
            self.open.append(_Open(self._id(node.attrs.get("data-opening")), "", anchor))

    def _block(self, node: Node) -> None:
        if node.tag == "figure":
            self._end_run()
            self.open[-1].blocks.append(self._figure(node))
        elif "data-quote" in node.attrs:
            self._end_run()
            self.open[-1].blocks.append(self._quote(node))
        elif "data-nothing" not in node.attrs:
            self._passage(node)

    def _passage(self, node: Node) -> None:
        named = node.id
        goes_on = self.run is not None and (named is None or (named and named == self.run_id))
        if not goes_on:
            self._end_run()
            self.run, self.run_id = [], self._id(named)
        assert self.run is not None  # noqa: S101 - an invariant
        self.run.append(_unmarked(node))

    def _end_run(self) -> None:
        if self.run is not None:
            html = "".join(self.run).strip(SPACE)
            self.open[-1].blocks.append(Passage(self.run_id, html))
        self.run = None

    def _id(self, named: str | None) -> str:
        """Return the id if it is one and nobody had it before."""
        if not named or named in self.seen or not _ID.fullmatch(named):
            return ""
        self.seen.add(named)
        return named

    def _quote(self, node: Node) -> Quote:
        facts = node.attrs
        said_on = facts.get("data-said-on", "")
        return Quote(
            id=self._id(facts.get("data-id")),
            text="\n\n".join(_paragraph_texts(node)),
            expert=_number(node, "data-expert"),
            printed_name=facts.get("data-printed-name", ""),
            attribution=facts.get("data-attribution", ""),
            said_on=_day(node, said_on) if said_on else None,
            source=Source(facts.get("data-source-name", ""), facts.get("data-source-url", "")),
        )

    def _figure(self, node: Node) -> Figure:
        return Figure(
            id=self._id(node.attrs.get("data-id")),
            photo=_number(node, "data-photo"),
            caption=unescape(_lines(node, allowed=frozenset({"figcaption", "br"}))),
            credit=node.attrs.get("data-credit", ""),
            alt=node.attrs.get("data-alt", ""),
        )


def _unmarked(node: Node) -> str:
    """Return the text block as it stands in its passage: without the marks of the document."""
    if "data-bare" in node.attrs:
        return node.inner
    if not node.tag:
        parts = re.split(r"[ \t\r]*\n\s*\n", node.outer.strip(SPACE))
        return "".join(f"<p>{part}</p>" for part in parts)
    inner = "".join(
        _tag(token.tag, token.attrs) if token.kind == "open" and _is_marked(token.attrs) else raw
        for token, raw in node.slices()
    )
    return f"{_tag(node.tag, node.attrs)}{inner}</{node.tag}>"


def _is_marked(attrs: Mapping[str, str]) -> bool:
    return any(name.startswith("data-") for name in attrs)


def _tag(tag: str, attrs: Mapping[str, str]) -> str:
    """Return the start tag without the marks of the document."""
    kept = {name: value for name, value in attrs.items() if not name.startswith("data-")}
    return f"<{tag}{_attributes(kept)}>"


def _lines(node: Node, *, allowed: frozenset[str]) -> str:
    """Return the raw text of a node, `br` as line ends; other tags than the allowed are refused."""
    out: list[str] = []
    for token, raw in node.slices():
        if token.kind == "text":
            out.append(raw)
        elif token.tag not in allowed:
            raise FlowError("misplaced", token.tag, node.near)
        elif token.tag == "br":
            out.append("\n")
    return "".join(out)


def _paragraph_texts(node: Node) -> list[str]:
    """Return the paragraphs of a quote as plain text."""
    paragraphs: list[str] = []
    inside = False
    for token, raw in node.slices():
        if token.tag == "p":
            inside = token.kind == "open"
            paragraphs += [""] if inside else []
        elif token.kind != "text" and token.tag != "br":
            raise FlowError("misplaced", token.tag, node.near)
        else:
            text = "\n" if token.tag == "br" else unescape(raw)
            _add_text(paragraphs, text, inside=inside)
    return paragraphs


def _add_text(paragraphs: list[str], text: str, *, inside: bool) -> None:
    """Add text to the paragraph it stands in; text between paragraphs is one of its own."""
    if inside:
        paragraphs[-1] += text
    elif text.strip(SPACE):
        paragraphs.append(text.strip(SPACE))


def _number(node: Node, name: str) -> int | None:
    value = node.attrs.get(name, "")
    if value and not (_NUMBER.fullmatch(value) and int(value) < 2**63):
        raise FlowError("bad_value", name, node.near)
    return int(value) if value else None


def _day(node: Node, said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise FlowError("bad_value", "data-said-on", node.near) from None
