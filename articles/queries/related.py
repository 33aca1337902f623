"""What else belongs to a story?"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from articles.models.editions import Edition, Mention, MentionKind
from cms.kernel.prepared import rows

MOST_SHARING = 300  # editions of each expert and tag, the newest
AT_ONCE = 200


def related_ids(article_id: int, at: datetime, limit: int) -> list[int]:
    """Return articles to read next: editors' picks, then by shared experts, tags, category.

    Only live ones, never itself or a translation of it; a constant number of queries.
    """
    edition = Edition.objects.live(at).get(article_id=article_id)
    live = Edition.objects.live(at).exclude(story_id=edition.story_id)
    mine = list(
        Mention.objects.filter(edition=edition)
        .order_by("position")
        .values_list("kind", "target_id")
    )
    picks = [target for kind, target in mine if kind == MentionKind.RELATED]
    there = set(live.filter(article_id__in=picks).values_list("article_id", flat=True))
    ids = [pk for pk in picks if pk in there]
    if len(ids) < limit:
        candidates = live.filter(language=edition.language).exclude(article_id__in=ids)
        ids += _by_shared(_sharing(mine), candidates, limit - len(ids))
    if len(ids) < limit:
        same = live.filter(category=edition.category_id, language=edition.language)
        newest = same.exclude(article_id__in=ids).order_by("-published_at", "-id")
        ids += list(newest.values_list("article_id", flat=True)[: limit - len(ids)])
    return ids[:limit]


_NEWEST = """
SELECT edition_id, kind, published_at FROM (
    SELECT edition_id, kind, published_at FROM articles_mention
    WHERE kind = %s AND target_id = %s ORDER BY published_at DESC, edition_id DESC LIMIT %s
) AS newest
"""


def _sharing(mine: Sequence[tuple[int, int]]) -> list[int]:
    """Return editions that share experts or tags, those that share most of them first.

    Of each expert and tag only the newest editions are looked at, so a tag of half the archive
    costs what a rare one does; one query.
    """
    shared = [pair for pair in mine if pair[0] in (MentionKind.EXPERT, MentionKind.TAG)]
    if not shared:
        return []
    values = [value for kind, target in shared for value in (kind, target, MOST_SHARING)]
    found = rows(" UNION ALL ".join([_NEWEST] * len(shared)), values)
    experts = Counter(pk for pk, kind, _at in found if kind == MentionKind.EXPERT)
    tags = Counter(pk for pk, kind, _at in found if kind == MentionKind.TAG)
    published = {pk: at for pk, _kind, at in found}
    return sorted(
        published, key=lambda pk: (experts[pk], tags[pk], published[pk], pk), reverse=True
    )


def _by_shared(editions: Sequence[int], live: QuerySet[Edition], limit: int) -> list[int]:
    """Return the articles of the first of those editions that are live; mostly one query."""
    ids: list[int] = []
    for start in range(0, len(editions), AT_ONCE):
        some = editions[start : start + AT_ONCE]
        there = dict(live.filter(pk__in=some).values_list("pk", "article_id"))
        ids += [there[pk] for pk in some if pk in there]
        if len(ids) >= limit:
            break
    return ids[:limit]


def translation_ids(article_id: int, at: datetime, limit: int) -> list[int]:
    """Return the live articles that tell the same story in other languages, by language."""
    live = Edition.objects.live(at)
    story = live.filter(article_id=article_id).values("story_id")
    others = live.filter(story_id__in=story).exclude(article_id=article_id)
    return list(others.order_by("language").values_list("article_id", flat=True)[:limit])
