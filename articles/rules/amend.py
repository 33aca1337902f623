"""What is a story after an editor changed a part of it?"""

from typing import Any

from articles.rules.copy import ArticleCopy
from articles.rules.document import DocumentError, read, written

Json = dict[str, Any]
FIXED = ("id", "type")  # of a block: another kind of block is another block


def amended(copy: ArticleCopy, changes: Json) -> ArticleCopy:
    """Return the copy with the named facts replaced, each as a whole; `sections` is one of them.

    Raises DocumentError; `corrections` are made by correcting, not here (`read_only`).
    """
    after = read(written(copy) | changes)
    if after.corrections != copy.corrections:
        raise DocumentError("/corrections", "read_only")
    return after


def place_of(copy: ArticleCopy, block_id: str) -> tuple[int, int] | None:
    """Return in which section, and where in it, the block stands; None when it is not there."""
    for number, section in enumerate(copy.sections):
        for position, block in enumerate(section.blocks):
            if block.id == block_id:
                return number, position
    return None


def with_block(copy: ArticleCopy, place: tuple[int, int], changes: Json) -> ArticleCopy:
    """Return the copy with the named facts of one block replaced.

    Raises DocumentError with a pointer into `changes`.
    """
    document, (number, position) = written(copy), place
    blocks = document["sections"][number]["blocks"]
    for name in FIXED:
        if changes.get(name, blocks[position][name]) != blocks[position][name]:
            raise DocumentError(f"/{name}", "read_only")
    blocks[position] = blocks[position] | changes
    try:
        return read(document)
    except DocumentError as wrong:
        here = pointer_of(place)
        raise DocumentError(wrong.field.removeprefix(here), wrong.code) from None


def pointer_of(place: tuple[int, int]) -> str:
    """Return the JSON pointer of a block's place in the document."""
    return f"/sections/{place[0]}/blocks/{place[1]}"
