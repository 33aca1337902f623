"""Which letters go out now, and what becomes of those that cannot?

A letter is claimed before it is sent, so that two processes never send the same one; a process that
dies between the mail server's word and ours sends it again when the claim ends. What has lost its
reason meanwhile (a reply hidden, a story withdrawn, a reader who has had enough) is not sent.
"""

import logging
import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection as database
from django.db import transaction
from django.db.models import F, Q

from cms.kernel import clock, mail
from cms.kernel.chores import soon
from comments.actions.letter_words import written
from comments.actions.write_letters import SENDING
from comments.models import Kind, Letter, Subscription
from comments.queries.letters import Reasons, reasons
from comments.rules.letters import next_try

MOST = 100  # letters in one run
CLAIM = timedelta(minutes=10)
KEPT = timedelta(days=30)  # rows of letters that went out, without addresses
UNCONFIRMED = timedelta(days=3)
REFUSED_FOR_GOOD = range(500, 600)  # RFC 5321

log = logging.getLogger("newsroom.letters")


def send_letters() -> int:
    """Send what is due, at most MOST rows; return how many letters went out.

    One connection for all. Raises OSError when the mail server cannot be reached or goes away; what
    was not claimed until then waits for the next run, and counts no try.
    """
    due = list(_due(clock.now())[:MOST].values_list("pk", "kind", "address_hash"))
    if not due:
        return 0
    server = mail.connection()
    server.open()
    sent = 0
    try:
        for chosen in _together(due):
            sent += _sent(server, chosen)
    finally:
        server.close()
    if len(due) == MOST:
        soon(SENDING)
    return sent


def _due(at: datetime) -> Any:
    waiting = Letter.objects.filter(sent_at=None, given_up_at=None)
    return waiting.filter(due_at__lte=at).order_by("due_at", "id")


def _together(due: list[tuple[int, str, str]]) -> Iterator[Q]:
    """Return which rows make one letter each: a digest is all that waits for its address."""
    digests = {address for _pk, kind, address in due if kind == Kind.DIGEST}
    yield from (Q(kind=Kind.DIGEST, address_hash=address) for address in sorted(digests))
    yield from (Q(pk=pk) for pk, kind, _address in due if kind != Kind.DIGEST)


def _sent(server: Any, chosen: Q) -> bool:
    at = clock.now()
    claimed = _claimed(chosen, at)
    found = reasons(claimed, at)
    meant = [row for row in claimed if found.holds(row)]
    _drop([row for row in claimed if row not in meant])
    return bool(meant) and _delivered(server, meant, found)


@transaction.atomic
def _claimed(chosen: Q, at: datetime) -> list[Letter]:
    """Return the rows that are ours to send until the claim ends."""
    skip = database.features.has_select_for_update_skip_locked
    free = _due(at).filter(chosen).select_for_update(skip_locked=skip, of=("self",))
    rows = list(free.select_related("comment"))
    for row in rows:
        row.tries += 1
    _mine(rows).update(due_at=at + CLAIM, tries=F("tries") + 1)
    return rows


def _drop(rows: list[Letter]) -> None:
    """Forget letters that have lost their reason; should it come back, they are written anew."""
    if rows:
        Letter.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _delivered(server: Any, rows: list[Letter], found: Reasons) -> bool:
    """Hand one letter to the mail server. Raises OSError when the server is gone."""
    try:
        server.send_messages([written(rows, found)])
    except Exception as error:
        _put_off(rows, error)
        if _is_gone(error):
            raise
        return False
    at = clock.now()
    _mine(rows).update(sent_at=at, address="", trouble="")
    Subscription.objects.filter(comment__in=[row.comment_id for row in rows]).update(told_at=at)
    return True


def _is_gone(error: Exception) -> bool:
    """Return whether it is the server that failed, not this letter."""
    about_the_letter = isinstance(error, smtplib.SMTPException)
    away = isinstance(error, smtplib.SMTPServerDisconnected)
    return away or (isinstance(error, OSError) and not about_the_letter)


def _mine(rows: list[Letter]) -> Any:
    return Letter.objects.filter(pk__in=[row.pk for row in rows])


def _put_off(rows: list[Letter], error: Exception) -> None:
    """Try again later, or give up; what the server said may name people, its number does not."""
    number = _number_of(error)
    trouble = f"{type(error).__name__} {number or ''}".strip()
    log.warning("A letter could not be sent: %s", trouble)
    at = clock.now()
    again = None if number in REFUSED_FOR_GOOD else next_try(max(row.tries for row in rows), at)
    if again is None:
        _mine(rows).update(given_up_at=at, trouble=trouble, address="")
    else:
        _mine(rows).update(due_at=again, trouble=trouble)


def _number_of(error: Exception) -> int:
    """Return the mail server's answer about the only recipient, 0 for none."""
    refused = getattr(error, "recipients", None)
    if isinstance(refused, dict) and refused:
        return int(next(iter(refused.values()))[0])
    return int(getattr(error, "smtp_code", 0) or 0)


def tidy_letters() -> None:
    """Forget old letters, and addresses that were never confirmed."""
    at = clock.now()
    over = Q(sent_at__lt=at - KEPT) | Q(given_up_at__lt=at - KEPT)
    Letter.objects.filter(over).delete()
    Subscription.objects.filter(confirmed_at=None, asked_at__lt=at - UNCONFIRMED).delete()
    Subscription.objects.exclude(ended_at=None).exclude(address="").update(address="")
