"""What do moderators see and settle about a commenter, beside a reply of theirs?

The panel of the queue; without a script it is a page. What is done goes through the actions of the
API.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.kernel import clock
from cms.kernel.numbers import row_number
from cms.kernel.times import is_sane
from comments.actions.ban import lift_ban
from comments.actions.ban_commenter import BanWish, ban_commenter
from comments.actions.commenters import identity_meant
from comments.actions.decide import Judgement
from comments.actions.note_commenter import note_commenter, warn_commenter
from comments.actions.premoderate import premoderate
from comments.actions.refusals import unfit
from comments.actions.reject_last import reject_last
from comments.admin.deciding import deciding
from comments.admin.queue_doing import each_in_words
from comments.models import BanKind, Reason
from comments.queries.queue import stories
from comments.queries.records import Record, bans_of, known, notes_on, written_by
from comments.queries.scope import scope_of
from comments.queries.totals import totals

SHOWN = 10  # replies of theirs
DAYS = {"1": gettext_lazy("a day"), "7": gettext_lazy("a week"), "30": gettext_lazy("30 days")}
RATES = (
    (7, gettext_lazy("rejected, of what was decided in 7 days")),
    (30, gettext_lazy("in 30 days")),
    (None, gettext_lazy("of all")),
)


def panel(request: HttpRequest, key: str) -> dict[str, Any]:
    """Return what the panel shows. Raises Missing (404)."""
    by, at = request.user, clock.now()
    identity, scope = identity_meant(key, by=by), scope_of(by)  # type: ignore[arg-type]
    rows = list(written_by(identity, scope).order_by("-created_at", "-id")[:SHOWN])
    live = stories((row.article_id for row in rows), at)
    counted = totals(identity, scope, at)
    return {
        "key": key,
        "newest": rows[0],
        "scoped": scope.is_part,
        "rates": [(words, _rate(counted[days])) for days, words in RATES],
        "known": known([identity]).get(identity),
        "notes": notes_on(identity),
        "bans": [(ban, ban.is_in_force(at)) for ban in bans_of(identity)],
        "written": [(row, live.get(row.article_id)) for row in rows],
        "ways": _ways(rows),
        "reasons": Reason.choices,
        "lengths": list(DAYS.items()),
        "now": at,
    }


def settled(request: HttpRequest, key: str) -> dict[str, Any]:
    """Do what the form says; return `said`, and `batch` with `done` where replies were rejected.

    Raises Missing (404), Invalid (400), IsStaff (403).
    """
    act = DOES.get(request.POST.get("do", ""))
    if act is None:
        raise unfit("/do", "unknown_choice")
    identity = identity_meant(key, by=request.user)  # type: ignore[arg-type]
    return act(request, identity)


def _note(request: HttpRequest, identity: str) -> dict[str, Any]:
    text = request.POST.get("text", "")
    note_commenter(identity=identity, text=text, by=request.user, at=clock.now())  # type: ignore[arg-type]
    return {"said": _("The note is kept.")}


def _warn(request: HttpRequest, identity: str) -> dict[str, Any]:
    text, at = request.POST.get("text", ""), clock.now()
    _row, told = warn_commenter(identity=identity, text=text, by=request.user, at=at)  # type: ignore[arg-type]
    if told:
        return {"said": _("The warning is kept, and a letter goes out.")}
    return {"said": _("The warning is kept. No address is confirmed, so no letter goes out.")}


def _premoderate(request: HttpRequest, identity: str) -> dict[str, Any]:
    at = clock.now()
    until = _until(request, at)
    if until is None:
        raise unfit("/days", "unknown_choice")
    premoderate(identity=identity, until=until, by=request.user, at=at)  # type: ignore[arg-type]
    return {"said": _("All that this commenter writes is read first.")}


def _free(request: HttpRequest, identity: str) -> dict[str, Any]:
    premoderate(identity=identity, until=None, by=request.user, at=clock.now())  # type: ignore[arg-type]
    return {"said": _("This commenter is no longer read first.")}


def _ban(request: HttpRequest, identity: str) -> dict[str, Any]:
    posted, at = request.POST, clock.now()
    wish = BanWish(
        known_by=posted.get("by", ""),
        reason=posted.get("reason", ""),
        until=_until(request, at),
        note=posted.get("note", "")[:500],
    )
    ban_commenter(identity=identity, wish=wish, by=request.user, at=at)  # type: ignore[arg-type]
    return {"said": _("This commenter may not reply.")}


def _lift(request: HttpRequest, identity: str) -> dict[str, Any]:
    number = row_number(request.POST.get("ban", "")) or 0
    if number not in {ban.pk for ban in bans_of(identity)}:
        raise unfit("/ban", "unknown_choice")
    lift_ban(ban_id=number, by=request.user, at=clock.now())  # type: ignore[arg-type]
    return {"said": _("This commenter may reply again.")}


def _reject(request: HttpRequest, identity: str) -> dict[str, Any]:
    count = row_number(request.POST.get("count", "")) or 0
    why = Judgement("", None, "reject", request.POST.get("reason", ""))
    batch, items = reject_last(
        identity=identity,
        count=count,
        why=why,
        **deciding(request),
    )
    done = each_in_words(items)
    text = ngettext("%(n)d comment rejected.", "%(n)d comments rejected.", len(done["done"]))
    return {**done, "said": text % {"n": len(done["done"])}, "batch": batch}


DOES: dict[str, Callable[[HttpRequest, str], dict[str, Any]]] = {
    "note": _note,
    "warn": _warn,
    "premoderate": _premoderate,
    "free": _free,
    "ban": _ban,
    "lift": _lift,
    "reject": _reject,
}


def _until(request: HttpRequest, at: datetime) -> datetime | None:
    """Return the moment that was chosen: so many days from `at`, a moment, or None for good."""
    days, said = request.POST.get("days", ""), request.POST.get("until", "")
    if said:
        return _moment(said)
    if days and days not in DAYS:
        raise unfit("/days", "unknown_choice")
    return at + timedelta(days=int(days)) if days else None


def _moment(said: str) -> datetime:
    """Return what a field for a moment says, by the newsroom's clock. Raises Invalid (400)."""
    try:
        at = parse_datetime(said) if len(said) < len("2026-11-22T09:00:00.000000+00:00_") else None
    except ValueError:  # a form, but no such day or hour
        at = None
    if at is None:
        raise unfit("/until", "unknown_choice")
    if not is_sane(at):
        raise unfit("/until", "too_far")
    return at if timezone.is_aware(at) else timezone.make_aware(at)


def _rate(found: Record) -> tuple[Record, int | None]:
    rate = found.rejection_rate
    return found, None if rate is None else round(100 * rate)


def _ways(rows: list[Any]) -> list[tuple[str, Any]]:
    """Return by what the commenter can be banned: only what is known of them."""
    has_address = any(row.author_email for row in rows)
    has_network = any(row.network_hash for row in rows)
    known_by = {
        BanKind.IDENTITY: True,
        BanKind.EMAIL: has_address,
        BanKind.DOMAIN: has_address,
        BanKind.NETWORK: has_network,
    }
    return [(kind.value, kind.label) for kind, there in known_by.items() if there]
