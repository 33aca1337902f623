"""What does the screening say of a reply that arrives, or is edited?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from articles.queries.discussion import standing
from comments.actions.refusals import (
    Banned,
    Duplicate,
    MembersOnly,
    StoryClosed,
    VerificationNeeded,
    unfit,
)
from comments.actions.writer import Writer
from comments.models import AuthorKind, Comment, State
from comments.queries import senders
from comments.queries.aid import LearnedAid, aid
from comments.queries.block_lists import lists
from comments.queries.screening_numbers import Duties, numbers_and_duties
from comments.rules import text as texts
from comments.rules.screening import (
    Facts,
    Opinion,
    Outcome,
    Submission,
    Verdict,
    screen,
)

DUPLICATE_WINDOW = timedelta(minutes=10)
STATES = {
    Outcome.PUBLISH: State.PUBLISHED,
    Outcome.HOLD: State.PENDING,
    Outcome.REJECT: State.REJECTED,
    Outcome.SPAM: State.SPAM,
}
REFUSALS: dict[str, Any] = {
    "story_closed": StoryClosed,
    "banned": Banned,
    "members_only": MembersOnly,
    "verification_needed": VerificationNeeded,
    "duplicate": Duplicate,
}


@dataclass(frozen=True, slots=True)
class Way:
    """How a text came: to answer what, with which form, or in place of which earlier wording.

    `form_age` is in seconds, None without a form; `trap` must be empty.
    """

    answers: Comment | None = None
    form_age: float | None = None
    trap: str = ""
    opinion: Opinion | None = None
    edits: Comment | None = None


class Screened(NamedTuple):
    """The verdict, the aid that was asked (None: it knows too little), what authors are owed."""

    verdict: Verdict
    aid: LearnedAid | None
    owed: Duties


def screened(*, article_id: int, text: str, writer: Writer, way: Way, at: datetime) -> Screened:
    """Return the verdict on a cleaned text.

    Raises what REFUSALS names, and Invalid (400) for a text that is no reply.
    """
    story = standing(article_id, at)
    sender = senders.standing(
        identity=writer.identity,
        email=writer.email,
        email_hash=writer.email_hash,
        network_hash=writer.network_hash,
        at=at,
    )
    asked = aid(story.category_id)
    limits, owed = numbers_and_duties()
    besides = way.edits.pk if way.edits else None
    facts = Facts(
        policy=story.policy,
        repliers=story.repliers,
        form_age=way.form_age,
        duplicate_of="" if way.edits else _duplicate_of(article_id, text, writer, way.answers, at),
        banned=sender.banned,
        premoderated=sender.premoderated,
        known=writer.known,
        verified=writer.kind == AuthorKind.VERIFIED,
        staff=writer.kind == AuthorKind.STAFF,
        history=senders.history(writer.identity, besides=besides),
        lists=lists(),
        numbers=limits,
        aid=asked,
        opinion=way.opinion,
    )
    submission = Submission(
        text=text,
        trap=way.trap,
        name=writer.name,
        email=writer.email,
        url=writer.url,
        network=writer.network,
    )
    verdict = screen(submission, facts)
    if verdict.outcome is Outcome.REFUSE:
        last = verdict.findings[-1]
        if last.code in REFUSALS:
            raise REFUSALS[last.code](**last.evidence)
        raise unfit("/text", last.code)
    return Screened(verdict, asked, owed)


def _duplicate_of(
    article_id: int, text: str, writer: Writer, answered: Comment | None, at: datetime
) -> str:
    said = (
        Comment.objects.filter(
            identity=writer.identity,
            created_at__gt=at - DUPLICATE_WINDOW,
            article_id=article_id,
            in_reply_to=answered,
            text_hash=texts.same_as(text),
        )
        .order_by("-created_at")
        .values_list("key", flat=True)
    )
    return said.first() or ""
