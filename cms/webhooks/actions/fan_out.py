"""Which deliveries follow from what was announced?

An announcement waits until it is told; whatever commits late still waits, so nothing is passed by.
Those of one subject commit in the order of their numbers, because each held its subject's row.
"""

import logging
from collections.abc import Iterator

from django.db import transaction

from cms.kernel.clock import rfc3339
from cms.kernel.models import Announcement
from cms.webhooks.models import Delivery, Webhook
from cms.webhooks.rules.news import News, body_of
from cms.webhooks.rules.telling import told_by

MOST = 500  # announcements at once

log = logging.getLogger("newsroom.webhooks")


def fan_out() -> int:
    """Write a delivery for each webhook that wants to hear of it; return how many were written.

    Two who do this at once wait for each other, so that numbers of deliveries keep the order.
    """
    if not Announcement.objects.filter(waits=True).exists():
        return 0
    written, more = 0, True
    while more:
        made, more = _some()
        written += made
    return written


@transaction.atomic
def _some() -> tuple[int, bool]:
    """Tell of the oldest that wait; return how many deliveries follow, and whether to go on."""
    waiting = Announcement.objects.filter(waits=True).order_by("pk").select_for_update()
    rows = list(waiting[:MOST])
    webhooks = list(Webhook.objects.filter(enabled=True))
    deliveries = [one for row in rows for one in _deliveries(row, webhooks)] if webhooks else []
    Delivery.objects.bulk_create(deliveries)
    Announcement.objects.filter(pk__in=[row.pk for row in rows]).update(waits=False)
    return len(deliveries), len(rows) == MOST


def _deliveries(row: Announcement, webhooks: list[Webhook]) -> Iterator[Delivery]:
    listening = [webhook for webhook in webhooks if webhook.created_at <= row.at]
    if not listening:
        return
    for news in _news(row):
        hearers = [webhook for webhook in listening if webhook.hears(news)]
        body = body_of(news, rfc3339(row.at) or "") if hearers else ""
        for webhook in hearers:
            yield Delivery(webhook=webhook, type=news.type, subject=news.subject, body=body)


def _news(row: Announcement) -> list[News]:
    """Return what an announcement tells the outside.

    One that cannot be told is logged and not told: it must not stand in the way of all others.
    """
    tell = told_by(row.kind)
    if tell is None:
        return []
    try:
        with transaction.atomic():
            found = list(tell(row.subject, row.facts, row.at))
            for news in found:
                body_of(news, "")
    except Exception:
        log.exception("The announcement %s (%s) cannot be told outside", row.pk, row.kind)
        return []
    return found
