"""When do readers' reports take a reply back from the others, until a moderator has read it?"""

from datetime import datetime

from comments.actions import log
from comments.actions.decide import restorable, settle
from comments.models import AuthorKind, Comment, DecidedBy, State, What
from comments.queries.screening_numbers import reports_hold_from
from comments.rules.report_weight import LEAST_THRESHOLD

OUR_OWN = {AuthorKind.STAFF, AuthorKind.EXPERT}


def hold_reported(comment: Comment, *, at: datetime) -> bool:
    """Hold a published reply whose open reports weigh enough; return whether they did.

    What the newsroom wrote stays, and is only shown among what is reported. To be called by who
    holds the thread; the weight is that of this transaction.
    """
    weight = comment.report_weight
    if comment.state != State.PUBLISHED or comment.author_kind in OUR_OWN:
        return False
    if weight < LEAST_THRESHOLD or weight < reports_hold_from():
        return False
    before = restorable(comment)
    finding = {"code": "reports", "reports": comment.open_reports, "weight": round(weight, 2)}
    settle(
        comment,
        state=State.PENDING,
        held_for=[finding],
        needs_review=False,
        decided_at=None,
        decided_by_kind="",
        decided_by_id=None,
    )
    log.note(
        comment,
        what=What.HOLD,
        was=State.PUBLISHED,
        at=at,
        by_kind=DecidedBy.RULE,
        evidence=[finding],
        score=comment.risk,
        before=before,
    )
    return True
