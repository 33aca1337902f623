"""How does a reader tell moderators that something is wrong with a reply?"""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q

from cms.kernel.errors import Missing
from comments.actions import transition
from comments.actions.appraise import appraise_reported
from comments.actions.hold_reported import hold_reported
from comments.actions.refusals import unfit
from comments.actions.reweigh import reweigh
from comments.actions.seen_reply import seen_reply
from comments.actions.writer import Writer
from comments.models import Comment, Outcome, Reason, Report
from comments.rules import text as texts
from comments.rules.report_weight import weight

LONGEST_NOTE = 500
OURS = {Reason.BANNED_WORD, Reason.DUPLICATE}  # found by rules, not by readers
REASONS = [(value, label) for value, label in Reason.choices if value not in OURS]


@transaction.atomic
def report(*, key: str, reason: str, note: str, reporter: Writer, at: datetime) -> None:
    """Keep the report, once for each reader and wording; a later one changes nothing.

    Reports that weigh enough take the reply back into the queue. Raises Invalid (400) and Missing
    (404).
    """
    if reason not in dict(REASONS):
        raise unfit("/reason", "unknown_choice")
    words = _cleaned(note)
    comment = _seen(key, at)
    once = {
        "comment": comment,
        "identity": reporter.identity,
        "revision": comment.revision,
    }
    if Report.objects.filter(**once).exists():
        return
    Report.objects.create(
        **once,
        network_hash=reporter.network_hash,
        reason=reason,
        note=words,
        weight=_weight(comment, reporter),
        at=at,
    )
    reweigh(comment, count=1)
    appraise_reported(comment)
    hold_reported(comment, at=at)


def _seen(key: str, at: datetime) -> Comment:
    """Return a reply that readers see, with its thread held: it may have to leave it."""
    found = Comment.objects.filter(key=key).first()
    if found is None:
        raise Missing
    transition.held_thread(found)
    return seen_reply(key, at)


def _weight(comment: Comment, reporter: Writer) -> float:
    """Return what this reader's report of the reply weighs; two statements."""
    right = Count("pk", filter=Q(outcome=Outcome.AGREED))
    wrong = Count("pk", filter=Q(outcome=Outcome.DISAGREED))
    earlier = Report.objects.filter(identity=reporter.identity)
    record = earlier.aggregate(right=right, wrong=wrong)
    same = Report.objects.filter(comment=comment, network_hash=reporter.network_hash)
    from_network = same.count() if reporter.network_hash else 0
    return weight(**record, from_network=from_network)


def _cleaned(note: str) -> str:
    if not texts.is_text(note):
        raise unfit("/note", "bad_encoding")
    words = texts.clean(note)
    if len(words) > LONGEST_NOTE:
        raise unfit("/note", "too_long")
    return words
