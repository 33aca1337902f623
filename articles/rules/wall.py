"""Which moment is meant by a time on the wall clock of a zone?

Twice a year that is no simple question: when the clocks go forward an hour does not exist, and
when they go back one comes twice.
"""

from datetime import UTC, datetime, tzinfo


def moments(wall: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """Return the moments (aware, UTC) at which the clock shows the naive time: none, one or two."""
    found = []
    for fold in (0, 1):
        there = wall.replace(tzinfo=zone, fold=fold)
        moment = there.astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wall:
            found.append(moment)
    return tuple(sorted(set(found)))
