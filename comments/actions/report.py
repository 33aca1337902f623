"""How does a reader tell moderators that something is wrong with a reply?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from cms.kernel.errors import Missing
from comments.actions import transition
from comments.actions.appraise import appraise_reported
from comments.actions.hold_reported import hold_reported
from comments.actions.refusals import unfit
from comments.actions.reweigh import reweigh
from comments.actions.seen_reply import seen_reply
from comments.actions.write_letters import on_reported
from comments.actions.writer import Writer, email_hash, unfit_email
from comments.models import Comment, Kind, Letter, Outcome, Reason, Report
from comments.rules import names
from comments.rules import text as texts
from comments.rules.letters import CONFIRM_MOST
from comments.rules.report_weight import weight

DAY = timedelta(days=1)
LONGEST_NOTE = 500
OURS = {Reason.BANNED_WORD, Reason.DUPLICATE}  # found by rules, not by readers
REASONS = [(value, label) for value, label in Reason.choices if value not in OURS]


@dataclass(frozen=True, slots=True)
class Notifier:
    """Who reports something illegal, as they say, and hears of it by letters."""

    name: str = ""
    email: str = ""


NOBODY = Notifier()


@transaction.atomic
def report(
    *, key: str, reason: str, note: str, reporter: Writer, at: datetime, by: Notifier = NOBODY
) -> None:
    """Keep the report, once for each reader and wording; a later one changes nothing.

    Reports that weigh enough take the reply back into the queue. Who reports something illegal and
    gives an address is told that it was received, and what was decided. Raises Invalid (400) and
    Missing (404).
    """
    if reason not in dict(REASONS):
        raise unfit("/reason", "unknown_choice")
    words, by = _cleaned(note), _fit(by, reason)
    comment = _seen(key, at)
    once = {
        "comment": comment,
        "identity": reporter.identity,
        "revision": comment.revision,
    }
    if Report.objects.filter(**once).exists():
        return
    row = Report.objects.create(
        **once,
        network_hash=reporter.network_hash,
        reason=reason,
        note=words,
        name=by.name,
        email="" if _written_enough(by.email, at) else by.email,
        weight=_weight(comment, reporter),
        at=at,
    )
    on_reported(row)
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


def _fit(by: Notifier, reason: str) -> Notifier:
    for field, value in (("/name", by.name), ("/email", by.email)):
        if value and reason != Reason.ILLEGAL:
            raise unfit(field, "only_illegal")
    name, email = names.clean_name(by.name), by.email.strip()
    if name and (code := names.unfit_name(name)):
        raise unfit("/name", code)
    if email and (code := unfit_email(email)):
        raise unfit("/email", code)
    return Notifier(name, email)


def _written_enough(email: str, at: datetime) -> bool:
    """Return whether strangers have had enough letters sent to the address for a day."""
    lately = Letter.objects.filter(kind=Kind.RECEIPT, created_at__gt=at - DAY)
    return bool(email) and lately.filter(address_hash=email_hash(email)).count() >= CONFIRM_MOST


def _cleaned(note: str) -> str:
    if not texts.is_text(note):
        raise unfit("/note", "bad_encoding")
    words = texts.clean(note)
    if len(words) > LONGEST_NOTE:
        raise unfit("/note", "too_long")
    return words
