"""How is a commenter banned, by any of the ways in which they are known?"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from comments.actions.ban import Banned, ban
from comments.actions.refusals import unfit
from comments.models import Ban, BanKind, Comment
from comments.queries.records import written_by
from comments.queries.scope import scope_of


@dataclass(frozen=True, slots=True)
class BanWish:
    """By which BanKind somebody is to be banned, why, and until when (None: for good)."""

    known_by: str
    reason: str
    until: datetime | None = None
    note: str = ""


@transaction.atomic
def ban_commenter(*, identity: str, wish: BanWish, by: AbstractBaseUser, at: datetime) -> Ban:
    """Ban by what the newest replies say: who wrote, the address, its domain, or the network.

    Of what was written out of the moderator's scope, nothing is used.
    Raises Invalid (400) where nothing of the kind is known of them, and what `ban` raises.
    """
    who = _known_by(written_by(identity, scope_of(by)), identity, wish.known_by)
    return ban(who=who, reason=wish.reason, by=by, at=at, until=wish.until, note=wish.note)


def _known_by(written: QuerySet[Comment, Comment], identity: str, kind: str) -> Banned:
    if kind not in BanKind.values:
        raise unfit("/by", "unknown_choice")
    newest = written.order_by("-created_at", "-id")
    if kind == BanKind.IDENTITY:
        name = newest.values_list("author_name", flat=True).first() or ""
        return Banned(kind, identity, label=name)
    if kind == BanKind.NETWORK:
        network = newest.exclude(network_hash="").values_list("network_hash", flat=True).first()
        return Banned(kind, network or _unknown())
    address = newest.exclude(author_email="").values_list("author_email", flat=True).first()
    said = address or _unknown()
    return Banned(kind, said if kind == BanKind.EMAIL else said.rpartition("@")[2])


def _unknown() -> str:
    raise unfit("/by", "not_known")
