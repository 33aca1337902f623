"""What do moderators see beside the replies of a page of the queue?

As many statements for one reply as for a hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comments.models import Ban, Comment, Commenter, Report
from comments.queries.aid import Said, Weighed
from comments.queries.appraisals import said_of
from comments.queries.queue import open_reports, stories
from comments.queries.records import Record, bans_on, known, records


@dataclass(frozen=True, slots=True)
class Beside:
    """By the number of the story, of the reply, or by who wrote it."""

    stories: dict[int, dict[str, Any]]
    reports: dict[int, list[Report]]
    records: dict[str, Record]
    commenters: dict[str, Commenter]
    bans: dict[int, Ban]
    opinions: dict[int, tuple[Said, list[Weighed]]]


def beside(rows: Sequence[Comment], at: datetime) -> Beside:
    """Find it; six statements, seven where the aid is asked."""
    identities = {row.identity for row in rows}
    return Beside(
        stories=stories((row.article_id for row in rows), at),
        reports=open_reports(rows),
        records=records(identities),
        commenters=known(identities),
        bans=bans_on(rows, at),
        opinions=said_of(rows),
    )
