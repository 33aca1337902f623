"""What becomes of a story that two people changed at once?

A three-way merge (https://en.wikipedia.org/wiki/Merge_(version_control)) by the ids of sections
and blocks: what only one side changed is taken; what both changed differently is a clash, and a
person chooses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from articles.rules.copy import ArticleCopy, Block, Figure, Passage, Quote, Section
from articles.rules.merge_order import merged_order
from articles.rules.merge_run import merged_run

Choice = Literal["mine", "theirs", "both"]
Kind = Literal["fact", "section", "text", "quote", "photo"]
Key = tuple[str, str]  # ("section" | "block", id)
_LISTS = ("tags", "byline", "related", "corrections")
_SEO = ("title", "description", "canonical_url", "noindex")
_FACTS = (
    "headline", "standfirst", "lead", "slug", "language", "category", "source", "translation_of",
)  # fmt: skip
_HEAD = ("headline", "standfirst", "lead")  # what stands above the body
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Head:
    """What opens a section: a section without its blocks."""

    heading: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What both sides changed, each in its own way; None where it no longer stands.

    `key` names it: a fact ("headline", "seo_title"), "section-<id>" or "block-<id>".
    """

    key: str
    kind: Kind
    mine: Any
    theirs: Any
    base: Any

    @property
    def may_keep_both(self) -> bool:
        """Return whether one can stand below the other: two blocks can."""
        both = self.mine is not None and self.theirs is not None
        return both and self.kind in {"text", "quote", "photo"}

    def choices(self) -> tuple[Choice, ...]:
        """Return what may be chosen."""
        return ("mine", "theirs", "both") if self.may_keep_both else ("mine", "theirs")


@dataclass(frozen=True, slots=True)
class Merged:
    """A story with the changes of both; where they clash it holds mine, or theirs if mine is gone.

    `clashes` stand in reading order.
    """

    copy: ArticleCopy
    clashes: tuple[Clash, ...] = ()


def merge(base: ArticleCopy | None, mine: ArticleCopy, theirs: ArticleCopy) -> Merged:
    """Return both sides' changes to `base` together.

    Blocks and sections without an id are new ones; what both added in the same words stands once.
    Without a base everything that differs is a clash.
    """
    facts: list[Clash] = []
    copy = _merged_facts(base, mine, theirs, facts)
    sections, body_clashes = _merged_body(base, mine, theirs)
    head = [clash for clash in facts if clash.key in _HEAD]
    rest = [clash for clash in facts if clash.key not in _HEAD]
    return Merged(copy.with_sections(sections), (*head, *body_clashes, *rest))


def unsettled(merged: Merged, choices: Mapping[str, str]) -> tuple[Clash, ...]:
    """Return the clashes for which nothing that is possible was chosen."""
    return tuple(c for c in merged.clashes if choices.get(c.key) not in c.choices())


def settled(merged: Merged, choices: Mapping[str, str]) -> ArticleCopy:
    """Return the story as was chosen for every clash; "both" puts mine first.

    Raises ValueError when a choice is missing.
    """
    if unsettled(merged, choices):
        raise ValueError("not every clash is settled")
    copy = merged.copy
    parts: dict[str, tuple[Any, ...]] = {}
    for clash in merged.clashes:
        choice = choices[clash.key]
        if clash.kind == "fact":
            copy = _with_fact(copy, clash.key, clash.theirs if choice == "theirs" else clash.mine)
        else:
            parts[clash.key] = _chosen(clash, choice)
    return copy.with_sections(tuple(_settled_sections(copy.sections, parts)))


def _chosen(clash: Clash, choice: str) -> tuple[Any, ...]:
    if choice == "both":
        return clash.mine, replace(clash.theirs, id="")
    one = clash.mine if choice == "mine" else clash.theirs
    return () if one is None else (one,)


def _settled_sections(
    sections: Sequence[Section], parts: Mapping[str, tuple[Any, ...]]
) -> Iterable[Section]:
    """Yield the sections; blocks of a section that goes stay, in the one before it."""
    out: list[Section] = []
    for section in sections:
        blocks = tuple(
            one for block in section.blocks for one in parts.get(f"block-{block.id}", (block,))
        )
        heads = parts.get(f"section-{section.id}", (section,))
        if heads:
            out.append(Section(section.id, heads[0].heading, heads[0].anchor))
        elif blocks and not out:
            out.append(Section(""))
        if out:
            out[-1] = replace(out[-1], blocks=(*out[-1].blocks, *blocks))
    return out


def _three(base: Any, mine: Any, theirs: Any) -> tuple[Any, bool]:
    """Return what stands, and whether both sides changed it differently."""
    if theirs in (mine, base):
        return mine, False
    return (theirs, False) if mine == base else (mine, True)


def _merged_facts(
    base: ArticleCopy | None, mine: ArticleCopy, theirs: ArticleCopy, clashes: list[Clash]
) -> ArticleCopy:
    copy = theirs
    for name in (*_FACTS, *(f"seo_{name}" for name in _SEO)):
        before = _fact(base, name) if base else _ABSENT
        here, there = _fact(mine, name), _fact(theirs, name)
        value, clash = _three(before, here, there)
        copy = _with_fact(copy, name, value)
        if clash:
            clashes.append(Clash(name, "fact", here, there, None if base is None else before))
    for name in _LISTS:
        value, clash = _merged_list(base, mine, theirs, name)
        copy = _with_fact(copy, name, value)
        if clash:
            former = getattr(base, name) if base else None
            clashes.append(Clash(name, "fact", value, getattr(theirs, name), former))
    return copy


def _merged_body(
    base: ArticleCopy | None, mine: ArticleCopy, theirs: ArticleCopy
) -> tuple[tuple[Section, ...], tuple[Clash, ...]]:
    former = base.sections if base else _ABSENT
    sections, both = _three(former, mine.sections, theirs.sections)
    if not both:
        return sections, ()
    body = _Body(base, mine, theirs)
    return body.sections(), body.clashes


def _fact(copy: ArticleCopy, name: str) -> Any:
    inner = name.removeprefix("seo_")
    return getattr(copy.seo, inner) if inner != name else getattr(copy, name)


def _with_fact(copy: ArticleCopy, name: str, value: Any) -> ArticleCopy:
    inner = name.removeprefix("seo_")
    if inner != name:
        return replace(copy, seo=replace(copy.seo, **{inner: value}))
    facts: dict[str, Any] = {name: value}
    return replace(copy, **facts)


def _merged_list(
    base: ArticleCopy | None, mine: ArticleCopy, theirs: ArticleCopy, name: str
) -> tuple[tuple[Any, ...], bool]:
    """Return a list with what either side added and without what either took away.

    A name of the byline to which both gave another role is a clash; mine is returned.
    """
    here, there = getattr(mine, name), getattr(theirs, name)
    value, clash = _three(getattr(base, name) if base else _ABSENT, here, there)
    if not clash or base is None:
        return value, clash
    sides = [{_one(entry): entry for entry in getattr(s, name)} for s in (base, mine, theirs)]
    known: dict[Any, Any] = {}
    for key in dict.fromkeys((*sides[1], *sides[2])):
        entry, both = _three(*(side.get(key) for side in sides))
        if both:
            return here, True
        if entry is not None:
            known[key] = entry
    order = merged_order(*map(list, sides), stays=known.__contains__)
    return tuple(known[key] for key in order), False


def _one(entry: Any) -> Any:
    return getattr(entry, "author", entry)


class _Body:
    """The bodies of the three sides as sequences of parts, and what becomes of them."""

    def __init__(self, base: ArticleCopy | None, mine: ArticleCopy, theirs: ArticleCopy) -> None:
        self.openings: set[Key] = set()
        self.base = self._parts(base.sections if base else (), "b")
        self.theirs = self._parts(theirs.sections, "t")
        self.mine = _known_again(self._parts(mine.sections, "m"), self.theirs, self.base)
        self.based = base is not None
        self.standing: dict[Key, Any] = {}
        self.clashing: dict[Key, Clash] = {}
        for key in dict.fromkeys((*self.mine, *self.theirs)):
            self._decide(key)
        self.order = merged_order(
            list(self.base),
            list(self.mine),
            list(self.theirs),
            stays=self.standing.__contains__,
            opens=lambda key: key[0] == "section",
        )

    def _parts(self, sections: Sequence[Section], side: str) -> dict[Key, Any]:
        parts: dict[Key, Any] = {}
        for number, section in enumerate(sections):
            key = ("section", section.id or f"+{side}{number}")
            parts[key] = Head(section.heading, section.anchor)
            if number == 0 and not section.heading:
                self.openings.add(key)
            for place, block in enumerate(section.blocks):
                parts["block", block.id or f"+{side}{number}.{place}"] = block
        return parts

    def _decide(self, key: Key) -> None:
        here, there = self.mine.get(key), self.theirs.get(key)
        new = key[1].startswith("+")
        before = self.base.get(key) if self.based or new else _ABSENT
        value, clash = _three(before, here, there)
        if clash and (together := _together(before, here, there)):
            value = together
        elif clash:
            value = there if here is None else here
            was = None if before is _ABSENT else before
            self.clashing[key] = Clash("-".join(key), _kind(value), here, there, was)
        if value is not None:
            self.standing[key] = value

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return tuple(self.clashing[key] for key in self.order if key in self.clashing)

    def sections(self) -> tuple[Section, ...]:
        """Return the body; an opening that is first no longer ends in the section before it."""
        out: list[Section] = []
        for place, key in enumerate(self.order):
            part = self.standing[key]
            if isinstance(part, Head):
                if place == 0 or part.heading or key not in self.openings:
                    out.append(Section(_id(key), part.heading, part.anchor))
                continue
            if not out:
                out.append(Section(""))
            block = part if part.id == _id(key) else replace(part, id=_id(key))
            out[-1] = replace(out[-1], blocks=(*out[-1].blocks, block))
        return tuple(out)


def _together(before: Any, here: Any, there: Any) -> Passage | None:
    """Return the passage in which both changed other paragraphs; None where that cannot be."""
    sides = (before, here, there)
    if not all(isinstance(side, Passage) for side in sides):
        return None
    html = merged_run(*(side.html for side in sides))
    return None if html is None else replace(here, html=html)


def _id(key: Key) -> str:
    return "" if key[1].startswith("+") else key[1]


def _kind(part: Any) -> Kind:
    kinds: dict[type, Kind] = {
        Head: "section", Passage: "text", Quote: "quote", Figure: "photo",
    }  # fmt: skip
    return kinds[type(part)]


def _known_again(
    mine: dict[Key, Any], theirs: dict[Key, Any], base: Mapping[Key, Any]
) -> dict[Key, Any]:
    """Give new parts the ids that they got when their words were saved by another way.

    An answer that was lost on its way, or text taken over from another window: the same words
    that both added stand once.
    """
    added = {key: part for key, part in theirs.items() if key not in base and key not in mine}
    free: dict[Any, list[Key]] = {}
    for key, part in added.items():
        free.setdefault((key[0], _words(part)), []).append(key)
    again: dict[Key, Any] = {}
    for key, part in mine.items():
        same = free.get((key[0], _words(part)), []) if key[1].startswith("+") else []
        if same:
            known = same.pop(0)
            again[known] = replace(part, id=known[1]) if isinstance(part, Block) else theirs[known]
        else:
            again[key] = part
    return again


def _words(part: Any) -> Any:
    """Return the words of a part, whatever its id and its anchor."""
    if isinstance(part, Head):
        return part.heading
    values = tuple(getattr(part, f.name) for f in fields(part) if f.name != "id")
    return (type(part).__name__, values)
