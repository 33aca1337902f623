"""What happened to a story, save by save and move by move?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import IntegerField, QuerySet, Value

from articles.models import Article, Edition, Revision, TimelineEntry
from articles.models.history import Did
from articles.queries.printing import live_content, printing
from articles.rules.printed import printed_as
from articles.rules.summary import EMPTY, Summary, summary

SHOWN = 25  # on one page
# The revision that goes with it says so itself.
SAID_BY_REVISIONS = (Did.CREATED, Did.SAVED, Did.RESTORED)
SAVE, MOVE = 0, 1


@dataclass(frozen=True, slots=True)
class Event:
    """A save (with the revision it made, and what it did) or a move (with its timeline entry)."""

    at: datetime
    by: Any
    revision: Revision | None = None
    did: Summary | None = None
    entry: TimelineEntry | None = None
    is_live: bool = False


@dataclass(frozen=True, slots=True)
class Chronicle:
    """One page of what happened, the newest first, and the editions ahead."""

    events: list[Event]
    page: Page[Any]
    scheduled: list[Edition]


def chronicle(article: Article, at: datetime, number: Any = 1) -> Chronicle:
    """Return a page of what happened to a story; a constant number of queries.

    `number` is what was asked for: what is no page leads to the first or the last.
    """
    page = Paginator(_rows(article), SHOWN).get_page(number)
    rows = list(page)
    stands = printing(article.pk, at)
    content = live_content(article.pk, at) if stands.live else None
    return Chronicle(
        events=list(_events(article, rows, content)),
        page=page,
        scheduled=stands.scheduled,
    )


Placed = tuple[datetime, int, int, int]  # when, save or move, its row, its number


def _rows(article: Article) -> QuerySet[Any, Placed]:
    """Return saves and moves in one list; at one moment the move follows the save."""
    saves = Revision.objects.filter(article=article).annotate(kind=_is(SAVE))
    moves = TimelineEntry.objects.filter(article=article).exclude(did__in=SAID_BY_REVISIONS)
    moves = moves.annotate(kind=_is(MOVE), number=_is(0))
    columns = ("at", "kind", "pk", "number")
    both: QuerySet[Any, Placed] = saves.values_list(*columns).union(
        moves.values_list(*columns), all=True
    )
    return both.order_by("-at", "-kind", "-pk")


def _is(number: int) -> Value:
    return Value(number, output_field=IntegerField())


def _events(article: Article, rows: list[Placed], content: str | None) -> Iterator[Event]:
    numbers = {number for _at, kind, _pk, number in rows if kind == SAVE}
    wanted = numbers | {number - 1 for number in numbers}
    found = Revision.objects.filter(article=article, number__in=wanted).select_related("by")
    revisions = {revision.number: revision for revision in found}
    moves = TimelineEntry.objects.select_related("by").in_bulk(
        [pk for _at, kind, pk, _number in rows if kind == MOVE]
    )
    live = _live_among(revisions, numbers, content)
    for _at, kind, pk, number in rows:
        if kind == MOVE:
            yield Event(moves[pk].at, moves[pk].by, entry=moves[pk])
        else:
            revision, former = revisions[number], revisions.get(number - 1)
            did = summary(former.tree if former else EMPTY, revision.tree)
            yield Event(revision.at, revision.by, revision, did, is_live=number == live)


def _live_among(
    revisions: dict[int, Revision], numbers: set[int], content: str | None
) -> int | None:
    """Return the newest revision that readers see as it is, if it is among them."""
    if content is None:
        return None
    printed = json.loads(content)
    newest = sorted(numbers, reverse=True)
    return next((n for n in newest if printed_as(revisions[n].tree, printed)), None)
