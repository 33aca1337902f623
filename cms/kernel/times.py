"""Which moment does a caller mean? RFC 3339, a day, or a time relative to now (`-7d`)."""

import re
from datetime import UTC, datetime, timedelta

_RELATIVE = re.compile(r"([+-])(\d{1,5})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
EARLIEST, LATEST = 1900, 2200  # years between which no database has trouble


def moment(said: str, now: datetime) -> datetime:
    """Return the aware UTC time that is meant; a day means its first instant in UTC.

    Raises ValueError for anything else, and for years outside 1900 to 2200.
    """
    if relative := _RELATIVE.fullmatch(said):
        sign, number, unit = relative.groups()
        step = timedelta(**{_UNITS[unit]: int(number)})
        return _sane(now - step if sign == "-" else now + step)
    # A "+" that was not encoded arrives as a space.
    parsed = datetime.fromisoformat(said.replace(" ", "+") if "T" in said else said)
    return _sane(parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC))


def is_sane(when: datetime) -> bool:
    """Return whether every clock can show the time: years so far off have none in some zones."""
    return EARLIEST <= when.year <= LATEST


def _sane(when: datetime) -> datetime:
    if not is_sane(when):
        raise ValueError
    return when.astimezone(UTC)
