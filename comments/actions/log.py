"""How is a decision written down?

The head of the log is held until the transaction ends, so that the chain never forks. It is the
last thing a transition takes: whoever waits for it holds nothing that its holder could need.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from cms.kernel.prepared import first, insert, run
from comments.models import Comment, Decision, LogHead

_HEAD = "SELECT hash FROM comments_loghead WHERE id = 1"
_NEW_HEAD = "UPDATE comments_loghead SET hash = %s WHERE id = 1"


def note(comment: Comment, *, what: str, was: str, at: datetime, **facts: Any) -> Decision:
    """Add a row to the log, for the comment as it is now; `was` is its state before."""
    decision = Decision(
        comment=comment,
        what=what,
        was=was,
        became=comment.state,
        version=comment.version,
        revision=comment.revision,
        at=at,
        prev_hash=hold_head(),
        **facts,
    )
    decision.hash = decision.fingerprint()
    insert(decision)
    run(_NEW_HEAD, [decision.hash])
    return decision


def hold_head() -> str:
    """Hold the head of the log until the transaction ends; return the hash of the last row."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    if found := first(_HEAD + lock):
        return str(found[0])
    head, _created = LogHead.objects.select_for_update().get_or_create(pk=1)
    return str(head.hash)
