"""What did the editor type into this story and not save?"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from articles.actions.keep_typing import Window
from articles.actions.save_typed import as_compared
from articles.admin.story_typed import initial_of
from articles.admin.telling import FACTS, KINDS, Piece, compared, names_of, told
from articles.models import Article
from articles.queries.company import typed_by
from articles.queries.names import Names
from articles.rules.copy import ArticleCopy
from articles.rules.difference import same_words
from articles.rules.merge import Clash, merge

_KEY = re.compile(r"[a-z0-9-]{8,64}")
MOST = 40  # changed places that are shown


@dataclass(frozen=True, slots=True)
class Place:
    """One place that was typed anew: what it is, and its words before and after."""

    title: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the form opens with instead of what is saved."""

    copy: ArticleCopy
    seen_version: int
    at: datetime
    is_stale: bool
    former: ArticleCopy

    @property
    def initial(self) -> dict[str, Any]:
        """Return what the form shows."""
        return {**initial_of(self.copy), "seen_version": self.seen_version}

    def places(self) -> list[Place]:
        """Return where it differs from what is saved, in reading order."""
        former, typed = as_compared(self.former), _numbered(as_compared(self.copy))
        clashes = merge(None, former, typed).clashes[:MOST]
        sides = [(clash.key, side) for clash in clashes for side in (clash.mine, clash.theirs)]
        names = names_of(sides)
        return [_place(clash, names) for clash in clashes]


def kept(story: Article | None, former: ArticleCopy, by: AbstractBaseUser | None) -> Kept | None:
    """Return what the editor typed and did not save, unless it says what is saved already."""
    typed = typed_by(story.pk, by) if story and story.pk else None
    if story is None or typed is None or same_words(as_compared(typed.copy), as_compared(former)):
        return None
    stale = typed.seen_version != story.version
    return Kept(typed.copy, typed.seen_version, typed.at, stale, former)


def is_key(said: str) -> bool:
    """Return whether a browser made this key."""
    return bool(_KEY.fullmatch(said))


def draft_key(data: Any) -> str:
    """Return the key of the page on which a new story is typed, or ""."""
    said = str(data.get("draft_key", ""))
    return said if is_key(said) else ""


def window(data: Any) -> Window:
    """Return which page sends this."""
    try:
        opened_with = parse_datetime(str(data.get("opened_with", "")))
    except ValueError:
        opened_with = None
    known = opened_with if opened_with and is_aware(opened_with) else None
    return Window(draft_key(data), known)


def _numbered(copy: ArticleCopy) -> ArticleCopy:
    """Give new parts ids, so that each can be told apart."""
    return copy.with_sections(
        tuple(
            replace(
                section,
                id=section.id or f"new{n}",
                blocks=tuple(
                    replace(block, id=block.id or f"new{n}x{m}")
                    for m, block in enumerate(section.blocks)
                ),
            )
            for n, section in enumerate(copy.sections)
        )
    )


def _place(clash: Clash, names: Names) -> Place:
    before, after = compared(
        told(clash.key, clash.mine, names), told(clash.key, clash.theirs, names)
    )
    title = FACTS[clash.key] if clash.kind == "fact" else KINDS[clash.kind]
    return Place(str(title), before, after)
