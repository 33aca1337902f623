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


def fragment(said: Said) -> str:
    """Return the JSON of a reply without its end."""
    there = said.there
    value: dict[str, Any] = {
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
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))[:-1]


class Counted(NamedTuple):
    """What stands behind a fragment."""

    up: int
    down: int
    reply_count: int
    pinned: bool
    featured: bool


def ending(there: bool, counted: Counted) -> str:  # noqa: FBT001 - a fact of the reply
    """Return the rest of the JSON of a reply, but for the brace: a root has more to come."""
    score = f'{{"up":{counted.up},"down":{counted.down}}}' if there else "null"
    pinned, featured = (
        "true" if there and marked else "false" for marked in (counted.pinned, counted.featured)
    )
    return (
        f',"score":{score},"reply_count":{counted.reply_count},'
        f'"pinned":{pinned},"featured":{featured}'
    )
