"""Where moderators work in the admin."""

from comments.admin import (
    aid,
    block_lists,
    canned,
    comment,
    letters,
    log,
    readers,
    scopes,
    screening,
)

__all__ = [
    "aid",
    "block_lists",
    "canned",
    "comment",
    "letters",
    "log",
    "readers",
    "scopes",
    "screening",
]
