"""How is the moderation doing: what waits, how long do decisions take, who decides how?

All of it from indexes. Times, agreement with the aid and what was overturned are measured on the
newest SAMPLE decisions of the period, so that a long period costs no more than a short one; numbers
of arrivals and decisions are exact.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.db.models import CharField, Count, Func, Min, QuerySet
from django.db.models.functions import Cast, Substr, TruncHour

from cms.kernel.answers import dumps, fingerprint
from cms.kernel.clock import rfc3339
from comments.models import Comment, DecidedBy, Decision, State, What
from comments.queries.queue import REPORTED, REVIEW, Wanted, queue
from comments.queries.scope import EVERYTHING, Scope
from comments.rules.percentiles import percentile
from comments.rules.states import BURYING, DECISIONS

CATEGORY = "comment__category_id"
SAMPLE = 10_000
KEPT = 30  # seconds
MOVES = [move.value for move in DECISIONS]
HOURS = len("2026-01-31 12")  # of a moment, as SQLite keeps it
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Made:
    """One decision of a person: seconds since the reply was written, and whose it overturned."""

    by: int
    seconds: float
    overturned: int | None
    agreed: bool | None


def kept_statistics(*, days: int, at: datetime, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """Return the statistics of a scope as they were at most KEPT seconds ago."""
    rooms = sorted(scope.categories) if scope.categories is not None else None
    key = f"moderation-stats:{days}:{fingerprint(dumps(rooms))}"
    found = cache.get_or_set(key, lambda: statistics(days=days, at=at, scope=scope), KEPT)
    return dict(found or {})


def statistics(*, days: int, at: datetime, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """Return the numbers of the last `days` days as JSON, of what is in scope."""
    since = at - timedelta(days=days)
    people = scope.within(_of_people(since), CATEGORY)
    made = list(_made(people))
    decided = _decided(people)
    screened = Decision.objects.filter(what=What.SCREENED, at__gte=since, by_kind__in=RULED)
    arrived = scope.within(screened, CATEGORY)
    by_rules = arrived.exclude(became=State.PENDING).count()
    arrivals = arrived.count()
    return {
        "days": days,
        "since": rfc3339(since),
        "at": rfc3339(at),
        **_queue(scope, at),
        "arrivals": arrivals,
        "decisions": sum(decided.values()),
        "decided_by_rules": _share(by_rules, arrivals),
        "median_seconds": percentile([one.seconds for one in made], HALF),
        "p90_seconds": percentile([one.seconds for one in made], 0.9),
        "measured_on": len(made),
        "overturn_rate": _share(sum(1 for one in made if one.overturned), len(made)),
        "agreement_with_aid": _agreement(made),
        "hours": _hours(arrived, people, since, at),
        "moderators": _moderators(made, decided),
    }


RULED = (DecidedBy.RULE, DecidedBy.MODEL)


def _of_people(since: datetime) -> QuerySet[Decision, Decision]:
    return Decision.objects.filter(what__in=MOVES, by_kind=DecidedBy.USER, at__gte=since)


def _queue(scope: Scope, at: datetime) -> dict[str, Any]:
    """Return what waits now; an index for each number."""
    waiting = scope.within(Comment.objects.waiting())
    oldest = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    return {
        "waiting": waiting.count(),
        "oldest_at": rfc3339(oldest),
        "to_review": queue(Wanted(view=REVIEW, scope=scope), at=at).count(),
        "reported": queue(Wanted(view=REPORTED, scope=scope), at=at).count(),
    }


def _decided(people: QuerySet[Decision, Decision]) -> dict[int, int]:
    """Return how many decisions each moderator made."""
    rows = people.values("by_id").annotate(n=Count("pk")).order_by()
    return {row["by_id"]: row["n"] for row in rows if row["by_id"]}


def _made(people: QuerySet[Decision, Decision]) -> Iterable[Made]:
    rows = people.order_by("-at", "-id").values_list(
        "by_id", "at", "comment__created_at", "became", "was", "before", "score", "model_version"
    )  # fmt: skip
    for by, at, written, became, was, before, score, version in rows[:SAMPLE]:
        yield Made(
            by=by,
            seconds=(at - written).total_seconds(),
            overturned=_overturned(was, became, before),
            agreed=_agrees(score, became) if version else None,
        )


def _overturned(was: str, became: str, before: dict[str, Any]) -> int | None:
    """Return whose decision was turned round: from published to rejected, or back; None if none."""
    judged = {state.value for state in BURYING}
    turned = (was in judged) != (became in judged) and State.PENDING not in {was, became}
    return before.get("decided_by") if turned else None


def _agrees(score: float | None, became: str) -> bool | None:
    judged = {state.value for state in BURYING}
    if score is None or became == State.PENDING:
        return None
    return (score >= HALF) == (became in judged)


def _agreement(made: Sequence[Made]) -> float | None:
    known = [one.agreed for one in made if one.agreed is not None]
    return _share(sum(known), len(known))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _hours(
    arrived: QuerySet[Decision, Decision],
    decided: QuerySet[Decision, Decision],
    since: datetime,
    at: datetime,
) -> list[dict[str, Any]]:
    """Return arrivals and decisions of each hour (UTC), empty hours too."""
    came, went = _by_hour(arrived), _by_hour(decided)
    hour = since.replace(minute=0, second=0, microsecond=0)
    found = []
    while hour <= at:
        name = hour.strftime("%Y-%m-%d %H")
        found.append({"at": rfc3339(hour), "arrivals": came[name], "decisions": went[name]})
        hour += timedelta(hours=1)
    return found


def _by_hour(rows: QuerySet[Decision, Decision]) -> Counter[str]:
    """Count by hour. SQLite keeps moments as text in UTC, and cuts that faster than it computes."""
    hour: Func = (
        Substr(Cast("at", CharField()), 1, HOURS)
        if connection.vendor == "sqlite"
        else TruncHour("at")
    )
    counted = rows.order_by().annotate(hour=hour).values("hour").annotate(n=Count("pk"))
    found: Counter[str] = Counter()
    for row in counted:
        said = row["hour"]
        found[said if isinstance(said, str) else said.strftime("%Y-%m-%d %H")] += row["n"]
    return found


def _moderators(made: Sequence[Made], decided: dict[int, int]) -> list[dict[str, Any]]:
    seconds: dict[int, list[float]] = defaultdict(list)
    for one in made:
        seconds[one.by].append(one.seconds)
    overturned = Counter(one.overturned for one in made if one.overturned)
    users = get_user_model().objects.filter(pk__in={*decided, *overturned})
    rows = [
        {
            "moderator": user.get_username(),
            "decisions": decided.get(user.pk, 0),
            "median_seconds": percentile(seconds[user.pk], HALF),
            "overturned": overturned[user.pk],
        }
        for user in users
    ]
    return sorted(rows, key=lambda row: (-row["decisions"], row["moderator"]))
