"""How does a reader tell moderators that something is wrong with a reply?"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from comments.actions.refusals import unfit
from comments.actions.seen_reply import seen_reply
from comments.actions.writer import Writer
from comments.models import Comment, Reason, Report
from comments.rules import text as texts

LONGEST_NOTE = 500
OURS = {Reason.BANNED_WORD, Reason.DUPLICATE}  # found by rules, not by readers
REASONS = [(value, label) for value, label in Reason.choices if value not in OURS]


@transaction.atomic
def report(*, key: str, reason: str, note: str, reporter: Writer, at: datetime) -> None:
    """Keep the report, once for each reader and wording; a later one changes nothing.

    Raises Invalid (400) and Missing (404).
    """
    if reason not in dict(REASONS):
        raise unfit("/reason", "unknown_choice")
    words = _cleaned(note)
    comment = seen_reply(key, at)
    _made, new = Report.objects.get_or_create(
        comment=comment,
        identity=reporter.identity,
        revision=comment.revision,
        defaults={
            "network_hash": reporter.network_hash,
            "reason": reason,
            "note": words,
            "at": at,
        },
    )
    if new:
        same = Comment.objects.filter(pk=comment.pk)
        same.update(open_reports=F("open_reports") + 1)


def _cleaned(note: str) -> str:
    if not texts.is_text(note):
        raise unfit("/note", "bad_encoding")
    words = texts.clean(note)
    if len(words) > LONGEST_NOTE:
        raise unfit("/note", "too_long")
    return words
