"""When is forgotten who was counted? When nothing can ask for it any more, a few rows at a time.

The salt of a day goes with the first event of the next (actions.salt): from then on the numbers
made with it lead nowhere. Their rows stay some minutes longer, because what was told at 23:59:59
may be written after midnight.
"""

from datetime import datetime, timedelta

from articles.actions.shared_parcels import none_is_left
from articles.models import first_sight
from articles.models.counters import ShareSeen
from articles.models.sightings import Burst, ViewSeen, WrittenParcel
from articles.rules.popularity import day_of, hour_of
from cms.kernel import clock
from cms.kernel.steady import has_redis

LATE = timedelta(minutes=10)  # that a view may be written after it was told
PARCELS_KEPT = timedelta(hours=1)
BY_STORY = 35  # days, for which we say of which story something was not counted


def forget_sightings(*, at: datetime) -> int:
    """Forget what was counted on days and in hours that are over; return how many rows went."""
    late = at - LATE
    gone = sum(first_sight.forget(model, "day", day_of(late)) for model in (ViewSeen, ShareSeen))
    gone += first_sight.forget(Burst, "hour", hour_of(late))
    if not has_redis() or none_is_left():  # what lies in Redis may have been counted
        gone += first_sight.forget(WrittenParcel, "at", at - PARCELS_KEPT)
    first_sight.forget_stories_dropped(day_of(at) - BY_STORY)
    return gone


def forget_what_is_over() -> int:
    """Do so now."""
    return forget_sightings(at=clock.now())
