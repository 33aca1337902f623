"""What do moderators see of a reply in the queue?

Everything that helps to decide; never an e-mail or a hash of one, a network, or who reported.
"""

from datetime import datetime
from typing import Any

from cms.kernel.clock import rfc3339
from comments.actions.found import in_words
from comments.models import Comment, Report
from comments.queries.beside import Beside
from comments.queries.records import Record

EXCERPT = 140  # characters of the reply that is answered
NOBODY = Record()


def waiting(comment: Comment, around: Beside, at: datetime, *, user: int) -> dict[str, Any]:
    """Return a reply as the queue shows it to one moderator; `user` is the account's number."""
    story = around.stories.get(comment.article_id)
    return {
        "id": comment.key,
        "version": comment.version,
        "revision": comment.revision,
        "state": comment.state,
        "needs_review": comment.needs_review,
        "text": comment.text,
        "html": comment.html,
        "language": comment.language,
        "author": {
            "name": comment.author_name,
            "kind": comment.author_kind,
            "url": comment.author_url,
            "has_email": bool(comment.author_email),
        },
        "commenter": _commenter(comment, around),
        "article": story and {name: story[name] for name in ("slug", "language", "headline")},
        "parent": _parent(comment),
        "depth": comment.depth,
        "held_for": comment.held_for,
        "evidence": [
            {"code": str(finding.get("code", "")), "words": in_words(finding)}
            for finding in comment.held_for
        ],
        "risk": round(comment.risk, 4),
        "aid": _aid(comment, around),
        "open_reports": comment.open_reports,
        "report_weight": round(comment.report_weight, 3),
        "reports": [_report(row) for row in around.reports.get(comment.pk, [])],
        "claim": _claim(comment, at, user),
        "created_at": rfc3339(comment.created_at),
        "edited_at": rfc3339(comment.edited_at),
        "waiting_seconds": max(0, int((at - comment.created_at).total_seconds())),
        "allowed": [move.value for move in comment.moves],
    }


def claimed(comment: Comment, around: Beside, at: datetime, *, user: int) -> dict[str, Any]:
    """Return a reply that the moderator holds."""
    until = rfc3339(comment.claimed_until)
    return {**waiting(comment, around, at, user=user), "claimed_until": until}


def handle(comment: Comment, around: Beside) -> str:
    """Return by what the commenters' doors know who wrote: a number, or a reply of theirs."""
    known = around.commenters.get(comment.identity)
    return str(known.pk) if known else comment.key


def record(found: Record) -> dict[str, Any]:
    """Return what became of all that somebody wrote."""
    rate = found.rejection_rate
    return {
        "written": found.written,
        "published": found.published,
        "rejected": found.rejected,
        "waiting": found.waiting,
        "rejection_rate": None if rate is None else round(rate, 4),
    }


def _commenter(comment: Comment, around: Beside) -> dict[str, Any] | None:
    if not comment.identity:
        return None
    found = around.records.get(comment.identity, NOBODY)
    known = around.commenters.get(comment.identity)
    ban = around.bans.get(comment.pk)
    return {
        "id": handle(comment, around),
        "kind": comment.author_kind,
        **record(found),
        "first_seen": rfc3339(found.first_seen),
        "premoderated_until": rfc3339(known.premoderated_until) if known else None,
        "banned": ban is not None,
        "banned_until": rfc3339(ban.until) if ban else None,
    }


def _parent(comment: Comment) -> dict[str, Any] | None:
    if comment.parent is None:
        return None
    return {
        "id": comment.parent.key,
        "author": comment.parent.author_name,
        "excerpt": comment.parent.text[:EXCERPT],
    }


def _aid(comment: Comment, around: Beside) -> dict[str, Any] | None:
    """Return what the learned aid says of the words, and why; None while it knows too little."""
    said, why = around.opinions[comment.pk]
    if said.chance is None:
        return None
    return {
        "score": round(said.chance, 4),
        "version": said.version,
        "why": [{"said": part.said, "weight": round(part.weight, 3)} for part in why],
    }


def _report(row: Report) -> dict[str, Any]:
    return {
        "reason": row.reason,
        "note": row.note or None,
        "weight": round(row.weight, 3),
        "at": rfc3339(row.at),
    }


def _claim(comment: Comment, at: datetime, user: int) -> dict[str, Any] | None:
    until = comment.claimed_until
    if comment.claimed_by is None or until is None or until <= at:
        return None
    return {
        "by": comment.claimed_by.get_username(),
        "mine": comment.claimed_by_id == user,
        "until": rfc3339(until),
    }
