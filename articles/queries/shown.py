"""By which keys is a list of stories known to caches?"""

from collections.abc import Sequence
from datetime import datetime

from articles.queries.live import live_rows, rows_of
from articles.rules.list_keys import around, shown_of, under


def keys_shown(edition_ids: Sequence[int], *, whole: bool = False) -> list[str]:
    """Return the keys of all that the items of a list show; one query."""
    return shown_of([keys for (keys,) in rows_of("e.keys", edition_ids)], whole=whole)


def keys_around(
    article_id: int, at: datetime, shown: Sequence[int], *, whole: bool = False
) -> list[str]:
    """Return the keys of a list of stories around a live one: what decides it, what it shows."""
    rows = sorted(live_rows("e.id, e.article_id, e.keys, e.story_id", [article_id, *shown], at))
    keys = shown_of((keys for _edition, pk, keys, _story in rows if pk != article_id), whole=whole)
    for _edition, pk, own, story_id in rows:
        if pk == article_id:
            keys += [*around(own), under("story", story_id)]
    return list(dict.fromkeys(keys))
