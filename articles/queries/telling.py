"""How is one change of a story told, with the names of what it refers to?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from articles.queries.names import Names, named
from articles.rules.alignment import aligned
from articles.rules.carried import Passing
from articles.rules.clean import as_plain
from articles.rules.copy import ArticleCopy, Figure, Passage, Quote, Section, Source
from articles.rules.excerpt import excerpt
from articles.rules.formatting import formatting
from articles.rules.reading_order import Part, Row
from articles.rules.told import Detail, Pictures, Told
from articles.rules.wording import Segment, wording

BEGINNING = 160  # characters of what only moved
KINDS: dict[type[Part], str] = {
    Section: "heading",
    Passage: "passage",
    Quote: "quote",
    Figure: "photo",
}


class Teller:
    """Tells facts and parts of a story, with the names that it knows."""

    def __init__(self, names: Names, passings: Mapping[str, Passing]) -> None:
        self.names, self.passings = names, passings

    def row(self, row: Row) -> Told:
        """Return what happened to a section or block; of one that only moved, how it begins."""
        part = row.part
        plain = row.change in {"same", "moved"}
        details = self.beginning(part) if plain else self.change(row.before, row.after)
        return Told(
            kind=KINDS[type(part)],
            part=part.id,
            change=row.change,
            details=tuple(details),
            heading=part.heading if isinstance(part, Section) else "",
            was_in=row.was_in,
        )

    def beginning(self, part: Part) -> Iterator[Detail]:
        """Yield by what one knows a part again."""
        match part:
            case Section():
                yield from _begins("heading", part.heading)
            case Passage():
                yield from _begins("text", as_plain(part.html))
            case Quote():
                yield from _begins("quote", part.text)
            case Figure():
                yield from self.pictures(part, part)
                yield from _begins("caption", part.caption)

    def change(self, before: Part | None, after: Part | None) -> Iterator[Detail]:
        """Yield what changed; what became of another type is gone as the one and came as other."""
        if before is not None and after is not None and type(before) is not type(after):
            yield from self.change(before, None)
            yield from self.change(None, after)
            return
        some = after if after is not None else before
        nothing = next(empty for empty in _EMPTY if type(empty) is type(some))
        yield from self.parts(
            before if before is not None else nothing, after if after is not None else nothing
        )

    def parts(self, before: Part, after: Part) -> Iterator[Detail]:
        """Yield what can be said of a part before and after, both of one type."""
        match before, after:
            case Section(), Section():
                yield from _text("heading", before.heading, after.heading)
                yield from _text("anchor", before.anchor, after.anchor)
            case Passage(), Passage():
                yield from self.passage(before, after)
            case Quote(), Quote():
                yield from self.quote(before, after)
            case Figure(), Figure():
                yield from self.figure(before, after)

    def passage(self, before: Passage, after: Passage) -> Iterator[Detail]:
        old, new = as_plain(before.html), as_plain(after.html)
        own = self.passings.get(after.id or before.id) or Passing((old,), (new,))
        yield from _text("text", "\n\n".join(own.before), "\n\n".join(own.after))
        yield from _passed("left", own.left)
        yield from _passed("came", own.came)
        found = formatting(before.html, after.html, same_words=old == new)
        if found.links_changed and before.html and after.html:
            yield _listed("links", found.links_before, found.links_after)
        if found.is_all:
            yield Detail("setting", is_setting=True)

    def quote(self, before: Quote, after: Quote) -> Iterator[Detail]:
        yield from _text("quote", before.text, after.text)
        was, is_now = (named(self.names.experts, quote.expert) for quote in (before, after))
        if was or is_now:
            yield _listed("speaker", _some(was), _some(is_now))
        yield from _value("printed_name", before.printed_name, after.printed_name)
        yield from _text("attribution", before.attribution, after.attribution)
        yield from _value("said_on", *(str(q.said_on or "") for q in (before, after)))
        yield from _source(before.source, after.source)

    def figure(self, before: Figure, after: Figure) -> Iterator[Detail]:
        yield from self.pictures(before, after)
        for name in ("caption", "credit", "alt"):
            yield from _text(name, getattr(before, name), getattr(after, name))

    def pictures(self, before: Figure, after: Figure) -> Iterator[Detail]:
        if before.photo or after.photo:
            yield Detail("photo", pictures=Pictures(self.photo(before), self.photo(after)))

    def photo(self, figure: Figure) -> dict[str, Any] | None:
        if figure.photo is None:
            return None
        return self.names.photos.get(figure.photo, {"id": figure.photo})

    def facts(self, before: ArticleCopy, after: ArticleCopy) -> Iterator[Told]:
        """Yield the facts that changed, in the order of the document."""
        for name in _ORDER:
            details = tuple(self.fact(name, before, after))
            if details:
                yield Told("fact", f"/{name}", "changed", details)

    def fact(self, name: str, before: ArticleCopy, after: ArticleCopy) -> Iterator[Detail]:
        if getattr(before, name) == getattr(after, name):
            return
        if name in {"headline", "standfirst"}:
            yield from _text(name, getattr(before, name), getattr(after, name))
        elif name == "lead":
            nothing = Figure("")
            yield from self.figure(before.lead or nothing, after.lead or nothing)
        elif name == "source":
            yield from _source(before.source, after.source)
        elif name == "seo":
            yield from _seo(before, after)
        else:
            yield _listed(name, self.items(name, before), self.items(name, after))

    def items(self, name: str, copy: ArticleCopy) -> list[str]:
        """Return a fact as a list of names."""
        names = self.names
        rows: dict[str, tuple[Mapping[int, str], Sequence[int | None]]] = {
            "category": (names.categories, (copy.category,)),
            "tags": (names.tags, copy.tags),
            "related": (names.stories, copy.related),
            "translation_of": (names.stories, (copy.translation_of,)),
        }
        if name in rows:
            known, numbers = rows[name]
            return [named(known, number) for number in numbers if number is not None]
        if name == "byline":
            people = [(named(names.authors, e.author), e.role) for e in copy.byline]
            return [f"{who} ({role})" if role else who for who, role in people]
        if name == "corrections":
            return [f"{c.at:%Y-%m-%d}: {c.note}" for c in copy.corrections]
        return _some(getattr(copy, name))


_ORDER = (
    "headline", "standfirst", "lead", "category", "tags", "byline", "source", "slug", "language",
    "seo", "related", "translation_of", "corrections",
)  # fmt: skip


def _some(text: str) -> list[str]:
    return [text] if text else []


_EMPTY: tuple[Part, ...] = (Section(""), Passage("", ""), Quote("", ""), Figure(""))


def _begins(what: str, text: str) -> Iterator[Detail]:
    if text:
        cut = text if len(text) <= BEGINNING else f"{text[:BEGINNING].rsplit(' ', 1)[0]} …"
        yield Detail(what, words=(Segment("same", cut),))


def _text(what: str, before: str, after: str) -> Iterator[Detail]:
    """Yield how running text changed, word by word."""
    if before != after:
        yield Detail(what, words=excerpt(wording(before, after)))


def _value(what: str, before: str, after: str) -> Iterator[Detail]:
    """Yield how a value changed, as a whole."""
    if before != after:
        yield _listed(what, _some(before), _some(after))


def _listed(what: str, before: Sequence[str], after: Sequence[str]) -> Detail:
    """Return how a list changed: what is gone, what came, what stays."""
    items: list[Segment] = []
    i = j = 0
    for then_i, then_j in [*(aligned(before, after) or []), (len(before), len(after))]:
        items += [Segment("removed", item) for item in before[i:then_i]]
        items += [Segment("added", item) for item in after[j:then_j]]
        items += [Segment("same", item) for item in before[then_i : then_i + 1]]
        i, j = then_i + 1, then_j + 1
    return Detail(what, items=tuple(items))


def _passed(what: str, texts: Sequence[str]) -> Iterator[Detail]:
    """Yield how many paragraphs left or came as they were, and how the first begins."""
    for detail in _begins(what, texts[0] if texts else ""):
        yield replace(detail, paragraphs=len(texts))


def _source(before: Source, after: Source) -> Iterator[Detail]:
    yield from _value("source", before.name, after.name)
    yield from _value("source_url", before.url, after.url)


def _seo(before: ArticleCopy, after: ArticleCopy) -> Iterator[Detail]:
    yield from _text("seo_title", before.seo.title, after.seo.title)
    yield from _text("seo_description", before.seo.description, after.seo.description)
    yield from _value("canonical_url", before.seo.canonical_url, after.seo.canonical_url)
    yield from _value("noindex", *("noindex" * copy.seo.noindex for copy in (before, after)))
