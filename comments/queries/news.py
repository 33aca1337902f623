"""What happened to replies since a page of the queue looked last?

The numbers of rows are the whole paper's: they tell how much is logged, not what or where.
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from comments.models import Decision, Report, What
from comments.queries.scope import Scope

AT_ONCE = 200  # rows of the log
# What arrives is fetched, not told; who decided the same changed nothing.
UNTOLD = (What.SCREENED, What.CONCURRED)


def head() -> int:
    """Return the number of the log's newest row, 0 without any; one look at an index."""
    return _newest(Decision.objects.all())


def reported() -> int:
    """Return the number of the newest report, 0 without any; one look at an index."""
    return _newest(Report.objects.all())


def news(scope: Scope, *, after: int, upto: int) -> Sequence[Decision]:
    """Return what the log says after one row up to another, in scope, the oldest first."""
    rows = Decision.objects.filter(id__gt=after, id__lte=upto).exclude(what__in=UNTOLD)
    told = scope.within(rows, "comment__category_id")
    return list(told.select_related("comment", "by").order_by("id"))


def _newest(rows: QuerySet[Decision, Decision] | QuerySet[Report, Report]) -> int:
    return rows.order_by("-id").values_list("id", flat=True).first() or 0
