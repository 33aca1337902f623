"""How does a moderator take a decision back?"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from cms.kernel.errors import Missing
from comments.actions import log
from comments.actions.decide import Decided, demand_not_own, held, settle
from comments.actions.learn import unlearn
from comments.actions.refusals import Gone, NotUndoable, NotYours, UndoClosed, stale
from comments.actions.settle_reports import reopen_reports
from comments.models import DecidedBy, Decision, What
from comments.queries.decidable import decided, is_undone, stands_as_after
from comments.queries.scope import leads, scope_of
from comments.rules.states import DECISIONS

WINDOW = timedelta(minutes=10)
UNDOABLE = [move.value for move in DECISIONS]


@transaction.atomic
def undo(
    *, decision_id: int, by: AbstractBaseUser, at: datetime, batch: str = "", network: str = ""
) -> Decided:
    """Restore the comment as it was before the decision; the log keeps both.

    Several decisions on one comment are taken back from the last one on; between them nothing else
    may have happened to it. The same moderator within ten minutes; who leads the moderation, at any
    time. `batch` names the deed where many are taken back at once, `network` says where from.
    Raises Missing (404, also out of scope), OwnComment and NotYours (403), Gone (410), NotUndoable,
    UndoClosed and Stale (409).
    """
    found = decided(decision_id)
    if found is None:
        raise Missing
    decision, key = found
    comment = held(key).comment
    if not scope_of(by).covers(comment.category_id):
        raise Missing
    demand_not_own(comment, by)
    if comment.is_over:
        raise Gone
    _may(decision, by, at)
    if not stands_as_after(decision, comment):
        raise stale(comment)
    was = comment.state
    settle(comment, **_as_before(decision.before))
    undone = log.note(
        comment,
        what=What.UNDO,
        was=was,
        at=at,
        by=by,
        by_kind=DecidedBy.USER,
        undoes=decision,
        batch=batch,
        network_hash=network,
    )
    reopen_reports(comment, decision)
    unlearn(decision=decision)
    return Decided(comment, undone, changed=True)


def _may(decision: Decision, by: AbstractBaseUser, at: datetime) -> None:
    is_a_persons = decision.what in UNDOABLE and decision.by_kind == DecidedBy.USER
    # A row that was brought in may not say how the comment was before: nothing leads back there.
    if is_undone(decision) or not is_a_persons or not decision.before:
        raise NotUndoable
    if leads(by):
        return
    if decision.by_id != by.pk:
        raise NotYours
    if at - decision.at > WINDOW:
        raise UndoClosed


def _as_before(before: dict[str, Any]) -> dict[str, Any]:
    """Return the fields as they were, from the JSON of the log."""
    times = {
        name: before[name] and datetime.fromisoformat(before[name])
        for name in ("published_at", "decided_at")
    }
    kept = {name: before[name] for name in ("state", "held_for")}
    return {
        **kept,
        **times,
        "needs_review": before.get("needs_review", False),
        "decided_by_kind": before["decided_by_kind"],
        "decided_by_id": before["decided_by"],
    }
