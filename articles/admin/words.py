"""How does the desk say things in plain words?"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

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


def moment(at: datetime) -> str:
    """Return a moment as people write it, with its time zone."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"


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
