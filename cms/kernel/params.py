"""Which query parameters does a read take? Any other is refused, so a typo never passes."""

from collections.abc import Collection
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.kernel.errors import Invalid, at_field
from cms.kernel.times import moment

LONGEST = 512  # characters in one value
MAY_BE_EMPTY = {"cursor", "after", "since"}  # to begin


class BadParameter(Invalid):
    """A query parameter is unknown, repeated, empty, too long or not text."""

    code = "bad_parameter"


def bad_parameter(name: str, code: str, message: str) -> BadParameter:
    """Return the refusal that names one parameter."""
    return BadParameter([at_field(name[:60], code, message)])


def check_params(
    given: QueryDict,
    known: Collection[str],
    *,
    repeatable: Collection[str] = (),
    longest: int = LONGEST,
) -> None:
    """Refuse what the read does not take.

    Raises BadParameter (400) naming the parameter: `unknown_parameter`, `repeated_parameter`,
    `empty_parameter` (only MAY_BE_EMPTY may be), `bad_encoding`, `too_long`.
    """
    for name, values in given.lists():
        if name not in known:
            message = _("This parameter is not known here. Known: %(known)s.")
            raise bad_parameter(
                name, "unknown_parameter", message % {"known": ", ".join(sorted(known)) or "-"}
            )
        if len(values) > 1 and name not in repeatable:
            raise bad_parameter(name, "repeated_parameter", _("Give this parameter once."))
        for value in values:
            _check_value(name, value, longest)


def _check_value(name: str, value: str, longest: int) -> None:
    if not value.strip() and name not in MAY_BE_EMPTY:
        raise bad_parameter(name, "empty_parameter", _("This parameter is empty."))
    if "\x00" in value or "\ufffd" in value:
        raise bad_parameter(name, "bad_encoding", _("This is not valid text."))
    if len(value) > longest:
        raise bad_parameter(name, "too_long", _("This value is too long."))


def whole_number(given: QueryDict, name: str, default: int, *, least: int, most: int) -> int:
    """Return the parameter as a number between two bounds.

    Raises BadParameter: `not_a_number`, `out_of_range`.
    """
    said = given.get(name)
    if said is None:
        return default
    if not (said.isascii() and said.lstrip("-").isdigit() and len(said) < 12):  # noqa: PLR2004
        raise bad_parameter(name, "not_a_number", _("Give a whole number."))
    if not least <= int(said) <= most:
        message = _("Give a number from %(least)s to %(most)s.")
        raise bad_parameter(name, "out_of_range", message % {"least": least, "most": most})
    return int(said)


def moment_said(given: QueryDict, name: str, now: datetime) -> datetime | None:
    """Return the time that the parameter means (cms.kernel.times); None where it is not there.

    Raises BadParameter: `not_a_time`.
    """
    if name not in given:
        return None
    try:
        return moment(given.get(name, ""), now)
    except (ValueError, OverflowError):
        message = _("Give a time like 2026-11-22T09:00:00Z, 2026-11-22 or -7d.")
        raise bad_parameter(name, "not_a_time", message) from None
