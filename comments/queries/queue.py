"""What waits for a moderator?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import FloatField, Func, Q, QuerySet, TextField
from django.db.models.functions import Cast

from articles.models.editions import Edition
from articles.models.taxonomy import Category
from comments.models import Comment, Outcome, Report, State
from comments.queries.scope import EVERYTHING, Scope

ORDERINGS: dict[str, tuple[str, ...]] = {
    "risk": ("turn_at", "id"),
    "oldest": ("created_at", "id"),
    "newest": ("-created_at", "-id"),
    "reports": ("-open_reports", "id"),
    "uncertain": ("doubt", "id"),
}
REVIEW, REPORTED = "review", "reported"
VIEWS = (*State.values, REVIEW, REPORTED)
# Said so that SQLite reads the short index of what is reported: it takes that for no placeholder,
# and would read all that is published for an equality.
NOT_PUBLISHED = [state for state in State.values if state != State.PUBLISHED]
NOUGHT = Func(template="0.0", output_field=FloatField())
FREE, MINE = "free", "mine"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue: a view of VIEWS, slugs, the code of a finding, a language.

    `claimed` is FREE (nobody else holds it) or MINE; "" for all. `user` is who asks, by number.
    """

    view: str = State.PENDING
    article: str = ""
    category: str = ""
    reason: str = ""
    language: str = ""
    reported: bool = False
    claimed: str = ""
    user: int | None = None
    scope: Scope = EVERYTHING


def queue(wanted: Wanted, *, at: datetime) -> QuerySet[Comment, Comment]:
    """Return the replies that are wanted; the slugs are looked up at once, in a statement each."""
    found = wanted.scope.within(_view(wanted.view))
    if wanted.article:
        editions = Edition.objects.filter(slug=wanted.article)
        found = found.filter(_among("article_id", editions.values_list("article_id", flat=True)))
    if wanted.category:
        rooms = Category.objects.filter(slug=wanted.category)
        found = found.filter(_among("category_id", rooms.values_list("pk", flat=True)))
    if wanted.language:
        found = found.filter(language=wanted.language)
    if wanted.reported:
        found = found.filter(open_reports__gt=0)
    if wanted.reason:  # as text, because SQLite cannot look into JSON lists
        as_text = found.annotate(held_text=Cast("held_for", TextField()))
        found = as_text.filter(held_text__contains=f'"code": "{wanted.reason}')
    return found.filter(_claims(wanted, at))


def _view(view: str) -> QuerySet[Comment, Comment]:
    if view == REVIEW:
        return Comment.objects.filter(needs_review=True)
    if view == REPORTED:
        return Comment.objects.filter(report_weight__gt=NOUGHT).exclude(state__in=NOT_PUBLISHED)
    return Comment.objects.filter(state=view)


def _among(column: str, numbers: Iterable[int]) -> Q:
    """Return the condition; for one number an equality, so that an index can put in order."""
    found = sorted(set(numbers))
    return Q(**{column: found[0]}) if len(found) == 1 else Q(**{f"{column}__in": found})


def _claims(wanted: Wanted, at: datetime) -> Q:
    if wanted.claimed == MINE:
        return Q(claimed_by=wanted.user, claimed_until__gt=at)
    if wanted.claimed == FREE:
        return Q(claimed_by=None) | Q(claimed_by=wanted.user) | Q(claimed_until__lte=at)
    return Q()


def named(keys: Iterable[str], scope: Scope) -> list[Comment]:
    """Return the replies of these public ids that are in scope, with what a line of them shows."""
    rows = scope.within(Comment.objects.filter(key__in=list(keys)))
    return list(rows.select_related("parent", "claimed_by"))


def stories(article_ids: Iterable[int], at: datetime) -> dict[int, dict[str, Any]]:
    """Return slug, language and headline of the stories that are live, by article."""
    rows = Edition.objects.live(at).filter(article_id__in=set(article_ids))
    facts = rows.values("article_id", "slug", "language", "headline")
    return {row["article_id"]: dict(row) for row in facts}


def open_reports(comments: Iterable[Comment]) -> dict[int, list[Report]]:
    """Return the open reports of each reply, by its number, the oldest first; one statement."""
    pks = [comment.pk for comment in comments]
    rows = Report.objects.filter(comment_id__in=pks, outcome=Outcome.OPEN).order_by("id")
    found: dict[int, list[Report]] = {}
    for row in rows:
        found.setdefault(row.comment_id, []).append(row)
    return found
