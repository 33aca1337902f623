"""What became of what one commenter wrote, as far as a moderator may read it?"""

from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from comments.models import State
from comments.queries.records import JUDGED, Record, written_by
from comments.queries.scope import Scope

PERIODS = (7, 30, None)  # days since it was written; None: ever
COUNTED = {
    "published": Q(state=State.PUBLISHED),
    "rejected": Q(state__in=JUDGED),
    "waiting": Q(state=State.PENDING),
    "written": Q(),
}


def totals(identity: str, scope: Scope, at: datetime) -> dict[int | None, Record]:
    """Return the record of each of PERIODS; one statement."""
    counts = {
        f"{name}_{days}": Count("pk", filter=counted & _since(days, at))
        for days in PERIODS
        for name, counted in COUNTED.items()
    }
    first = {f"first_seen_{days}": Min("created_at", filter=_since(days, at)) for days in PERIODS}
    found = written_by(identity, scope).aggregate(**counts, **first)
    names = (*COUNTED, "first_seen")
    return {days: Record(**{name: found[f"{name}_{days}"] for name in names}) for days in PERIODS}


def _since(days: int | None, at: datetime) -> Q:
    return Q(pk__isnull=False) if days is None else Q(created_at__gte=at - timedelta(days=days))
