"""What of readers is old enough to be forgotten?

To be done again and again (manage.py forget_comments). What is due is looked for first and then
wiped in small steps, so that nobody who writes waits for a search through all replies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.kernel.idempotency import KEPT
from cms.kernel.models import Replay
from comments.actions.fade import fade
from comments.actions.forget_lessons import forget_comments
from comments.models import Appraisal, Comment, CommentRevision, Report, State, Subscription

APPRAISALS_KEPT = timedelta(days=1)  # after the decision: most that is undone is undone by then
AT_ONCE = 500  # rows in one statement
WORDS = {
    "text": "",
    "html": "",
    "text_hash": "",
    "held_for": [],
    "author_name": "",
    "author_email": "",
    "author_url": "",
}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each were wiped."""

    networks: int
    words: int
    addresses: int
    notes: int
    appraisals: int
    answers: int
    lessons: int

    def __str__(self) -> str:
        return (
            f"networks: {self.networks}, words taken back: {self.words}, "
            f"addresses: {self.addresses}, notes: {self.notes}, "
            f"appraisals: {self.appraisals}, kept answers: {self.answers}, "
            f"lessons: {self.lessons}"
        )


def forget_old(*, at: datetime) -> Forgotten:
    """Wipe what is due by COMMENT_NETWORK_DAYS, _REMOVED_DAYS, _EMAIL_DAYS and AID_FORGETS_DAYS."""
    before_salt = at - timedelta(days=settings.COMMENT_NETWORK_DAYS)
    before_removal = at - timedelta(days=settings.COMMENT_REMOVED_DAYS)
    reports = Report.objects.exclude(network_hash="")
    networks = _each(_networks(before_salt), network_hash="")
    networks += _each(reports.filter(at__lt=before_salt), network_hash="")
    answers, _kinds = Replay.objects.filter(created_at__lt=at - KEPT).delete()
    return Forgotten(
        networks=networks,
        words=_words(before_removal),
        addresses=_addresses(at),
        notes=_each(_notes(before_removal), note="", name="", email=""),
        appraisals=_appraisals(at - APPRAISALS_KEPT),
        answers=answers,
        lessons=fade(at=at),
    )


def _networks(before: datetime) -> QuerySet[Comment, Comment]:
    return Comment.objects.exclude(network_hash="").filter(created_at__lt=before)


def _notes(before: datetime) -> QuerySet[Report, Report]:
    said = Report.objects.exclude(note="", name="", email="")
    return said.filter(settled_by__at__lt=before)


def _appraisals(before: datetime) -> int:
    """Delete what the aid said of what nobody is to read any more."""
    read = Appraisal.objects.exclude(comment__state=State.PENDING)
    read = read.filter(comment__needs_review=False, comment__open_reports=0)
    return sum(
        Appraisal.objects.filter(pk__in=some).delete()[0]
        for some in _in_steps(read.exclude(comment__decided_at__gte=before))
    )


def _words(before: datetime) -> int:
    """Wipe the words of who took them back; readers have not seen them since."""
    over = Comment.objects.filter(removed_at__lt=before, erased_at=None)
    due = over.exclude(text="", author_name="", author_email="")
    wiped = 0
    for some in _in_steps(due):
        CommentRevision.objects.filter(comment__in=some).delete()
        Appraisal.objects.filter(comment__in=some).delete()
        forget_comments(comments=some)
        wiped += Comment.objects.filter(pk__in=some).update(**WORDS)
    return wiped


def _addresses(at: datetime) -> int:
    """Wipe addresses; their keyed hash stays, by which a commenter is found to be erased."""
    before = at - timedelta(days=settings.COMMENT_EMAIL_DAYS)
    told = Subscription.objects.filter(comment=OuterRef("pk"), ended_at=None)
    old = Comment.objects.exclude(author_email="").filter(created_at__lt=before)
    return _each(old.filter(~Exists(told)), author_email="", notify=False)


def _each(due: QuerySet[Any, Any], **wiped: Any) -> int:
    same = due.model._default_manager
    return sum(same.filter(Q(pk__in=some)).update(**wiped) for some in _in_steps(due))


def _in_steps(due: QuerySet[Any, Any]) -> Iterator[list[int]]:
    numbers = iter(list(due.order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(numbers, AT_ONCE)):
        yield some
