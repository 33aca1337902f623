"""What is known of who writes: banned, and what became of earlier replies?"""

from datetime import datetime

from django.db.models import Count, Q

from cms.kernel.clock import rfc3339
from comments.models import Ban, BanKind, Comment, State
from comments.rules.screening import History

FOR_GOOD = "for good"


def banned(*, identity: str, email: str, email_hash: str, network_hash: str, at: datetime) -> str:
    """Return until when the sender is banned (RFC 3339, or FOR_GOOD); "" when not. One statement.

    `email` is only looked at for its domain; hashes are those of the sender's reply.
    """
    known = Q(kind=BanKind.IDENTITY, value=identity)
    if network_hash:
        known |= Q(kind=BanKind.NETWORK, value=network_hash)
    if email_hash:
        domain = email.rpartition("@")[2].casefold()
        known |= Q(kind=BanKind.EMAIL, value=email_hash) | Q(kind=BanKind.DOMAIN, value=domain)
    in_force = Ban.objects.filter(known, Q(until=None) | Q(until__gt=at), ended_at=None)
    ends = list(in_force.values_list("until", flat=True))
    if not ends:
        return ""
    last = None if None in ends else max(end for end in ends if end)
    return rfc3339(last) or FOR_GOOD


def history(identity: str, *, besides: int | None = None) -> History:
    """Return what became of the sender's replies, but for the one numbered `besides`."""
    rows = Comment.objects.filter(identity=identity)
    if besides is not None:
        rows = rows.exclude(pk=besides)
    judged = Q(state__in=[State.REJECTED, State.SPAM])
    counts = rows.aggregate(
        published=Count("pk", filter=Q(state=State.PUBLISHED)), rejected=Count("pk", filter=judged)
    )
    return History(**counts)
