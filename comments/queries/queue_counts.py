"""How much waits, is to be read afterwards, and was reported? What did one decide last?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from cms.kernel import clock
from comments.models import Decision, State
from comments.queries.queue import REPORTED, REVIEW, TABLE, Wanted, where


def counts(wanted: Wanted) -> dict[str, int]:
    """Return the numbers by view, in the moderator's scope; one statement, an index for each."""
    views = (State.PENDING.value, REVIEW, REPORTED)
    said = [where(Wanted(view=view, scope=wanted.scope), clock.now()) for view in views]
    numbers = ", ".join(f"(SELECT COUNT(*) FROM {TABLE} WHERE {sql})" for sql, _params in said)  # noqa: S608 - the values are parameters
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {numbers}", [one for _sql, many in said for one in many])
        return dict(zip(views, cursor.fetchone(), strict=True))


def last_decision(
    user: Any, kinds: Sequence[str], *, since: datetime, until: datetime
) -> Decision | None:
    """Return the moderator's last decision of these kinds in that time that can be taken back.

    None that somebody took back, and none that does not say how the comment was before.
    """
    mine = Decision.objects.filter(by=user.pk, what__in=kinds, at__gt=since, at__lte=until)
    return mine.filter(undone_by=None).exclude(before={}).order_by("-at", "-id").first()
