"""How is a commenter forgotten for good?

Nothing of them stays but numbers and codes: each reply keeps its place in the thread, the log keeps
which reply was erased and when. It cannot be undone. Every reply is a transaction of its own, so
that nobody waits long and a run that was stopped can be run again.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from articles.actions.discussion import touch
from cms.kernel.clients import keyed
from cms.kernel.models import Replay
from comments.actions import log, transition
from comments.actions.decide import settle
from comments.actions.forget_lessons import forget_comments
from comments.actions.vote import count_votes
from comments.actions.writer import email_hash, identity_of_address
from comments.models import (
    Appraisal,
    AuthorKind,
    Ban,
    Comment,
    CommenterNote,
    CommentRevision,
    DecidedBy,
    Erasure,
    Letter,
    Report,
    Subscription,
    Vote,
    What,
)
from comments.models import Commenter as Settled
from comments.queries.commenter import Commenter, Whom, commenter
from comments.queries.traces import Trace, Words, traces
from comments.rules.states import MOVES, Move
from comments.rules.states import State as States

GONE = 410
SAID = {"note": "", "name": "", "email": ""}  # of a report
EMPTY: dict[str, Any] = {
    "text": "",
    "html": "",
    "fragment": "",
    "text_hash": "",
    "held_for": [],
    "author_name": "",
    "author_email": "",
    "author_url": "",
    "author_kind": AuthorKind.ANONYMOUS,
    "identity": "",
    "network_hash": "",
    "email_hash": "",
    "notify": False,
    "needs_review": False,
    "editable_until": None,
}


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and where anything of it was found afterwards."""

    comments: int
    votes: int
    reports: int
    traces: list[Trace]

    @property
    def left(self) -> list[Trace]:
        """Return the places that should hold nothing; the others are words of other people."""
        return [trace for trace in self.traces if not trace.foreign]


def whom_of(*, email: str = "", comment: str = "", identity: str = "") -> Whom:
    """Return whom to look for: an address also for what was done after confirming it."""
    email = email.strip()
    hashed = email_hash(email)
    confirmed = identity_of_address(hashed) if hashed else ""
    return Whom(
        email=email,
        email_hash=hashed,
        comment=comment,
        identities=frozenset({identity, confirmed} - {""}),
    )


def erase(*, whom: Whom, at: datetime, by: AbstractBaseUser | None = None) -> Erased:
    """Erase a commenter, then search the whole database for what is left of them."""
    found = commenter(whom)
    votes, reports = wipe(found, at=at, by=by)
    words = Words(
        emails=frozenset(found.emails | ({whom.email} - {""})),
        names=frozenset(found.names),
        texts=frozenset(found.texts | found.urls),
    )
    return Erased(len(found.comments), votes, reports, list(traces(words)))


def wipe(found: Commenter, *, at: datetime, by: AbstractBaseUser | None = None) -> tuple[int, int]:
    """Erase all that was found; return how many votes and reports that were."""
    remember(found, at)
    for pk in found.comments:
        _erase_comment(pk, at, by)
    votes = list(found.votes().values_list("pk", "comment_id"))
    for pk, comment_id in votes:
        _take_vote_back(pk, comment_id)
    reports = _hide_reporter(found.reports())
    _forget_address(found)
    return len(votes), reports


def mark_of(kind: str, value: str) -> str:
    """Return the keyed hash under which an erasure is remembered; `kind` is "email" or "source"."""
    return keyed("comment-erasure", f"{kind} {value}")


def remember(found: Commenter, at: datetime) -> None:
    """Write down, before anything else, what no import may bring back."""
    marks = [mark_of("email", value) for value in found.email_hashes]
    marks += [mark_of("source", value) for value in found.sources]
    rows = [Erasure(value=mark, at=at) for mark in marks]
    Erasure.objects.bulk_create(
        rows, update_conflicts=True, update_fields=["at"], unique_fields=["value"]
    )


def erased_since(address_hash: str, moment: datetime) -> bool:
    """Return whether who confirmed the address was erased after a moment."""
    mark = mark_of("email", address_hash)
    return Erasure.objects.filter(value=mark, at__gt=moment).exists()


@transaction.atomic
def _erase_comment(pk: int, at: datetime, by: AbstractBaseUser | None) -> None:
    comment = Comment.objects.get(pk=pk)
    transition.held_thread(comment)
    comment.refresh_from_db()
    _wipe_around(comment)
    was = comment.state
    became = MOVES.get((Move.ERASE, States(was)))
    if became is None:
        return
    source = comment.source_key and mark_of("source", comment.source_key)
    settle(comment, **EMPTY, state=became.value, erased_at=at, source_key=source)
    log.note(
        comment,
        what=What.ERASE,
        was=was,
        at=at,
        by=by,
        by_kind=DecidedBy.USER if by else DecidedBy.RULE,
    )
    forget_comments(comments=[pk])


def _wipe_around(comment: Comment) -> None:
    """Wipe what hangs on the reply: earlier wordings, notes on it, letters, kept answers."""
    Appraisal.objects.filter(comment=comment).delete()
    CommentRevision.objects.filter(comment=comment).delete()
    Report.objects.filter(comment=comment).update(**SAID)
    Subscription.objects.filter(comment=comment).delete()
    Letter.objects.filter(Q(comment=comment) | Q(facts__about=comment.key)).delete()
    # The key still works, or the request might be sent again and bring everything back.
    kept = Replay.objects.filter(body__contains=comment.key)
    kept.update(status=GONE, body='{"code":"gone"}')


@transaction.atomic
def _take_vote_back(pk: int, comment_id: int) -> None:
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment_id)
    vote = Vote.objects.filter(pk=pk).first()
    if vote is None:
        return
    vote.delete()
    count_votes(comment, up=-(vote.value == 1), down=-(vote.value == -1))
    touch(article_id=comment.article_id)


def _hide_reporter(reports: Iterable[Report]) -> int:
    """Leave the reports, which count, but neither whose they are nor what they said."""
    hidden = 0
    for pk in [report.pk for report in reports]:
        nobody = secrets.token_hex(16)  # one reader's report of a wording is unique
        hidden += Report.objects.filter(pk=pk).update(**SAID, identity=nobody, network_hash="")
    return hidden


def _forget_address(found: Commenter) -> None:
    Subscription.objects.filter(address_hash__in=found.email_hashes).delete()
    Letter.objects.filter(address_hash__in=found.email_hashes).delete()
    # With what moderators noted, which speaks of whom nobody is to know any more.
    Settled.objects.filter(identity__in=found.identities).delete()
    known = found.email_hashes | found.identities
    Ban.objects.filter(value__in=known).update(label="")
    CommenterNote.objects.filter(commenter__identity__in=found.identities).delete()
