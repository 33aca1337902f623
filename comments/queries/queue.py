"""What waits for a moderator?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from articles.models.editions import Edition
from articles.models.taxonomy import Category
from cms.kernel.raw import adapted
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
    sql, params = where(wanted, at)
    said: Any = RawSQL(sql, params, output_field=BooleanField())  # noqa: S611 - our own words
    return Comment.objects.filter(said)


def where(wanted: Wanted, at: datetime) -> tuple[str, list[Any]]:
    """Return the same as a condition on the table of replies, with its parameters."""
    said = list(_conditions(wanted, at))
    return " AND ".join(sql for sql, _params in said), [one for _sql, many in said for one in many]


Condition = tuple[str, list[Any]]


def _conditions(wanted: Wanted, at: datetime) -> Iterator[Condition]:
    yield _view(wanted.view)
    # What is reported or to be read has a short index; the "+" keeps it from another's.
    room = "+{}.category_id" if wanted.view in {REVIEW, REPORTED} else "{}.category_id"
    if wanted.scope.categories is not None:
        yield among(room.format(TABLE), wanted.scope.categories)
    if wanted.article:
        editions = Edition.objects.filter(slug=wanted.article)
        yield among(f"{TABLE}.article_id", editions.values_list("article_id", flat=True))
    if wanted.category:
        rooms = Category.objects.filter(slug=wanted.category)
        yield among(room.format(TABLE), rooms.values_list("pk", flat=True))
    if wanted.language:
        yield f"{TABLE}.language = %s", [wanted.language]
    if wanted.reported:
        yield f"{TABLE}.open_reports > 0", []
    if wanted.reason:  # as text, because SQLite cannot look into JSON lists
        yield f"{_POSITION[connection.vendor]} > 0", [f'"code": "{wanted.reason}']
    if wanted.claimed:
        yield _claims(wanted, at)


TABLE = Comment._meta.db_table
_POSITION = {
    "sqlite": f"instr({TABLE}.held_for, %s)",
    "postgresql": f"strpos(CAST({TABLE}.held_for AS text), %s)",
}
_NOT_PUBLISHED = ", ".join(f"'{state}'" for state in State.values if state != State.PUBLISHED)


def _view(view: str) -> Condition:
    if view == REVIEW:
        return f"{TABLE}.needs_review", []
    if view == REPORTED:
        # Said so that SQLite reads the short index of what is reported: it takes 0.0 for no
        # placeholder, and would read all that is published for an equality.
        short = f"{TABLE}.report_weight > 0.0"
        return f"{short} AND NOT ({TABLE}.state IN ({_NOT_PUBLISHED}))", []
    return f"{TABLE}.state = %s", [str(view)]


def among(column: str, numbers: Iterable[int]) -> Condition:
    """Return the condition; for one number an equality, so that an index can put in order."""
    found = sorted(set(numbers))
    if len(found) == 1:
        return f"{column} = %s", found
    marks = ", ".join(["%s"] * len(found)) or "NULL"
    return f"{column} IN ({marks})", found


def _claims(wanted: Wanted, at: datetime) -> Condition:
    by, until = f"{TABLE}.claimed_by_id", f"{TABLE}.claimed_until"
    if wanted.claimed == MINE:
        return f"({by} = %s AND {until} > %s)", [wanted.user, adapted(at)]
    free = f"({by} IS NULL OR {by} = %s OR {until} <= %s)"
    return free, [wanted.user, adapted(at)]


def named(keys: Iterable[str], scope: Scope) -> list[Comment]:
    """Return the replies of these public ids that are in scope, with what a line of them shows."""
    rows = scope.within(Comment.objects.filter(key__in=list(keys)))
    return list(rows.select_related("parent", "claimed_by"))


def stories(article_ids: Iterable[int], at: datetime) -> dict[int, dict[str, Any]]:
    """Return slug, language and headline of the stories that are live, by article."""
    rows = Edition.objects.live(at).filter(article_id__in=set(article_ids))
    facts = rows.values("article_id", "slug", "language", "headline")
    return {row["article_id"]: dict(row) for row in facts}


class Numbered(Protocol):
    """Whatever stands for a reply and has its number."""

    @property
    def pk(self) -> int:
        """Return the number."""


def open_reports(comments: Iterable[Numbered]) -> dict[int, list[Report]]:
    """Return the open reports of each reply, by its number, the oldest first; one statement."""
    pks = [comment.pk for comment in comments]
    rows = Report.objects.filter(comment_id__in=pks, outcome=Outcome.OPEN).order_by("id")
    found: dict[int, list[Report]] = {}
    for row in rows:
        found.setdefault(row.comment_id, []).append(row)
    return found
