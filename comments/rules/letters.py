"""When is a letter sent, tried again or given up, and in which language is it written?"""

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

# After each failure we wait so long; after the last one we give up.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
DECISION_WAITS = timedelta(minutes=10)  # until its author is told: its moderator may undo it
CONFIRM_MOST = 3  # to one address in a day, before it is confirmed
CONFIRM_MOST_NETWORK = 20  # asked for from one network in a day
AT_ONCE_MOST = 10  # answers told at once to one address in a day; further ones wait for the digest
LONGEST_HEADLINE = 120


def next_try(tries: int, at: datetime) -> datetime | None:
    """Return when a letter that failed `tries` times is tried again; None to give it up."""
    return at + WAITS[tries - 1] if tries <= len(WAITS) else None


def next_digest(at: datetime, zone: str, hour: int) -> datetime:
    """Return the next moment at which that clock on the wall shows the hour (0 to 23)."""
    local = at.astimezone(ZoneInfo(zone))
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    day = timedelta(days=1) if today <= local else timedelta()
    return (today + day).astimezone(at.tzinfo)


def spoken(language: str, known: Collection[str], otherwise: str) -> str:
    """Return the language of a letter: the story's if we know it, or its main one ("es-MX": es)."""
    short = language.split("-", maxsplit=1)[0]
    return next((code for code in (language, short) if code in known), otherwise)


def on_one_line(headline: str) -> str:
    """Return a headline that fits the head of a letter: one line, nothing unseen, not too long."""
    seen = "".join(sign if sign.isprintable() else " " for sign in headline)
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST_HEADLINE else f"{line[: LONGEST_HEADLINE - 1].rstrip()}…"


def masked(address: str) -> str:
    """Return an address so that it is recognised and cannot be used: `r…@reader.example`."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if local else ""
