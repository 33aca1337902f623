"""How is a decision written down?

The head of the log is held until the transaction ends, so that the chain never forks. It is the
last thing a transition takes: whoever waits for it holds nothing that its holder could need.
"""

from datetime import datetime
from typing import Any

from comments.models import Comment, Decision, LogHead


def note(comment: Comment, *, what: str, was: str, at: datetime, **facts: Any) -> Decision:
    """Add a row to the log, for the comment as it is now; `was` is its state before."""
    head, _created = LogHead.objects.select_for_update().get_or_create(pk=1)
    decision = Decision(
        comment=comment,
        what=what,
        was=was,
        became=comment.state,
        version=comment.version,
        revision=comment.revision,
        at=at,
        prev_hash=head.hash,
        **facts,
    )
    decision.hash = decision.fingerprint()
    decision.save(force_insert=True)
    LogHead.objects.filter(pk=1).update(hash=decision.hash)
    return decision
