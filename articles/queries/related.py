"""What else belongs to a story?"""

from datetime import datetime

from django.db.models import Count, Q

from articles.models.editions import Edition, Mention, MentionKind


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
    shared = _sharing(mine, MentionKind.EXPERT) | _sharing(mine, MentionKind.TAG)
    if len(ids) < limit and shared:
        ids += list(
            live.filter(shared, language=edition.language)
            .exclude(article_id__in=ids)
            .annotate(
                experts=Count("mentions", filter=_sharing(mine, MentionKind.EXPERT)),
                tags=Count("mentions", filter=_sharing(mine, MentionKind.TAG)),
            )
            .order_by("-experts", "-tags", "-published_at", "-id")
            .values_list("article_id", flat=True)[: limit - len(ids)]
        )
    if len(ids) < limit:
        same = live.filter(category=edition.category_id, language=edition.language)
        newest = same.exclude(article_id__in=ids).order_by("-published_at", "-id")
        ids += list(newest.values_list("article_id", flat=True)[: limit - len(ids)])
    return ids[:limit]


def _sharing(mine: list[tuple[int, int]], wanted: MentionKind) -> Q:
    targets = [target for kind, target in mine if kind == wanted]
    return Q(mentions__kind=wanted, mentions__target_id__in=targets)


def translation_ids(article_id: int, at: datetime, limit: int) -> list[int]:
    """Return the live articles that tell the same story in other languages, by language."""
    live = Edition.objects.live(at)
    story = live.filter(article_id=article_id).values("story_id")
    others = live.filter(story_id__in=story).exclude(article_id=article_id)
    return list(others.order_by("language").values_list("article_id", flat=True)[:limit])
