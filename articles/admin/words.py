"""How does the desk say things in plain words?"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.models import TimelineEntry
from articles.models.history import Did
from articles.queries.moves import Moves
from articles.rules.copy import ArticleCopy
from articles.rules.flow import FlowError
from articles.rules.standing import Standing

STATES = {
    "draft": _("Draft"),
    "submitted": _("Submitted"),
    "scheduled": _("Scheduled"),
    "live": _("Live"),
    "changed": _("Live, with unseen changes"),
    "expired": _("Expired"),
    "withdrawn": _("Withdrawn"),
}
_FLAWS = {
    "unknown_tag": _("A story cannot hold <{tag}>."),
    "unknown_attribute": _("A story cannot hold this attribute: {tag}."),
    "misplaced": _("<{tag}> cannot stand in this place."),
    "unclosed": _("<{tag}> is opened or closed without its other half."),
    "bad_value": _("{tag} has a value that makes no sense."),
}
CLOCK_TWICE = _(
    "The clocks go back that night, and {time} comes twice: choose a time before or after."
)
CLOCK_NEVER = _("The clocks go forward that night, and {time} does not exist: choose another time.")


def moment(at: datetime) -> str:
    """Return a moment as people write it, with its time zone."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"


def zone() -> str:
    """Return the zone by whose clock the newsroom works, as people know it."""
    name = timezone.get_current_timezone_name()
    return str(_("newsroom time, {zone}")).format(zone=name.replace("_", " "))


def said(standing: Standing, *, first: datetime | None = None, note: str | None = None) -> str:
    """Return in one or two sentences how a story stands.

    `first` is when readers saw it first, `note` the public one of its withdrawal.
    """
    state = _live(standing, first) if standing.code == "live" else _state(standing, note)
    return " ".join((state, *_changes(standing)))


def _live(standing: Standing, first: datetime | None) -> str:
    """Return since when readers see a story, and since when as it is now."""
    since = standing.since
    if not first or not since or first >= since:
        return str(_("Live since {since}.")).format(since=moment(since) if since else "")
    sentence = _("Live since {first}; changed {since}.")
    return str(sentence).format(first=moment(first), since=moment(since))


def _state(standing: Standing, note: str | None) -> str:
    withdrawn = _("Withdrawn {since}. Readers see the public note.")
    if not note:
        withdrawn = _("Withdrawn {since}. Readers are told that it was withdrawn.")
    sentences = {
        "draft": _("Draft. Readers cannot see it."),
        "submitted": _("Submitted {since}; waiting to be published."),
        "scheduled": _("Scheduled for {next}."),
        "expired": _("Expired. Readers no longer see it."),
        "withdrawn": withdrawn,
    }
    return str(sentences[standing.code]).format(
        since=moment(standing.since) if standing.since else "",
        next=moment(standing.next_at) if standing.next_at else "",
    )


def _changes(standing: Standing) -> list[str]:
    parts = []
    if standing.code == "live" and standing.next_at:
        parts.append(str(_("A change goes live {next}.")).format(next=moment(standing.next_at)))
    if standing.until:
        parts.append(str(_("It ends {until}.")).format(until=moment(standing.until)))
    if standing.unseen and standing.code == "live":
        parts.append(str(_("You have changes that readers do not see.")))
    elif standing.unseen:
        parts.append(str(_("You have changes that are not in what was scheduled.")))
    return parts


def said_of(story: Any, standing: Standing) -> str:
    """Return in one or two sentences how a story that came from `with_standing` stands."""
    return said(standing, first=story.first_published_at, note=story.desk_withdrawal_note)


def moves_said(standing: Standing, moves: Moves) -> list[str]:
    """Return what people did that explains how a story stands, each in one sentence."""
    kinds = [_EXPLAINS[standing.code]]
    if standing.code == "live" and standing.next_at:
        kinds.append((Did.SCHEDULED,))
    entries = [moves.last(*kind) for kind in kinds]
    return [_move_said(entry) for entry in entries if entry is not None]


def is_returned(moves: Moves) -> bool:
    """Return whether the last word on a draft is the desk's."""
    last = moves.last(*_EXPLAINS["draft"])
    return last is not None and last.did == Did.RETURNED


def _move_said(entry: TimelineEntry) -> str:
    who = str(entry.by) if entry.by else str(_("Somebody"))
    said = str(_MOVED[Did(entry.did)]).format(who=who, when=moment(entry.at))
    return f"{said} “{entry.note}”" if entry.note else said


_EXPLAINS: dict[str, tuple[Did, ...]] = {
    "draft": (Did.SUBMITTED, Did.RETURNED, Did.UNSCHEDULED),
    "submitted": (Did.SUBMITTED,),
    "scheduled": (Did.SCHEDULED,),
    "live": (Did.CORRECTED,),
    "expired": (Did.CORRECTED,),
    "withdrawn": (Did.WITHDRAWN,),
}
_MOVED = {
    Did.SUBMITTED: _("{who} submitted it {when}."),
    Did.RETURNED: _("{who} returned it to the writer {when}:"),
    Did.UNSCHEDULED: _("{who} called off what was scheduled {when}."),
    Did.SCHEDULED: _("{who} scheduled it {when}."),
    Did.CORRECTED: _("{who} corrected it {when}; readers are told:"),
    Did.WITHDRAWN: _("{who} withdrew it {when}."),
}


def will(standing: Standing) -> dict[str, str]:
    """Return what each button does, in one sentence that stands beside it."""
    publish, unschedule = _("Readers see it at once, at"), _("It becomes a draft again.")
    if standing.code == "live":
        publish = _("Readers see what you see now at once, at")
        unschedule = _("Readers go on seeing the story as it is live.")
    return {
        "publish": str(publish),
        "schedule": _will_schedule(standing),
        "unschedule": str(unschedule),
        "submit": str(_("Editors find it among the submitted stories. You may go on writing.")),
        "return": str(_("The writer finds your note at the top of the story.")),
        "withdraw": str(
            _("Readers find your note at its address instead, and the story leaves all lists.")
        ),
    }


def _will_schedule(standing: Standing) -> str:
    if standing.next_at:
        again = _("This takes the place of what is scheduled for {time}.")
        return str(again).replace("{time}", moment(standing.next_at))
    if standing.code == "live":
        return str(_("Readers see what is live until then, and what you see now from then on."))
    return str(_("Until that moment nobody sees it; nothing else has to be done."))


def calls_off(standing: Standing) -> str:
    """Return what publishing now does to an edition ahead; "" when there is none."""
    if standing.next_at is None:
        return ""
    warning = _("This publishes what you see now and calls off the change scheduled for {time}.")
    return str(warning).format(time=moment(standing.next_at))


def badge(standing: Standing) -> tuple[str, str]:
    """Return the state as one word for a list: (code, word)."""
    code = "changed" if standing.code == "live" and standing.unseen else standing.code
    return code, str(STATES[code])


def flaw(error: FlowError) -> str:
    """Return what is wrong with a document, and where."""
    what = str(_FLAWS[error.code]).format(tag=error.tag)
    if not error.near:
        return what
    return f"{what} {str(_('It stands after “{near}”.')).format(near=error.near)}"


def place(pointer: str, copy: ArticleCopy) -> tuple[str, str]:
    """Return what a JSON pointer into the body means: (where in words, id of section or block)."""
    parts = pointer.strip("/").split("/")
    if parts[0] != "sections" or len(parts) < 2 or not parts[1].isdigit():  # noqa: PLR2004 - parts of a pointer
        return "", ""
    section = copy.sections[int(parts[1])]
    heading = section.heading or str(_("the opening"))
    key = section.id
    if len(parts) > 3 and parts[2] == "blocks":  # noqa: PLR2004 - parts of a pointer
        key = section.blocks[int(parts[3])].id
    return str(_("in “{heading}”")).format(heading=heading), key
