"""How is it counted that a reader passed a story on? Exactly once, however often we are told."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.popularity import count_event
from articles.models import first_sight, tallies
from articles.rules.networks import CODES
from articles.rules.parcels import Why
from articles.rules.popularity import METRICS, day_of, hour_of
from articles.rules.visitors import deed_number, event_number
from cms.kernel.errors import Invalid, at_field


def record_share(
    *,
    article_id: int,
    network: str,
    visitor: bytes,
    neighbours: bytes,
    event_id: str | None,
    at: datetime,
) -> bool:
    """Count a share once per visitor, story, network and UTC day; return whether it counted.

    `visitor` and `neighbours` are of rules.visitors; b"" for who wants no number: then only the
    `event_id` tells retries. That is the client's own random text, under which a share counts once
    even past midnight or from another address. Above SHARES_CAP from one neighbourhood (PRIVATE_CAP
    of all without a number) in an hour, none is counted. Durable when it returns.
    Raises Invalid (400) for a network that is not in rules.networks.
    """
    if network not in CODES:
        message = _("This network is not known here. Known: %(known)s.")
        raise Invalid([at_field("/network", "unknown", message % {"known": ", ".join(CODES)})])
    event = event_number(event_id, article_id, network) if event_id else None
    deed = deed_number(visitor, "share", article_id, network) if visitor else None
    burst = deed_number(neighbours, "shares", article_id, hour_of(at))
    cap = settings.SHARES_CAP if visitor else settings.PRIVATE_CAP
    with transaction.atomic():
        if why := _why_not(at, event, deed, burst, cap):
            drop_share(article_id=article_id, why=why, at=at)
            return False
        tallies.add_shares(article_id, network, 1)
        count_event(article_id=article_id, metric="shares", n=1, at=at)
    return True


def drop_share(*, article_id: int, why: Why, at: datetime) -> None:
    """Note that a share was not counted, and why."""
    first_sight.add_drops([(day_of(at), METRICS["shares"], str(why), article_id, 1)])


def _why_not(at: datetime, event: int | None, deed: int | None, burst: int, cap: int) -> Why | None:
    """Note the share as told; return why it may not be counted, None if it may.

    An event is noted for today and tomorrow, so that a retry after midnight finds it.
    """
    day = day_of(at)
    if event is not None and not tallies.first_time([(day, event), (day + 1, event)]):
        return Why.REPEAT
    if deed is not None and not tallies.first_time([(day, deed)]):
        return Why.REPEAT
    if cap and first_sight.grown_bursts(hour_of(at), {burst: 1})[burst] > cap:
        return Why.BURST
    return None
