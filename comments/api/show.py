"""What does the outside see of a reply? Its author here, readers in rules.fragment.

What moderators see: show_waiting.
"""

from typing import Any

from cms.kernel.clock import rfc3339
from comments.actions.statement_words import redress, why
from comments.models import Comment, Decision, State
from comments.queries.items import said_of
from comments.rules.fragment import Counted, numbers, shape
from comments.rules.statement import statement_in


def own(comment: Comment, edit_token: str) -> dict[str, Any]:
    """Return a reply to its author, with the token to change it."""
    return {**waiting_own(comment), "edit_token": edit_token}


def waiting_own(comment: Comment) -> dict[str, Any]:
    """Return a reply to its author: the readers' shape with the state, and when it stays as it is.

    What was rejected or kept as spam looks as if it waited.
    """
    there = said_of(comment)._replace(there=True)
    counted = Counted(
        comment.up, comment.down, comment.reply_count, comment.pinned, comment.featured
    )
    return {
        **shape(there),
        "state": "published" if comment.state == State.PUBLISHED else "pending",
        **numbers(counted, there=True),
        "editable_until": rfc3339(comment.editable_until),
    }


def decided(decision: Decision, comment: Comment, *, changed: bool) -> dict[str, Any]:
    """Return what came of a decision."""
    return {
        **logged(decision),
        "comment": comment.key,
        "state": comment.state,
        "version": comment.version,
        "changed": changed,
    }


def stated(decision: Decision) -> dict[str, Any] | None:
    """Return the statement of reasons of a rejection, and how its author is told."""
    entry = statement_in(decision.evidence)
    if entry is None:
        return None
    facts = {name: value for name, value in entry.items() if name != "code"}
    return {**facts, "words": why(decision), "redress": redress(decision)}


def logged(decision: Decision) -> dict[str, Any]:
    """Return a row of the log."""
    return {
        "id": decision.pk,
        "comment": decision.comment.key,
        "decision": decision.what,
        "from": decision.was or None,
        "to": decision.became,
        "by": decision.by.get_username() if decision.by else None,
        "by_kind": decision.by_kind,
        "reason": decision.reason or None,
        "note": decision.note or None,
        "evidence": decision.evidence,
        "score": decision.score,
        "model_version": decision.model_version or None,
        "batch": decision.batch or None,
        "undoes": decision.undoes_id,
        "version": decision.version,
        "revision": decision.revision,
        "at": rfc3339(decision.at),
        "hash": decision.hash,
    }
