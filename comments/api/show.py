"""What does the outside see of a reply?

Readers see what is listed here and nothing else: no e-mail or hash of one, no network, no reasons,
no risk, no moderator, no raw text, no internal numbers. What moderators see: show_waiting.
"""

from typing import Any

from cms.kernel.clock import rfc3339
from comments.models import Comment, Decision, State


def reply(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of queries.thread as readers see it; a gap has no words and no author."""
    there = row["state"] == State.PUBLISHED
    return {
        "id": row["key"],
        "parent": row["parent_key"],
        "root": row["root_key"],
        "depth": row["depth"],
        "state": "published" if there else "removed",
        "html": row["html"] if there else None,
        "created_at": rfc3339(row["created_at"]),
        "edited_at": rfc3339(row["edited_at"]) if there else None,
        "author": {"name": row["author_name"], "kind": row["author_kind"]} if there else None,
        "score": {"up": row["up"], "down": row["down"]} if there else None,
        "reply_count": row["reply_count"],
        "pinned": there and row["pinned"],
        "featured": there and row["featured"],
    }


def own(comment: Comment, edit_token: str) -> dict[str, Any]:
    """Return a reply to its author, with the token to change it."""
    return {**waiting_own(comment), "edit_token": edit_token}


def waiting_own(comment: Comment) -> dict[str, Any]:
    """Return a reply to its author: the readers' shape with the state, and when it stays as it is.

    What was rejected or kept as spam looks as if it waited.
    """
    published = comment.state == State.PUBLISHED
    return {
        "id": comment.key,
        "parent": comment.parent.key if comment.parent else None,
        "root": comment.root.key if comment.root else None,
        "depth": comment.depth,
        "state": "published" if published else "pending",
        "html": comment.html,
        "created_at": rfc3339(comment.created_at),
        "edited_at": rfc3339(comment.edited_at),
        "author": {"name": comment.author_name, "kind": comment.author_kind},
        "score": {"up": comment.up, "down": comment.down},
        "reply_count": comment.reply_count,
        "pinned": comment.pinned,
        "featured": comment.featured,
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
