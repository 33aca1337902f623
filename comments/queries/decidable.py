"""What must be known of a reply before somebody decides on it?

One statement finds all of it: the reply, the names of what it hangs under, what the aid said of it
and had seen in it, and whether a letter may be due.
"""

from typing import NamedTuple

from cms.kernel.prepared import Picked, first, rows
from comments.models import Comment, Decision
from comments.queries.aid import Said, opinion
from comments.queries.aid_memory import MADE_WITH

_COMMENT = Picked(
    Comment, "r",
    "id", "key", "article_id", "parent_id", "root_id", "in_reply_to_id", "depth", "path",
    "state", "buried", "held_for", "needs_review", "version", "revision",
    "risk", "turn_at", "category_id", "open_reports", "report_weight",
    "claimed_by_id", "claimed_until", "text", "html", "language",
    "author_name", "author_email", "author_url", "author_kind",
    "identity", "network_hash", "email_hash",
    "created_at", "published_at", "edited_at", "removed_at", "erased_at", "last_activity_at",
    "decided_at", "decided_by_kind", "decided_by_id",
    "reply_count", "visible_descendants", "change", "first_change",
)  # fmt: skip
_HANGS = Picked(Comment, "", "id", "key")
_DECISION = Picked(
    Decision, "d", "id", "comment_id", "what", "by_kind", "by_id", "version", "before", "at"
)
_FIND = """
SELECT {comment}, p.id, p.key, o.id, o.key, a.chance, a.version, a.made_with, a.seen,
    EXISTS (
        SELECT 1 FROM comments_subscription s
        WHERE s.comment_id IN (r.id, r.in_reply_to_id) AND s.ended_at IS NULL
    )
FROM comments_comment r
LEFT JOIN comments_comment p ON p.id = r.parent_id
LEFT JOIN comments_comment o ON o.id = r.root_id
LEFT JOIN comments_appraisal a ON a.comment_id = r.id
WHERE r.key = %s
"""
_FIND_DECISION = """
SELECT {decision}, r.key FROM comments_decision d
JOIN comments_comment r ON r.id = d.comment_id WHERE d.id = %s
"""
_TAKEN_BACK = """
SELECT COUNT(*) FROM comments_decision l
WHERE l.comment_id = %s AND l.version > %s AND l.what <> 'concurred' AND (
    l.what = 'undo' OR EXISTS (SELECT 1 FROM comments_decision u WHERE u.undoes_id = l.id)
)
"""


class Decidable(NamedTuple):
    """A reply; what the aid said of it and saw in it, if that was kept; who waits for a letter."""

    comment: Comment
    appraised: tuple[float, str, str, bytes] | None
    awaited: bool

    def said(self) -> Said:
        """Return what the aid said of it, or says now where that was not kept."""
        if self.appraised is None:
            return opinion(self.comment.text, self.comment.category_id)
        chance, version, _made_with, _seen = self.appraised
        return Said(chance, version)

    def seen(self) -> bytes | None:
        """Return the packed places of its words; None where they were not kept."""
        if self.appraised is None or self.appraised[2] != MADE_WITH:
            return None
        return self.appraised[3]


def decidable(key: str) -> Decidable | None:
    """Return what is known of the reply of that name; other columns of it wait to be asked for."""
    found = first(_FIND.format(comment=_COMMENT.sql), [key])
    if found is None:
        return None
    *own, parent_id, parent_key, root_id, root_key, chance, version, made_with, seen, awaited = (
        found
    )
    comment = _COMMENT.row(own)
    if parent_id is not None:
        comment.parent = _HANGS.row((parent_id, parent_key))
        comment.root = _HANGS.row((root_id, root_key))
    kept = None if chance is None else (chance, version, made_with, bytes(seen))
    return Decidable(comment, kept, bool(awaited))


def decided(pk: int) -> tuple[Decision, str] | None:
    """Return a decision, as far as undoing it needs, and the name of its reply."""
    found = first(_FIND_DECISION.format(decision=_DECISION.sql), [pk])
    return (_DECISION.row(found[:-1]), found[-1]) if found else None


def is_undone(decision: Decision) -> bool:
    """Return whether somebody took the decision back."""
    return bool(rows("SELECT 1 FROM comments_decision WHERE undoes_id = %s", [decision.pk]))


def stands_as_after(decision: Decision, comment: Comment) -> bool:
    """Return whether the reply is as the decision left it: all that came since was taken back.

    Whatever changes a reply raises its version; each step since must be an undoing or undone.
    """
    steps = comment.version - decision.version
    if steps == 0:
        return True
    found = first(_TAKEN_BACK, [comment.pk, decision.version])
    return found is not None and found[0] == steps
