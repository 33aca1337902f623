"""What do readers get of a reply, as JSON, and which part of it is written down with the reply?

A *fragment* is the beginning of that JSON: all that only changes when the reply itself does. What
votes and answers change is put behind it when it is read.
"""

import json
from typing import Any, NamedTuple

WHOLE = '"state":"published"'  # in the beginning of a fragment that is no gap's
BEGINNING = 110  # characters; what stands before the state has fewer, and no reader wrote it


class Said(NamedTuple):
    """The facts of a fragment: times as RFC 3339, keys of the reply answered and of the root."""

    key: str
    parent: str | None
    root: str | None
    depth: int
    there: bool  # published; else a gap, without words and author
    html: str
    created_at: str
    edited_at: str | None
    author_name: str
    author_kind: str


def shape(said: Said) -> dict[str, Any]:
    """Return what readers see of a reply and only it can change; a gap has no words, no author.

    Here and in `numbers` stands all that they see: no e-mail or hash of one, no network, no
    reasons, no risk, no moderator, no raw text, no internal number.
    """
    there = said.there
    return {
        "id": said.key,
        "parent": said.parent,
        "root": said.root,
        "depth": said.depth,
        "state": "published" if there else "removed",
        "html": said.html if there else None,
        "created_at": said.created_at,
        "edited_at": said.edited_at if there else None,
        "author": {"name": said.author_name, "kind": said.author_kind} if there else None,
    }


def fragment(said: Said) -> str:
    """Return the JSON of a reply without its end."""
    return _json(shape(said))[:-1]


class Counted(NamedTuple):
    """What stands behind a fragment."""

    up: int
    down: int
    reply_count: int
    pinned: bool
    featured: bool


def numbers(counted: Counted, *, there: bool) -> dict[str, Any]:
    """Return what votes, answers and moderators change of what readers see."""
    return {
        "score": {"up": counted.up, "down": counted.down} if there else None,
        "reply_count": counted.reply_count,
        "pinned": there and counted.pinned,
        "featured": there and counted.featured,
    }


def ending(counted: Counted, *, there: bool) -> str:
    """Return the rest of the JSON of a reply, but for the brace: a root has more to come."""
    return f",{_json(numbers(counted, there=there))[1:-1]}"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
