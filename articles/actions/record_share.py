"""How is it counted that a reader passed a story on? Exactly once, however often we are told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.popularity import count_event
from articles.actions.salt import salt_of
from articles.models import tallies
from articles.rules.networks import CODES
from articles.rules.popularity import day_of
from articles.rules.visitors import deed_number, event_number
from cms.kernel.errors import Invalid, at_field


def record_share(
    *, article_id: int, network: str, visitor: bytes, event_id: str | None, at: datetime
) -> bool:
    """Count a share once per visitor, story, network and UTC day; return whether it counted.

    `visitor` is rules.visitors.visitor_number. An `event_id`, the client's own random text, makes
    retries count once even past midnight or from another address. Durable when it returns.
    Raises Invalid (400) for a network that is not in rules.networks.
    """
    if network not in CODES:
        message = _("This network is not known here. Known: %(known)s.")
        raise Invalid([at_field("/network", "unknown", message % {"known": ", ".join(CODES)})])
    day = day_of(at)
    deed = deed_number(visitor, salt_of(day), "share", article_id, network)
    with transaction.atomic():
        if event_id and not _is_new(event_id, article_id, network, day):
            return False
        if not tallies.first_time([(day, deed)]):
            return False
        tallies.add_shares(article_id, network, 1)
        count_event(article_id=article_id, metric="shares", n=1, at=at)
    return True


def _is_new(event_id: str, article_id: int, network: str, day: int) -> bool:
    """Note the event for today and tomorrow, so that a retry after midnight finds it."""
    number = event_number(event_id, article_id, network)
    return tallies.first_time([(day, number), (day + 1, number)])
