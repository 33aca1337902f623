"""Which stories does an editor come back to every day? One query each, none asks every story twice.

Stories come from `desk.with_standing`. Where few rows answer (editions ahead, figures without a
credit), the view starts from those and never from the pile of all stories.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Subquery, Value
from django.utils import timezone

from articles.models import Article, Byline, Edition, Figure, Revision, Withdrawal
from articles.queries.desk import standing_as, told_to_readers

LATELY = timedelta(days=7)
Stories = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and when."""

    user_id: int | None
    at: datetime


def mine(stories: Stories, asker: Asker) -> Stories:
    """Return what the asker made, saved once, or signs by an author with her account."""
    saved = Revision.objects.filter(by=asker.user_id).values("article")
    signed = Byline.objects.filter(author__user=asker.user_id).values("article")
    if asker.user_id is None:
        return stories.none()
    return stories.filter(Q(created_by=asker.user_id) | Q(pk__in=saved) | Q(pk__in=signed))


def submitted(stories: Stories, _asker: Asker) -> Stories:
    """Return what was handed in and waits: publishing ends the wait."""
    return stories.filter(submitted_at__isnull=False)


def scheduled_today(stories: Stories, asker: Asker) -> Stories:
    """Return the stories of which something goes live before midnight on the newsroom's wall."""
    here = timezone.localtime(asker.at)
    midnight = timezone.make_aware(datetime.combine(here.date() + timedelta(days=1), time.min))
    ahead = Edition.objects.filter(live_from__gt=asker.at, live_from__lt=midnight)
    return stories.filter(pk__in=ahead.values("article"))


def missing_credit(stories: Stories, _asker: Asker) -> Stories:
    """Return the stories whose lead or any figure does not say whose picture it is."""
    nobodys = Figure.objects.filter(credit="").values("section__article")
    return stories.filter(Q(has_lead=True, lead_credit="") | Q(pk__in=nobodys))


def unseen_changes(stories: Stories, asker: Asker) -> Stories:
    """Return the live stories that were saved after they were last published or scheduled."""
    told = told_to_readers().values("at")[:1]
    return live(stories, asker).filter(changed_at__gt=Subquery(told))


def live(stories: Stories, asker: Asker) -> Stories:
    """Return what readers see."""
    return stories.filter(pk__in=Edition.objects.live(asker.at).values("article"))


def withdrawn(stories: Stories, asker: Asker) -> Stories:
    """Return what was taken away, and neither came back nor is to."""
    over = Q(live_until__isnull=False, live_until__lte=asker.at)
    back = Edition.objects.exclude(over).values("article")
    gone = Withdrawal.objects.values("article")
    return stories.filter(pk__in=gone).exclude(pk__in=back)


def drafts(stories: Stories, asker: Asker) -> Stories:
    """Return what the asker made and readers never saw, unless it was handed in."""
    made = stories.filter(created_by=asker.user_id, submitted_at=None)
    return standing_as(made, "draft", asker.at)


View = Callable[[Stories, Asker], Stories]
VIEWS: Mapping[str, View] = {
    "mine": mine,
    "submitted": submitted,
    "scheduled-today": scheduled_today,
    "missing-credit": missing_credit,
    "unseen-changes": unseen_changes,
    "live": live,
    "withdrawn": withdrawn,
}
# What is to be done; the others would count a whole archive to say little.
COUNTED = ("submitted", "scheduled-today", "missing-credit", "unseen-changes")
# By which column a view is read, where not by what changed last.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "submitted": ("submitted_at", "pk"),
    "scheduled-today": ("desk_next_from", "pk"),
    "withdrawn": ("-desk_withdrawn_at", "-pk"),
}


def counts(asker: Asker) -> dict[str, int]:
    """Return how many stories stand in each of the views that are counted; one statement."""
    first, *others = (_counted(name, asker) for name in COUNTED)
    rows = first.union(*others, all=True)
    return dict.fromkeys(COUNTED, 0) | {row["view"]: row["stories"] for row in rows}


def _counted(name: str, asker: Asker) -> QuerySet[Any, dict[str, Any]]:
    stories: QuerySet[Any] = VIEWS[name](Article.objects.order_by(), asker)
    named = stories.annotate(view=Value(name, output_field=CharField()))
    rows: QuerySet[Any, dict[str, Any]] = named.values("view").annotate(stories=Count("pk"))
    return rows


def next_up(asker: Asker, limit: int) -> list[dict[str, Any]]:
    """Return what goes live next, the earliest first: one walk of the index of beginnings."""
    ahead = Edition.objects.filter(live_from__gt=asker.at).order_by("live_from", "pk")
    facts = ahead.values(
        "article_id", "headline", "category__name", "live_from", "published_at", "number"
    )
    return [dict(row) for row in facts[:limit]]


def lately_withdrawn(asker: Asker, limit: int) -> list[Withdrawal]:
    """Return what was taken away within a week, the latest first."""
    rows = Withdrawal.objects.filter(at__gt=asker.at - LATELY).select_related("article", "by")
    return list(rows.order_by("-at")[:limit])
