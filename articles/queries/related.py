"""What else belongs to a story?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models.editions import LIVE, Edition, MentionKind
from cms.kernel.prepared import planned
from cms.kernel.raw import adapted

MOST_SHARING = 300  # editions of each expert and tag, the newest
AT_ONCE = (50, 200)  # of these that are looked up first, and each time after that
_OWN = f"""
SELECT e.story_id, e.language, e.category_id, m.kind, m.target_id
FROM articles_edition e LEFT JOIN articles_mention m
    ON m.edition_id = e.id AND m.kind IN ({MentionKind.RELATED}, {MentionKind.EXPERT}, {MentionKind.TAG})
WHERE e.article_id = %s AND {LIVE} ORDER BY m.position"""  # noqa: S608, E501
_NEWEST = """
SELECT * FROM (
    SELECT edition_id, kind, published_at FROM articles_mention
    WHERE kind = %s AND target_id = %s ORDER BY published_at DESC, edition_id DESC LIMIT %s
) AS newest"""
_SHARING = f"""
SELECT edition_id FROM ({{newest}}) AS shared GROUP BY edition_id
ORDER BY SUM(CASE WHEN kind = {MentionKind.EXPERT} THEN 1 ELSE 0 END) DESC,
    SUM(CASE WHEN kind = {MentionKind.TAG} THEN 1 ELSE 0 END) DESC,
    MAX(published_at) DESC, edition_id DESC"""  # noqa: S608
_THERE = f"SELECT e.id, e.article_id FROM articles_edition e WHERE {LIVE} AND e.story_id <> %s"  # noqa: S608


@dataclass(frozen=True)
class _Story:
    """A live story, what it mentions, and at which moment."""

    story_id: int
    language: str
    category_id: int
    mentions: Sequence[tuple[int, int]]
    moment: Any

    def others(self, more: str, *values: Any) -> list[tuple[int, int]]:
        """Return (edition, article) of live stories but this one and its translations."""
        return planned(_THERE + more, [self.moment, self.moment, self.story_id, *values])


def related_ids(article_id: int, at: datetime, limit: int) -> list[int]:
    """Return articles to read next: editors' picks, then by shared experts, tags, category.

    Only live ones, never itself or a translation of it; a constant number of queries, mostly.
    """
    mine = _own(article_id, at)
    if mine is None:
        return []
    ids: dict[int, None] = {}
    for more in (_picked, _sharing, _of_category):
        if len(ids) < limit:
            ids |= dict.fromkeys(more(mine, limit + len(ids)))
    return list(ids)[:limit]


def _own(article_id: int, at: datetime) -> _Story | None:
    moment = adapted(at)
    found = planned(_OWN, [article_id, moment, moment])
    if not found:
        return None
    mentions = [(kind, target) for *_of, kind, target in found if kind is not None]
    story_id, language, category_id, *_mention = found[0]
    return _Story(story_id, language, category_id, mentions, moment)


def _picked(mine: _Story, _limit: int) -> list[int]:
    """Return what the editors picked that is live, in their order."""
    picks = [target for kind, target in mine.mentions if kind == MentionKind.RELATED]
    if not picks:
        return []
    places = ", ".join(["%s"] * len(picks))
    there = {pk for _edition, pk in mine.others(f" AND e.article_id IN ({places})", *picks)}
    return [pk for pk in picks if pk in there]


def _sharing(mine: _Story, limit: int) -> list[int]:
    """Return what shares experts or tags, the most of them first.

    Of each expert and tag only the newest editions are looked at, so a tag of half the archive
    costs what a rare one does.
    """
    shared = [pair for pair in mine.mentions if pair[0] != MentionKind.RELATED]
    if not shared:
        return []
    values = [value for kind, target in shared for value in (kind, target, MOST_SHARING)]
    newest = " UNION ALL ".join([_NEWEST] * len(shared))
    found = planned(_SHARING.format(newest=newest), values)
    return _first_live(mine, [pk for (pk,) in found], limit)


def _first_live(mine: _Story, editions: Sequence[int], limit: int) -> list[int]:
    """Return the articles of the first of those editions that are live and of its language."""
    ids: list[int] = []
    start, count = 0, AT_ONCE[0]
    while start < len(editions) and len(ids) < limit:
        some = editions[start : start + count]
        # As many as ever, so that it is the same statement.
        filled = [*some, *[some[0]] * (count - len(some))]
        places = ", ".join(["%s"] * count)
        there = dict(
            mine.others(f" AND e.language = %s AND e.id IN ({places})", mine.language, *filled)
        )
        ids += [there[pk] for pk in some if pk in there]
        start, count = start + count, AT_ONCE[1]
    return ids[:limit]


def _of_category(mine: _Story, limit: int) -> list[int]:
    """Return the newest of the category."""
    newest = " AND e.category_id = %s AND e.language = %s ORDER BY e.published_at DESC, e.id DESC"
    found = mine.others(f"{newest} LIMIT %s", mine.category_id, mine.language, limit)
    return [pk for _edition, pk in found]


def translation_ids(article_id: int, at: datetime, limit: int) -> list[int]:
    """Return the live articles that tell the same story in other languages, by language."""
    live = Edition.objects.live(at)
    story = live.filter(article_id=article_id).values("story_id")
    others = live.filter(story_id__in=story).exclude(article_id=article_id)
    return list(others.order_by("language").values_list("article_id", flat=True)[:limit])
