"""By which keys is a list of stories known to caches?"""

from collections.abc import Sequence
from datetime import datetime

from articles.models.editions import Edition
from articles.rules.list_keys import around, shown_of, under


def keys_shown(edition_ids: Sequence[int], *, whole: bool = False) -> list[str]:
    """Return the keys of all that the items of a list show; one query."""
    if not edition_ids:
        return []
    rows = Edition.objects.filter(pk__in=edition_ids).order_by("pk")
    return shown_of(rows.values_list("keys", flat=True), whole=whole)


def keys_around(
    article_id: int, at: datetime, shown: Sequence[int], *, whole: bool = False
) -> list[str]:
    """Return the keys of a list of stories around a live one: what decides it, what it shows."""
    editions = Edition.objects.live(at).filter(article_id__in=[article_id, *shown])
    rows = list(editions.order_by("pk").values_list("article_id", "keys", "story_id"))
    keys = shown_of((keys for pk, keys, _story in rows if pk != article_id), whole=whole)
    for pk, own, story_id in rows:
        if pk == article_id:
            keys += [*around(own), under("story", story_id)]
    return list(dict.fromkeys(keys))
