"""What time is it, and how is a time written?"""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """Return the present moment in UTC, cut to whole milliseconds.

    Every time the newsroom stores is cut this way, so that what the API prints is what the
    database compares.
    """
    return whole_milliseconds(timezone.now())


def whole_milliseconds(moment: datetime) -> datetime:
    """Cut an aware time to whole milliseconds, in UTC."""
    moment = moment.astimezone(UTC)
    return moment - timedelta(microseconds=moment.microsecond % 1000)


def rfc3339(moment: datetime | None) -> str | None:
    """Write an aware time as RFC 3339 in UTC: `2026-11-22T09:31:56.120Z`; None stays None."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
