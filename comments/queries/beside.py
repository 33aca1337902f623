"""What do moderators see beside the replies of a page of the queue?

As many statements for one reply as for a hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comments.models import Ban, Comment, Commenter, Report
from comments.queries.aid import Said, Weighed, opinions
from comments.queries.appraisals import said_of
from comments.queries.dossiers import Dossier
from comments.queries.queue import open_reports, stories
from comments.queries.records import Record, bans_on, known, records
from comments.queries.scope import Scope


@dataclass(frozen=True, slots=True)
class Beside:
    """By the number of the story, of the reply, or by who wrote it."""

    stories: dict[int, dict[str, Any]]
    reports: dict[int, list[Report]]
    records: dict[str, Record]
    commenters: dict[str, Commenter]
    bans: dict[int, Ban]
    opinions: dict[int, tuple[Said, list[Weighed]]]


def beside(rows: Sequence[Comment], at: datetime, scope: Scope) -> Beside:
    """Find it; six statements, seven where the aid is asked. `scope` bounds the records."""
    identities = {row.identity for row in rows}
    return Beside(
        stories=stories((row.article_id for row in rows), at),
        reports=open_reports(rows),
        records=records(identities, scope),
        commenters=known(identities),
        bans=bans_on(rows, at),
        opinions=said_of(rows),
    )


@dataclass(frozen=True, slots=True)
class Further:
    """What a dossier only says that there is, by the number of the reply."""

    reports: dict[int, list[Report]]
    bans: dict[int, Ban]
    opinions: dict[int, tuple[Said, list[Weighed]]]


def further(rows: Sequence[Dossier], at: datetime) -> Further:
    """Find it; a statement for each that there is, and mostly there is none."""
    reported = [row for row in rows if row.open_reports]
    suspects = [row for row in rows if row.maybe_banned]
    said = {row.id: row.said for row in rows}
    unsaid = [row for row in rows if said[row.id] is None]
    now = opinions([(row.text, row.category_id) for row in unsaid]) if unsaid else []
    return Further(
        reports=open_reports(reported) if reported else {},
        bans=bans_on(suspects, at) if suspects else {},
        opinions={
            **{pk: one for pk, one in said.items() if one is not None},
            **dict(zip((row.id for row in unsaid), now, strict=True)),
        },
    )
