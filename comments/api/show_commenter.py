"""What do moderators see of a commenter? Never a hash, an address, or a network."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cms.kernel.clock import rfc3339
from comments.api.show_waiting import record
from comments.models import Ban, Comment, Commenter, CommenterNote
from comments.queries.records import Record


@dataclass(frozen=True, slots=True)
class Found:
    """All there is to say of one commenter; `records` by days, None: of all.

    `scoped`: they count what stands in a part of the paper only.
    """

    newest: Comment
    known: Commenter | None
    records: Mapping[int | None, Record]
    notes: list[CommenterNote]
    bans: list[Ban]
    alike: list[Comment]
    scoped: bool


def commenter(found: Found, others: Mapping[str, Commenter], at: datetime) -> dict[str, Any]:
    """Return a commenter; `others` are the known ones among those who are alike."""
    known, newest = found.known, found.newest
    return {
        "id": str(known.pk) if known else newest.key,
        "kind": newest.author_kind,
        "name": newest.author_name,
        "first_seen": rfc3339(found.records[None].first_seen),
        "scoped": found.scoped,
        "totals": record(found.records[None]),
        "rejection_rates": {
            "days_7": _rate(found.records[7]),
            "days_30": _rate(found.records[30]),
            "all": _rate(found.records[None]),
        },
        "premoderated_until": rfc3339(known.premoderated_until) if known else None,
        "banned": any(row.is_in_force(at) for row in found.bans),
        "notes": [note(row) for row in found.notes],
        "bans": [ban(row, at) for row in found.bans],
        "alike": [_alike(row, others) for row in found.alike],
    }


def note(row: CommenterNote) -> dict[str, Any]:
    """Return a note or a warning."""
    return {
        "id": row.pk,
        "kind": row.kind,
        "text": row.text,
        "by": row.by.get_username(),
        "at": rfc3339(row.at),
    }


def ban(row: Ban, at: datetime) -> dict[str, Any]:
    """Return a ban."""
    return {
        "id": row.pk,
        "by": row.kind,
        "who": row.label,
        "reason": row.reason,
        "note": row.note or None,
        "until": rfc3339(row.until),
        "at": rfc3339(row.at),
        "banned_by": row.by.get_username(),
        "ended_at": rfc3339(row.ended_at),
        "in_force": row.is_in_force(at),
    }


def written(row: Comment, story: dict[str, Any] | None) -> dict[str, Any]:
    """Return a reply of a commenter; `story` as queries.queue.stories gives it."""
    return {
        "id": row.key,
        "version": row.version,
        "state": row.state,
        "text": row.text,
        "name": row.author_name,
        "article": story and {name: story[name] for name in ("slug", "language", "headline")},
        "open_reports": row.open_reports,
        "created_at": rfc3339(row.created_at),
    }


def _rate(found: Record) -> float | None:
    rate = found.rejection_rate
    return None if rate is None else round(rate, 4)


def _alike(row: Comment, others: Mapping[str, Commenter]) -> dict[str, Any]:
    known = others.get(row.identity)
    return {
        "id": str(known.pk) if known else row.key,
        "name": row.author_name,
        "last_written_at": rfc3339(row.created_at),
    }
