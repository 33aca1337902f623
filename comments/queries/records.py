"""What do moderators know of those who wrote the replies of a page?

A record counts what stands in the scope of who asks; what was settled about somebody (bans, reading
first) holds in the whole paper.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Count, Max, Min, Q, QuerySet

from comments.models import Ban, BanKind, Comment, Commenter, CommenterNote, State
from comments.queries.scope import Scope

NEWEST = 50  # replies that are looked at, lines that are shown
MOST_ALIKE = 20
JUDGED = (State.REJECTED, State.SPAM)


@dataclass(frozen=True, slots=True)
class Record:
    """What became of all that one commenter wrote in scope, and since when they write."""

    published: int = 0
    rejected: int = 0
    waiting: int = 0
    written: int = 0
    first_seen: datetime | None = None

    @property
    def rejection_rate(self) -> float | None:
        """Return the share of what was decided that was rejected, 0 to 1; None if nothing was."""
        decided = self.published + self.rejected
        return self.rejected / decided if decided else None


def records(identities: Collection[str], scope: Scope) -> dict[str, Record]:
    """Return the record of each; one index, one statement."""
    rows = scope.within(Comment.objects.filter(identity__in=set(identities) - {""}))
    counted = rows.values("identity").annotate(
        published=Count("pk", filter=Q(state=State.PUBLISHED)),
        rejected=Count("pk", filter=Q(state__in=JUDGED)),
        waiting=Count("pk", filter=Q(state=State.PENDING)),
        written=Count("pk"),
        first_seen=Min("created_at"),
    )
    names = ("identity", "published", "rejected", "waiting", "written", "first_seen")
    return {pk: Record(*rest) for pk, *rest in counted.order_by().values_list(*names)}


def known(identities: Collection[str]) -> dict[str, Commenter]:
    """Return what was settled about each, by identity; one statement."""
    rows = Commenter.objects.filter(identity__in=set(identities) - {""})
    return {row.identity: row for row in rows}


class Signed(Protocol):
    """Whatever stands for a reply and says by what its author is known."""

    @property
    def pk(self) -> int:
        """Return the number of the reply."""

    @property
    def author_email(self) -> str:
        """Return the address as typed."""

    @property
    def identity(self) -> str:
        """Return the keyed hash of who wrote."""

    @property
    def email_hash(self) -> str:
        """Return the keyed hash of the address."""

    @property
    def network_hash(self) -> str:
        """Return the keyed hash of the network."""


def bans_on(comments: Iterable[Signed], at: datetime) -> dict[int, Ban]:
    """Return a ban in force that meets who wrote each reply, by the reply's number.

    One statement.
    """
    marks = {comment.pk: _marks(comment) for comment in comments}
    wanted = Q(pk__in=[])
    for kind in BanKind.values:
        values = {value for each in marks.values() for k, value in each if k == kind}
        if values:
            wanted |= Q(kind=kind, value__in=values)
    in_force = Ban.objects.in_force(at).filter(wanted)
    found = {(ban.kind, ban.value): ban for ban in in_force}
    hits = ((pk, next((found[m] for m in each if m in found), None)) for pk, each in marks.items())
    return {pk: ban for pk, ban in hits if ban}


def _marks(comment: Signed) -> list[tuple[str, str]]:
    """Return by what the author of a reply can be met by a ban."""
    domain = comment.author_email.rpartition("@")[2].casefold()
    marks = [
        (BanKind.IDENTITY, comment.identity),
        (BanKind.EMAIL, comment.email_hash),
        (BanKind.DOMAIN, domain),
        (BanKind.NETWORK, comment.network_hash),
    ]
    return [(str(kind), value) for kind, value in marks if value]


def written_by(identity: str, scope: Scope) -> QuerySet[Comment, Comment]:
    """Return what a commenter wrote, as far as it is in scope."""
    return scope.within(Comment.objects.filter(identity=identity))


def bans_of(identity: str) -> list[Ban]:
    """Return the bans that meet a commenter by their newest replies, ended ones too."""
    newest = Comment.objects.filter(identity=identity).order_by("-created_at")[:NEWEST]
    wanted = Q(kind=BanKind.IDENTITY, value=identity)
    for kind, value in {mark for comment in newest for mark in _marks(comment)}:
        wanted |= Q(kind=kind, value=value)
    return list(Ban.objects.filter(wanted).select_related("by").order_by("-id")[:NEWEST])


def notes_on(identity: str) -> list[CommenterNote]:
    """Return what moderators noted, the newest first."""
    rows = CommenterNote.objects.filter(commenter__identity=identity).select_related("by")
    return list(rows.order_by("-at", "-id")[:NEWEST])


def alike(identity: str, scope: Scope) -> list[Comment]:
    """Return the newest reply of each of those who wrote from the same networks.

    At most MOST_ALIKE. Only while networks are hashed with the same salt, and in scope.
    """
    own = Comment.objects.filter(identity=identity).exclude(network_hash="")
    networks = list(own.order_by("-created_at").values_list("network_hash", flat=True)[:NEWEST])
    others = scope.within(Comment.objects.filter(network_hash__in=set(networks)))
    others = others.exclude(identity__in=["", identity])
    newest = others.values("identity").annotate(last=Max("pk")).order_by("-last")
    pks = [row["last"] for row in newest[:MOST_ALIKE]]
    return list(Comment.objects.filter(pk__in=pks).order_by("-pk"))
