"""Which parts of a working copy are asked for? `fields` and `omit`, as on the public list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict

from articles.api.editor import shapes
from articles.api.editor.sheets import row, sheets
from articles.api.public.shapes import names_of
from cms.kernel.editing import Json
from cms.kernel.picking import chosen, drop, keep

PICKING = ("fields", "omit")


def _names(shape: type[shapes.CopyShape]) -> dict[str, Any]:
    """Return the tree of names of a document, with those of all types of blocks."""
    names = names_of(shape)
    blocks: dict[str, Any] = {}
    for block in (shapes.CopyTextShape, shapes.CopyQuoteShape, shapes.CopyPhotoShape):
        blocks |= names_of(block)
    names["sections"]["blocks"] = blocks
    return names


ROW_NAMES = names_of(shapes.StoryRowShape)
STORY_NAMES = ROW_NAMES | _names(shapes.StorySheetShape)  # in a list or alone
REVISION_NAMES = names_of(shapes.RevisionShape) | {"document": _names(shapes.CopyShape)}


class Picking:
    """What is wanted of each story."""

    def __init__(self, query: QueryDict, names: Mapping[str, Any] = STORY_NAMES) -> None:
        """Read the query. Raises BadParameter (400): `unknown_field`."""
        self.fields = _chosen("fields", query, names)
        self.omit = _chosen("omit", query, names) or {}

    def of(self, story: Json) -> Json:
        """Return what is wanted of one story."""
        kept = story if self.fields is None else keep(story, self.fields)
        wanted: Json = drop(kept, self.omit) if self.omit else kept
        return wanted


def _chosen(name: str, query: QueryDict, names: Mapping[str, Any]) -> dict[str, Any] | None:
    return chosen(name, query.get(name, ""), dict(names)) if name in query else None


def items(stories: Sequence[Any], picks: Picking, at: datetime) -> list[Json]:
    """Return the list items of stories (from `with_standing`), whole ones where that is asked for.

    The texts are read for all of them together, and only where something of them is wanted.
    """
    rows = [row(story, at) for story in stories]
    if set(picks.fields or ()) - set(ROW_NAMES):
        rows = [one | whole for one, whole in zip(rows, sheets(stories, at), strict=True)]
    return [picks.of(one) for one in rows]
