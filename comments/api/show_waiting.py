"""What do moderators see of a reply in the queue?

Everything that helps to decide; never an e-mail or a hash of one, a network, or who reported.
"""

from datetime import datetime
from typing import Any

from cms.kernel.clock import rfc3339
from cms.kernel.raw import aware
from comments.actions.found import in_words
from comments.models import Report
from comments.queries.beside import Further
from comments.queries.dossiers import Dossier
from comments.queries.records import Record


def waiting(
    one: Dossier, more: Further, at: datetime, *, user: int, scoped: bool
) -> dict[str, Any]:
    """Return a reply as the queue shows it to one moderator.

    `user` is the account's number; `scoped`: the record counts what stands in a part of the paper.
    """
    found = one.held_for
    return {
        "id": one.key,
        "version": one.version,
        "revision": one.revision,
        "state": one.state,
        "needs_review": bool(one.needs_review),
        "text": one.text,
        "html": one.html,
        "language": one.language,
        "author": {
            "name": one.author_name,
            "kind": one.author_kind,
            "url": one.author_url,
            "has_email": bool(one.author_email),
        },
        "commenter": _commenter(one, more, scoped=scoped),
        "article": _story(one),
        "parent": _parent(one),
        "depth": one.depth,
        "held_for": found,
        "evidence": [
            {"code": str(finding.get("code", "")), "words": in_words(finding)} for finding in found
        ],
        "risk": round(one.risk, 4),
        "aid": _aid(one, more),
        "open_reports": one.open_reports,
        "report_weight": round(one.report_weight, 3),
        "reports": [_report(row) for row in more.reports.get(one.id, [])],
        "claim": _claim(one, at, user),
        "created_at": rfc3339(one.created_at),
        "edited_at": rfc3339(aware(one.raw_edited_at)),
        "waiting_seconds": max(0, int((at - one.created_at).total_seconds())),
        "allowed": [move.value for move in one.moves],
    }


def claimed(
    one: Dossier, more: Further, at: datetime, *, user: int, scoped: bool
) -> dict[str, Any]:
    """Return a reply that the moderator holds."""
    until = rfc3339(aware(one.raw_claimed_until))
    return {**waiting(one, more, at, user=user, scoped=scoped), "claimed_until": until}


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


def _commenter(one: Dossier, more: Further, *, scoped: bool) -> dict[str, Any] | None:
    """Return who wrote; the commenters' doors know them by a number, or by a reply of theirs."""
    if not one.identity:
        return None
    found, ban = one.record, more.bans.get(one.id)
    return {
        "id": str(one.commenter_id) if one.commenter_id else one.key,
        "kind": one.author_kind,
        "scoped": scoped,
        **record(found),
        "first_seen": rfc3339(found.first_seen),
        "premoderated_until": rfc3339(aware(one.raw_premoderated_until)),
        "banned": ban is not None,
        "banned_until": rfc3339(ban.until) if ban else None,
    }


def _story(one: Dossier) -> dict[str, Any] | None:
    if one.slug is None:
        return None
    return {"slug": one.slug, "language": one.story_language, "headline": one.headline}


def _parent(one: Dossier) -> dict[str, Any] | None:
    if one.parent_key is None:
        return None
    return {"id": one.parent_key, "author": one.parent_author, "excerpt": one.parent_text}


def _aid(one: Dossier, more: Further) -> dict[str, Any] | None:
    """Return what the learned aid says of the words, and why; None while it knows too little."""
    said, why = more.opinions[one.id]
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


def _claim(one: Dossier, at: datetime, user: int) -> dict[str, Any] | None:
    until = aware(one.raw_claimed_until)
    if one.claimed_by is None or until is None or until <= at:
        return None
    return {"by": one.claimed_by, "mine": one.claimed_by_id == user, "until": rfc3339(until)}
