"""How is somebody kept from replying, and let back in?"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from cms.kernel.announce import announce
from comments.actions.commenters import demand_no_ban_of_staff
from comments.actions.refusals import demand_ahead, unfit
from comments.actions.writer import email_hash
from comments.models import Ban, BanKind
from comments.rules.states import REASONS

SHOWN = 2  # letters of an address that moderators see


@dataclass(frozen=True, slots=True)
class Banned:
    """Who: an address or a domain as it is written, else the hash that a reply carries."""

    kind: str
    value: str
    label: str = ""


@transaction.atomic
def ban(
    *,
    who: Banned,
    reason: str,
    by: AbstractBaseUser,
    at: datetime,
    until: datetime | None = None,
    note: str = "",
) -> Ban:
    """Refuse replies of somebody from now on, until a moment or for good (None).

    Raises Invalid (400) for an unknown kind or reason, an empty or impossible value, and an end
    that is over; IsStaff (403).
    """
    value, label = known_by(who)
    if reason not in REASONS:
        raise unfit("/reason", "unknown_choice")
    demand_ahead(until, at)
    row = Ban(
        kind=who.kind,
        value=value,
        label=label,
        reason=reason,
        note=note,
        until=until,
        at=at,
        by_id=by.pk,
    )
    demand_no_ban_of_staff(row, by=by)
    row.save(force_insert=True)
    announce("commenter.banned", str(row.pk), known_by=who.kind)
    return row


@transaction.atomic
def lift_ban(*, ban_id: int, by: AbstractBaseUser, at: datetime) -> None:
    """Let somebody reply again; a ban that is over already stays as it is."""
    if Ban.objects.filter(pk=ban_id, ended_at=None).update(ended_at=at):
        announce("commenter.ban_lifted", str(ban_id), by=by.pk)


def known_by(who: Banned) -> tuple[str, str]:
    """Return what is stored, and what moderators see of it.

    Raises Invalid (400) when nobody can be meant.
    """
    said = who.value.strip()
    if who.kind not in BanKind.values:
        raise unfit("/kind", "unknown_choice")
    if not said:
        raise unfit("/value", "too_short")
    if who.kind == BanKind.EMAIL:
        return _address(said)
    if who.kind == BanKind.DOMAIN:
        domain = said.removeprefix("@").casefold()
        if "@" in domain or "." not in domain or len(domain) > 253:  # noqa: PLR2004 - RFC 1035
            raise unfit("/value", "bad_domain")
        return domain, domain
    return said, who.label


def _address(said: str) -> tuple[str, str]:
    name, at_sign, domain = said.partition("@")
    if not (name and at_sign and "." in domain):
        raise unfit("/value", "bad_email")
    return email_hash(said), f"{name[:SHOWN]}…@{domain}"[:100]
