"""What does a transparency report say of a year of moderation?

For the Digital Services Act (Regulation (EU) 2022/2065), Art. 15 and 24.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from comments.models import DecidedBy, Decision, Outcome, Reason, Report, State, What
from comments.rules.percentiles import percentile
from comments.rules.statement import ground_of

COLUMNS = (
    "what", "ground", "reason", "count", "automated", "automated_share", "taken_back", "agreed",
    "median_seconds",
)  # fmt: skip
AT_ONCE = 2_000  # rows read in one go
JUDGED = (State.REJECTED, State.SPAM)
IMPORTED = [{"code": "imported"}]


@dataclass(slots=True)
class Sum:
    """What adds up of the rejections of one kind; `seconds` from being written to being decided."""

    automated: int = 0
    taken_back: int = 0
    seconds: "array[float]" = field(default_factory=lambda: array("d"))

    def add(self, *, automated: bool, taken_back: bool, seconds: float) -> None:
        """Count one more."""
        self.automated += automated
        self.taken_back += taken_back
        self.seconds.append(seconds)

    def row(self, ground: str, reason: str) -> dict[str, Any]:
        """Return it as a row of the report."""
        count = len(self.seconds)
        return {
            "what": "rejections",
            "ground": ground,
            "reason": reason,
            "count": count,
            "automated": self.automated,
            "automated_share": round(self.automated / count, 4) if count else None,
            "taken_back": self.taken_back,
            "agreed": None,
            "median_seconds": _median(self.seconds),
        }


def yearly(since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """Yield rows of COLUMNS: rejections in all, by ground and reason; then reports of illegality.

    The numbers of one year are held as eight bytes for each rejection. What an import brought
    rejected is no decision of this newsroom.
    """
    whole, sums = Sum(), dict[tuple[str, str], Sum]()
    for reason, by_kind, undone, seconds in _rejections(since, until):
        one = sums.setdefault((ground_of(reason).value, reason), Sum())
        for each in (whole, one):
            each.add(automated=by_kind != DecidedBy.USER, taken_back=undone, seconds=seconds)
    yield whole.row("", "")
    yield from (sums[key].row(*key) for key in sorted(sums))
    yield _reported(since, until)


def _rejections(since: datetime, until: datetime) -> Iterator[tuple[str, str, bool, float]]:
    """Yield reason, who decided, whether it was taken back, and how long it took."""
    rows = Decision.objects.filter(at__gte=since, at__lt=until, became__in=JUDGED)
    rows = rows.exclude(was__in=JUDGED).exclude(what__in=[What.UNDO, What.ERASE, What.REMOVE])
    rows = rows.exclude(what=What.SCREENED, evidence=IMPORTED)
    names = ("reason", "by_kind", "undone_by__pk", "at", "comment__created_at")
    found = rows.order_by("id").values_list(*names)
    for reason, by_kind, undone, at, written in found.iterator(chunk_size=AT_ONCE):
        yield reason, by_kind, undone is not None, max(0.0, (at - written).total_seconds())


def _reported(since: datetime, until: datetime) -> dict[str, Any]:
    rows = Report.objects.filter(reason=Reason.ILLEGAL, at__gte=since, at__lt=until)
    counts = rows.aggregate(count=Count("pk"), agreed=Count("pk", filter=Q(outcome=Outcome.AGREED)))
    times = rows.exclude(settled_by=None).annotate(settled_at=F("settled_by__at"))
    found = times.order_by().values_list("at", "settled_at").iterator(chunk_size=AT_ONCE)
    seconds = array("d", (max(0.0, (settled - at).total_seconds()) for at, settled in found))
    return {
        **dict.fromkeys(COLUMNS),
        "what": "reports",
        "ground": "illegal",
        "reason": Reason.ILLEGAL.value,
        **counts,
        "automated": 0,
        "automated_share": 0.0 if counts["count"] else None,
        "median_seconds": _median(seconds),
    }


def _median(seconds: "array[float]") -> float | None:
    found = percentile(seconds, 0.5)
    return None if found is None else round(found, 3)
