"""Which stories stand in a list whose length is known: all, those of a language, of a heading?

A page is one walk of one index, however long the list is and however deep the page: editions by
time, by language and time, or the mentions of a heading, which know the time of their edition.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from articles.models.editions import LIVE
from articles.models.listed_counts import ALL, HEADINGS
from articles.queries.listed_counts import live_count, only_asked
from cms.kernel.paging import Source
from cms.kernel.prepared import planned
from cms.kernel.raw import adapted, aware

BY_TIME = (["-published_at", "-id"], ["published_at", "id"])
_PAGE = """
SELECT {at}, e.id FROM {rows} AND {live}{behind}
ORDER BY {at} {way}, {number} {way} LIMIT %s OFFSET %s"""
_BEHIND = " AND ({at}, {number}) {sign} (%s, %s)"
_EDITIONS = {"at": "e.published_at", "number": "e.id"}
_MENTIONS = {"at": "m.published_at", "number": "m.edition_id"}
# CROSS JOIN tells SQLite where to begin.
_UNDER = "articles_mention m CROSS JOIN articles_edition e WHERE e.id = m.edition_id"


class KnownList(Source):
    """The live stories of a list at a moment, in the order of BY_TIME: `published_at` and `id`."""

    def __init__(self, name: str, at: datetime) -> None:
        self._name, self._at = name, at

    def count(self) -> int:
        """Return how many there are; one statement."""
        return live_count(self._name, self._at)

    def read(
        self, order: Sequence[str], position: Sequence[Any], *, start: int, count: int
    ) -> list[dict[str, Any]]:
        """Return `count` rows after the position and `start` more; one statement."""
        down = order[0].startswith("-")
        rows, columns, values = _rows(self._name)
        behind = _BEHIND.format(sign="<" if down else ">", **columns) if position else ""
        way = "DESC" if down else "ASC"
        live = LIVE.replace("e.live", f"{only_asked()}e.live")
        sql = _PAGE.format(rows=rows, live=live, behind=behind, way=way, **columns)
        now = adapted(self._at)
        found = planned(sql, [*values, now, now, *map(adapted, position), count, start])
        return [{"published_at": aware(at), "id": pk} for at, pk in found]


def _rows(name: str) -> tuple[str, dict[str, str], list[Any]]:
    """Return where the rows of a list are, by which columns they are ordered, and the values."""
    if name == ALL:
        return "articles_edition e WHERE 1 = 1", _EDITIONS, []
    word, _dash, which = name.partition("-")
    if word == "language":
        return "articles_edition e WHERE e.language = %s", _EDITIONS, [which]
    [kind] = [int(kind) for kind, heading in HEADINGS.items() if heading == word]
    return f"{_UNDER} AND m.kind = %s AND m.target_id = %s", _MENTIONS, [kind, int(which)]
