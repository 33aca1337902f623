"""Which parts of a working copy are asked for? `fields` and `omit`, as on the public list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict

from articles.api.editor import shapes
from articles.api.editor.sheets import row, sheets
from articles.api.public.shapes import names_of
from cms.kernel.editing import Json
from cms.kernel.picking import chosen, drop, keep

PICKING = ("fields", "omit")


def _names() -> dict[str, Any]:
    """Return the tree of all that is told of a story, in a list or alone."""
    names = names_of(shapes.StoryRowShape) | names_of(shapes.StorySheetShape)
    blocks: dict[str, Any] = {}
    for block in (shapes.CopyTextShape, shapes.CopyQuoteShape, shapes.CopyPhotoShape):
        blocks |= names_of(block)
    names["sections"]["blocks"] = blocks
    return names


ROW_NAMES, STORY_NAMES = names_of(shapes.StoryRowShape), _names()


class Picking:
    """What is wanted of each story."""

    def __init__(self, query: QueryDict) -> None:
        """Read the query. Raises BadParameter (400): `unknown_field`."""
        self.fields = _chosen("fields", query)
        self.omit = _chosen("omit", query) or {}

    def of(self, story: Json) -> Json:
        """Return what is wanted of one story."""
        kept = story if self.fields is None else keep(story, self.fields)
        wanted: Json = drop(kept, self.omit) if self.omit else kept
        return wanted


def _chosen(name: str, query: QueryDict) -> dict[str, Any] | None:
    return chosen(name, query.get(name, ""), STORY_NAMES) if name in query else None


def items(stories: Sequence[Any], picks: Picking, at: datetime) -> list[Json]:
    """Return the list items of stories (from `with_standing`), whole ones where that is asked for.

    The texts are read for all of them together, and only where something of them is wanted.
    """
    rows = [row(story, at) for story in stories]
    if set(picks.fields or ()) - set(ROW_NAMES):
        rows = [one | whole for one, whole in zip(rows, sheets(stories, at), strict=True)]
    return [picks.of(one) for one in rows]
