"""Which letters are written when something happens? They go out after the commit (send_letters).

A letter is a row, written in the transaction of what it tells of: there is never one without the
other. `once` names the occasion, so that it is told once only.
"""

from datetime import datetime, timedelta

from django.conf import settings

from cms.kernel.chores import soon
from comments.actions.writer import email_hash
from comments.models import (
    AuthorKind,
    Comment,
    CommenterNote,
    Decision,
    HowOften,
    Kind,
    Letter,
    Report,
    State,
    Subscription,
)
from comments.queries.screening_numbers import Duties, duties
from comments.rules.letters import AT_ONCE_MOST, DECISION_WAITS, next_digest

SENDING = "letters"  # the chore
DAY = timedelta(days=1)


def ask_to_confirm(comment: Comment, *, at: datetime) -> None:
    """Ask the author of a reply to confirm the address they gave."""
    _write(
        Letter(
            kind=Kind.CONFIRM,
            once=f"confirm:{comment.key}",
            comment=comment,
            address=comment.author_email,
            address_hash=comment.email_hash,
            created_at=at,
            due_at=at,
        )
    )


def warn_by_letter(note: CommenterNote, *, identity: str, at: datetime) -> bool:
    """Tell a commenter what a moderator warns them of; return whether an address is confirmed."""
    known = _confirmed(identity)
    if known is None:
        return False
    comment, address = known
    _write(
        Letter(
            kind=Kind.WARNING,
            once=f"warning:{note.pk}",
            comment=comment,
            address=address,
            address_hash=email_hash(address),
            facts={"text": note.text},
            created_at=at,
            due_at=at,
        )
    )
    return True


def _confirmed(identity: str) -> tuple[Comment, str] | None:
    """Return the newest reply under which a commenter has confirmed an address, and the address."""
    own = Comment.objects.filter(identity=identity).order_by("-created_at", "-id")
    comment = own.filter(author_kind=AuthorKind.VERIFIED).exclude(author_email="").first()
    if comment is not None:
        return comment, comment.author_email
    wishes = Subscription.objects.filter(
        comment__identity=identity, confirmed_at__isnull=False, ended_at=None
    )
    wish = wishes.select_related("comment").order_by("-confirmed_at").first()
    return (wish.comment, wish.address) if wish else None


def on_rejected(comment: Comment, decision: Decision, owed: Duties | None = None) -> None:
    """Tell an author with a confirmed address that their reply was rejected, and why.

    Only where the newsroom does so; once for each decision, when it cannot be undone at once any
    more. Nothing for any other decision: spammers learn nothing.
    """
    judged = decision.became == State.REJECTED and decision.was != State.REJECTED
    if not (judged and comment.identity and (owed or duties()).tells_authors):
        return
    known = _confirmed(comment.identity)
    if known is None:
        return
    _commenters, address = known
    _write(
        Letter(
            kind=Kind.REJECTED,
            once=f"rejected:{decision.pk}",
            comment=comment,
            address=address,
            address_hash=email_hash(address),
            facts={"decision": decision.pk},
            created_at=decision.at,
            due_at=decision.at + DECISION_WAITS,
        )
    )


def on_reported(report: Report) -> None:
    """Tell who reported something illegal, and gave an address, that the report has come in."""
    if report.email:
        _write(_to_reporter(report, Kind.RECEIPT, f"receipt:{report.pk}", report.at, {}))


def on_settled(decision: Decision) -> None:
    """Tell who gave an address with a report what was decided; one statement."""
    for report in Report.objects.filter(settled_by=decision).exclude(email=""):
        once, facts = f"notice:{report.pk}:{decision.pk}", {"decision": decision.pk}
        _write(_to_reporter(report, Kind.NOTICE, once, decision.at + DECISION_WAITS, facts))


def _to_reporter(
    report: Report, kind: Kind, once: str, due_at: datetime, facts: dict[str, int]
) -> Letter:
    return Letter(
        kind=kind,
        once=once,
        comment_id=report.comment_id,
        address=report.email,
        address_hash=email_hash(report.email),
        facts=facts,
        created_at=report.at,
        due_at=due_at,
    )


def on_published(comment: Comment) -> None:
    """Tell who waits for it that a reply is published for the first time; at most one question.

    Its author, when it had to wait, and the author of what it answers. Nobody hears of their own
    answers, nor of what stands under a rejected reply.
    """
    if comment.buried or comment.published_at is None:
        return
    waited = comment.published_at > comment.created_at
    concerned = [pk for pk in (waited and comment.pk, comment.in_reply_to_id) if pk]
    if not concerned:
        return
    wishes = Subscription.objects.filter(
        comment_id__in=concerned, confirmed_at__isnull=False, ended_at=None
    )
    for wish in wishes.select_related("comment"):
        if wish.comment_id != comment.pk:
            _tell_of_answer(wish, comment, comment.published_at)
        else:
            _tell(wish, Kind.PUBLISHED, comment, comment.published_at)


def _tell_of_answer(wish: Subscription, answer: Comment, at: datetime) -> None:
    own = wish.comment.identity == answer.identity or wish.address_hash == answer.email_hash
    if own or wish.comment.state != State.PUBLISHED:
        return
    collected = wish.how_often == HowOften.DAILY or _told_enough(wish.address_hash, at)
    _tell(wish, Kind.DIGEST if collected else Kind.ANSWERED, answer, at)


def _told_enough(address_hash: str, at: datetime) -> bool:
    told = Letter.objects.filter(
        address_hash=address_hash, kind=Kind.ANSWERED, created_at__gt=at - DAY
    )
    return told.count() >= AT_ONCE_MOST


def _tell(wish: Subscription, kind: Kind, of: Comment, at: datetime) -> None:
    later = next_digest(at, settings.TIME_ZONE, settings.COMMENT_DIGEST_HOUR)
    _write(
        Letter(
            kind=kind,
            once=f"{'published' if kind == Kind.PUBLISHED else 'answered'}:{of.key}",
            comment=wish.comment,
            address=wish.address,
            address_hash=wish.address_hash,
            facts={"about": of.key},
            created_at=at,
            due_at=later if kind == Kind.DIGEST else at,
        )
    )


def _write(letter: Letter) -> None:
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    soon(SENDING)
