"""Which live story do readers discuss at an address, and how many replies do they see?"""

from dataclasses import dataclass
from datetime import datetime

from articles.models.editions import Edition
from articles.queries.addresses import gone, preference


@dataclass(frozen=True, slots=True)
class Story:
    """A live story; `live_until` is the next moment at which the clock changes it."""

    article_id: int
    slug: str
    language: str
    live_until: datetime | None
    comment_count: int
    changed_at: datetime | None


def at_address(slug: str, language: str | None, at: datetime) -> Story:
    """Return the story in one statement.

    Raises Moved (301), Withdrawn (410), Missing (404), as articles.queries.addresses.find does.
    """
    live = Edition.objects.live(at).filter(slug=slug)
    if language:
        live = live.filter(language=language)
    rows = live.values_list(
        "article_id",
        "slug",
        "language",
        "live_until",
        "article__discussion__comment_count",
        "article__discussion__changed_at",
    )
    found = [Story(*row[:4], row[4] or 0, row[5]) for row in rows]
    if not found:
        raise gone(slug, language, at)
    return min(found, key=lambda story: (preference(story.language), story.article_id))
