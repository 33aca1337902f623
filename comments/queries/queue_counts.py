"""How much waits, is to be read afterwards, and was reported? What did one decide last?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from comments.models import Comment, Decision, State
from comments.queries.queue import REPORTED, REVIEW, Wanted


def counts(wanted: Wanted) -> dict[str, int]:
    """Return the numbers by view, in the moderator's scope; one statement each, from indexes."""
    rows = wanted.scope.within(Comment.objects.all())
    published = rows.filter(state=State.PUBLISHED)
    return {
        State.PENDING.value: rows.filter(state=State.PENDING).count(),
        REVIEW: rows.filter(needs_review=True).count(),
        REPORTED: published.filter(report_weight__gt=0).count(),
    }


def last_decision(user: Any, kinds: Sequence[str], *, since: datetime) -> Decision | None:
    """Return the moderator's last decision of these kinds since then that nobody took back."""
    mine = Decision.objects.filter(by=user.pk, what__in=kinds, undone_by=None, at__gt=since)
    return mine.order_by("-at", "-id").first()
