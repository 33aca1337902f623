"""What does an editor look for at the desk? Stories by how they stand, speakers, photos."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from articles.models import Article, Edition, Expert, TimelineEntry
from articles.models.history import Did
from articles.queries.facts import experts_by_id
from articles.rules.copy import Figure as FigureValue
from articles.rules.copy import Quote as QuoteValue
from articles.rules.copy import Section
from articles.rules.names import folded
from articles.rules.standing import Code, Standing, StoryFacts, standing
from media.queries.photos import photo_facts

_TOLD = (Did.PUBLISHED, Did.SCHEDULED, Did.CORRECTED)
THUMBNAIL = 320  # pixels


def told_to_readers() -> QuerySet[TimelineEntry]:
    """Return for the story of an outer query when readers were given its words, the newest first.

    What was scheduled and called off again was not given to anybody.
    """
    called_off = TimelineEntry.objects.filter(
        article=OuterRef("article"), did=Did.UNSCHEDULED, at__gte=OuterRef("at")
    )
    told = TimelineEntry.objects.filter(article=OuterRef("pk"), did__in=_TOLD)
    newest: QuerySet[TimelineEntry] = told.exclude(Exists(called_off), did=Did.SCHEDULED)
    return newest.order_by("-at")


def with_standing(stories: QuerySet[Article], at: datetime) -> QuerySet[Article]:
    """Return the stories with what `stands` needs to know, in one statement."""
    mine = Edition.objects.filter(article=OuterRef("pk"))
    live = Edition.objects.live(at).filter(article=OuterRef("pk"))
    ahead = mine.filter(live_from__gt=at).order_by("live_from")
    told = told_to_readers()
    return stories.annotate(
        desk_live_from=Subquery(live.values("live_from")[:1]),
        desk_live_until=Subquery(live.values("live_until")[:1]),
        desk_next_from=Subquery(ahead.values("live_from")[:1]),
        desk_withdrawn_at=F("withdrawal__at"),
        desk_withdrawal_note=F("withdrawal__note"),
        desk_published_at=Subquery(told.values("at")[:1]),
    )


def stands(story: Any, at: datetime) -> Standing:
    """Return how a story that came from `with_standing` stands."""
    facts = StoryFacts(
        changed_at=story.changed_at,
        submitted_at=story.submitted_at,
        first_published_at=story.first_published_at,
        live_from=story.desk_live_from,
        live_until=story.desk_live_until,
        next_from=story.desk_next_from,
        withdrawn_at=story.desk_withdrawn_at,
        published_at=story.desk_published_at,
    )
    return standing(facts, at)


def expiry_of(article_id: int, at: datetime) -> datetime | None:
    """Return when the last edition of a story ends for good, if that is still ahead."""
    rows = Edition.objects.filter(article=article_id, expires_at__gt=at).order_by("-live_from")
    last = Edition.objects.filter(article=article_id).order_by("-live_from").values("pk")[:1]
    return rows.filter(pk__in=last).values_list("expires_at", flat=True).first()


def beginning_of(article_id: int, at: datetime) -> datetime | None:
    """Return when the next edition of a story begins, if one is ahead."""
    ahead = Edition.objects.filter(article=article_id, live_from__gt=at).order_by("live_from")
    return ahead.values_list("live_from", flat=True).first()


def standing_as(stories: QuerySet[Any], code: Code, at: datetime) -> QuerySet[Any]:
    """Return those of the stories (from `with_standing`) that stand so."""
    return stories.filter(stands_so(code, at))


def stands_so(code: Code, at: datetime) -> Q:
    """Match stories (from `with_standing`) that stand so: rules.standing in SQL."""
    unseen = Q(desk_live_from=None, desk_next_from=None)
    known = Q(first_published_at__lte=at)
    gone = Q(desk_withdrawn_at__isnull=False)
    which: dict[Code, Q] = {
        "live": Q(desk_live_from__isnull=False),
        "scheduled": Q(desk_live_from=None, desk_next_from__isnull=False),
        "withdrawn": unseen & gone,
        "expired": unseen & ~gone & known,
        "submitted": unseen & ~gone & ~known & Q(submitted_at__isnull=False),
        "draft": unseen & ~gone & ~known & Q(submitted_at=None),
    }
    return which[code]


def with_unseen_changes(stories: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of the stories whose readers do not see the newest text."""
    return stories.filter(desk_live_from__isnull=False, changed_at__gt=F("desk_published_at"))


def experts_called(words: str, limit: int = 12) -> list[Expert]:
    """Return experts whose name (any spelling), role or organisation holds the words."""
    rows = Expert.objects.filter(merged_into=None)
    for word in words.split():
        rows = rows.filter(_says(word) | Q(other_names__folded__contains=folded(word)))
    return list(rows.distinct().order_by("name", "pk")[:limit])


def _says(word: str) -> Q:
    """Match a word in the facts of an expert; SQLite knows capitals of ASCII only."""
    said = Q()
    for spelling in {word, word.casefold(), word.capitalize()}:
        for fact in ("name", "role", "organisation"):
            said |= Q(**{f"{fact}__icontains": spelling})
    return said


def expert_labels(sections: Iterable[Section]) -> dict[int, str]:
    """Return how the speakers of a body are shown, by number; one query."""
    quotes = [b for s in sections for b in s.blocks if isinstance(b, QuoteValue)]
    rows = experts_by_id(quote.expert for quote in quotes if quote.expert)
    return {number: str(row) for number, row in rows.items()}


def picks(numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Return photos as the desk shows them, in the order asked for; two queries."""
    wanted = list(numbers)
    facts = photo_facts(wanted)
    return [_pick(facts[number]) for number in wanted if number in facts]


def _pick(photo: dict[str, Any]) -> dict[str, Any]:
    shown = sorted(photo["renditions"], key=lambda r: (r["format"] != "webp", r["width"]))
    small = [r["url"] for r in shown if r["width"] >= THUMBNAIL]
    large = [r["url"] for r in shown if r["width"] >= 2 * THUMBNAIL]
    url = photo["url"]
    return {
        "id": photo["id"],
        "thumbnail": _here((small or [url])[0]),
        "url": _here((large or [url])[0]),
        "caption": photo["caption"],
        "credit": photo["credit"],
        "alt": photo["alt"],
    }


def _here(url: str) -> str:
    """Return an address of this newsroom without its host: editors may use another name for it."""
    return url.removeprefix(settings.SITE_URL)


def photos_of(sections: Iterable[Section]) -> list[int]:
    """Return the numbers of the photos in a body, each once."""
    figures = [b for s in sections for b in s.blocks if isinstance(b, FigureValue)]
    return list(dict.fromkeys(figure.photo for figure in figures if figure.photo))
