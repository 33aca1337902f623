"""Which deliveries go out now, and are ours to send?

A claim is one conditional update, so that of several processes one has it, on every database.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from cms.kernel import clock
from cms.webhooks.models import Delivery, Webhook
from cms.webhooks.rules.signing import headers

CLAIM = timedelta(minutes=5)
PLACES = 32  # messages on their way at once
PLACES_EACH = 4  # of one webhook; of one that fails a single one
PLACES_FAILING = 8  # of all that fail together


@dataclass(frozen=True, slots=True)
class Sending:
    """A delivery that is ours until the claim ends, and what signs it."""

    delivery: Delivery
    webhook: Webhook
    until: datetime
    headers: dict[str, str]


@dataclass(slots=True)
class _Places:
    """How many more messages may be on their way."""

    left: int = PLACES
    failing: int = PLACES_FAILING
    taken: Counter[int] = field(default_factory=Counter)

    def take(self, webhook: Webhook) -> None:
        """Count one more of a webhook."""
        self.left -= 1
        self.failing -= webhook.failing_since is not None
        self.taken[webhook.pk] += 1

    def of(self, webhook: Webhook) -> int:
        """Return how many more of a webhook may go out."""
        if webhook.failing_since is None:
            return max(0, min(PLACES_EACH - self.taken[webhook.pk], self.left))
        return max(0, min(1 - self.taken[webhook.pk], self.left, self.failing))


def claimed(on_their_way: Collection[Sending]) -> Iterator[Sending]:
    """Yield what goes out now, claimed: the heads that are due, those of sound webhooks first."""
    at, places = clock.now(), _Places()
    for sending in on_their_way:
        places.take(sending.webhook)
    for webhook in _webhooks_with_due(at):
        if room := places.of(webhook):
            yield from _of(webhook, at, room, places)


def _webhooks_with_due(at: datetime) -> QuerySet[Webhook]:
    due = Delivery.objects.waiting().filter(due_at__lte=at)
    listening = Webhook.objects.filter(enabled=True, pk__in=due.values("webhook"))
    return listening.order_by(F("failing_since").asc(nulls_first=True), "pk")


def _of(webhook: Webhook, at: datetime, room: int, places: _Places) -> Iterator[Sending]:
    heads: Any = Delivery.objects.heads()
    due = heads.filter(webhook=webhook, due_at__lte=at).order_by("due_at", "pk")
    signed_with = webhook.secrets_at(at)
    for delivery in due[:room]:
        if _is_ours(delivery, at + CLAIM):
            places.take(webhook)
            signed = headers(signed_with=signed_with, key=delivery.key, at=at, body=delivery.body)
            yield Sending(delivery, webhook, at + CLAIM, signed)


def _is_ours(delivery: Delivery, until: datetime) -> bool:
    """Claim it, unless somebody else was faster; it counts one more try."""
    same = Delivery.objects.waiting().filter(pk=delivery.pk, due_at=delivery.due_at)
    if not same.update(due_at=until, tries=F("tries") + 1):
        return False
    delivery.tries += 1
    return True
