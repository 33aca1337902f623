"""Which stories use a photo: in what the editors have, and in what readers see or will see?"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse

from articles.models import Article, Figure, Mention
from articles.models.editions import MentionKind
from cms.kernel import clock
from cms.kernel.usage import How, SwapDoor, Use

# One row for each photo, story and manner; UNION lets each stand once.
_USES = """
SELECT lead_photo_id AS photo, id AS story, 'draft' AS how
FROM articles_article WHERE lead_photo_id IN ({marks})
UNION
SELECT f.photo_id, s.article_id, 'draft'
FROM articles_figure f JOIN articles_section s ON s.id = f.section_id WHERE f.photo_id IN ({marks})
UNION
SELECT m.target_id, e.article_id, CASE WHEN e.live_from > %s THEN 'scheduled' ELSE 'live' END
FROM articles_mention m JOIN articles_edition e ON e.id = m.edition_id
WHERE m.kind = {photo} AND m.target_id IN ({marks})
  AND (e.live_until IS NULL OR e.live_until > %s)
"""
_COUNTED = "SELECT photo, COUNT(DISTINCT story) FROM ({uses}) u GROUP BY photo"
_HOWS: tuple[How, ...] = ("live", "scheduled", "draft")  # in the order in which they are told


class PhotosInStories:
    """What the stories answer when the media room asks where its photos are."""

    swap = SwapDoor("admin:articles_swap_photo", ("articles.change_article", "media.change_photo"))

    def counted(self, ids: Collection[int]) -> dict[int, int]:
        """Return how many stories use each photo, in one query."""
        return dict(_rows(_COUNTED, ids))

    def uses(self, ids: Collection[int], most: int) -> dict[int, list[Use]]:
        """Return the stories that use each photo, the last changed first, in two queries."""
        hows: defaultdict[int, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for photo, story, how in _rows("{uses}", ids):
            hows[photo][story].add(how)
        told = _headlines({story for stories in hows.values() for story in stories})
        return {
            photo: [_use(story, told[story], stories[story]) for story in told if story in stories][
                :most
            ]
            for photo, stories in hows.items()
        }

    def all_used(self) -> list[QuerySet[Any, Any]]:
        """Return the numbers of the photos in working copies, at their heads, and in editions."""
        now = clock.now()
        valid = Q(edition__live_until=None) | Q(edition__live_until__gt=now)
        return [
            Article.objects.exclude(lead_photo=None).values("lead_photo"),
            Figure.objects.exclude(photo=None).values("photo"),
            Mention.objects.filter(valid, kind=MentionKind.PHOTO).values("target_id"),
        ]


PHOTOS_IN_STORIES = PhotosInStories()


def stories_drafting(photo: int) -> list[int]:
    """Return the stories whose working copy holds the photo, by number."""
    lead = Article.objects.filter(lead_photo=photo).values("pk")
    inside = Figure.objects.filter(photo=photo).values("section__article")
    stories = Article.objects.filter(Q(pk__in=lead) | Q(pk__in=inside))
    return list(stories.order_by("pk").values_list("pk", flat=True))


def _rows(statement: str, ids: Collection[int]) -> list[tuple[Any, ...]]:
    numbers, now = sorted(set(ids)), clock.now()
    if not numbers:
        return []
    moment = connection.ops.adapt_datetimefield_value(now)
    marks = ", ".join(["%s"] * len(numbers))
    uses = _USES.format(marks=marks, photo=int(MentionKind.PHOTO))
    given = [*numbers, *numbers, moment, *numbers, moment]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(uses=uses), given)
        return list(cursor.fetchall())


def _headlines(stories: Iterable[int]) -> dict[int, str]:
    rows: QuerySet[Article] = Article.objects.filter(pk__in=stories)
    return {row.pk: str(row) for row in rows.order_by("-changed_at", "-pk").only("headline")}


def _use(story: int, told: str, hows: set[str]) -> Use:
    link = reverse("admin:articles_article_change", args=[story])
    return Use(told, link, tuple(how for how in _HOWS if how in hows), "articles.view_article")
