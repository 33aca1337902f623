"""What is known of who writes: banned, read first, and what became of earlier replies?"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Value

from cms.kernel.clock import rfc3339
from comments.models import Ban, BanKind, Comment, Commenter, State
from comments.rules.screening import History

FOR_GOOD = "for good"
READ_FIRST = "first"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sender stands: `banned` until when (RFC 3339, or FOR_GOOD; "" not), and read first."""

    banned: str = ""
    premoderated: bool = False


def standing(
    *, identity: str, email: str, email_hash: str, network_hash: str, at: datetime
) -> Standing:
    """Return how the sender stands; one statement.

    `email` is only looked at for its domain; hashes are those of the sender's reply.
    """
    known = Q(kind=BanKind.IDENTITY, value=identity)
    if network_hash:
        known |= Q(kind=BanKind.NETWORK, value=network_hash)
    if email_hash:
        domain = email.rpartition("@")[2].casefold()
        known |= Q(kind=BanKind.EMAIL, value=email_hash) | Q(kind=BanKind.DOMAIN, value=domain)
    in_force = Ban.objects.in_force(at).filter(known)
    first = Commenter.objects.filter(identity=identity, premoderated_until__gt=at)
    rows = in_force.values_list("kind", "until").union(
        first.values_list(Value(READ_FIRST), "premoderated_until"), all=True
    )
    found = list(rows)
    ends = [until for kind, until in found if kind != READ_FIRST]
    return Standing(_last(ends), premoderated=len(ends) < len(found))


def _last(ends: list[datetime | None]) -> str:
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
