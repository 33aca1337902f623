"""What becomes of a delivery, and of its webhook, by what the receiver answered?"""

from datetime import datetime, timedelta

from django.db import transaction

from cms.kernel import clock
from cms.kernel.outside import Heard, Silence
from cms.webhooks.actions.claim import Sending
from cms.webhooks.actions.end import end
from cms.webhooks.models import Attempt, Delivery, Ended, State, Webhook
from cms.webhooks.rules.schedule import asked_for, next_try

ARRIVED = range(200, 300)
GONE = 410
KEPT = 300  # characters of an answer


@transaction.atomic
def note(sending: Sending, result: Heard | Silence, duration_ms: int, *, chance: float) -> None:
    """Log the try; the delivery arrived, is tried again later, or is given up.

    A receiver that says 410, or that took nothing from the first try of a delivery to its last,
    is told no more. `chance` (0 to 1) spreads the next try; a busy receiver's Retry-After is kept.
    """
    status = result.status if isinstance(result, Heard) else None
    trouble = "" if isinstance(result, Heard) else result.why
    Attempt.objects.create(
        delivery=sending.delivery,
        status=status,
        trouble=trouble,
        duration_ms=duration_ms,
        answer=_beginning(result),
    )
    if status in ARRIVED:
        _arrived(sending)
    else:
        again = next_try(sending.delivery.tries, clock.now(), chance, _asked(result))
        _failed(sending, status, trouble or f"status {status}", again)


def _beginning(result: Heard | Silence) -> str:
    said = result.body.decode(errors="replace") if isinstance(result, Heard) else ""
    return said.replace("\x00", "\ufffd")[:KEPT]


def _asked(result: Heard | Silence) -> timedelta:
    """Return the pause that the receiver asks for."""
    if isinstance(result, Silence):
        return timedelta()
    return asked_for(result.status, result.retry_after, clock.now())


def _arrived(sending: Sending) -> None:
    settled = {"state": State.DELIVERED, "settled_at": clock.now(), "trouble": ""}
    Delivery.objects.filter(pk=sending.delivery.pk).update(**settled)
    failing = Webhook.objects.filter(pk=sending.webhook.pk).exclude(failing_since=None)
    failing.update(failing_since=None)


def _failed(sending: Sending, status: int | None, trouble: str, again: datetime | None) -> None:
    at = clock.now()
    webhook = Webhook.objects.filter(pk=sending.webhook.pk)
    webhook.filter(failing_since=None).update(failing_since=at)
    # Whoever claimed it after us, or gave it up, says what becomes of it.
    ours = Delivery.objects.filter(
        pk=sending.delivery.pk, state=State.WAITING, due_at=sending.until
    )
    if status == GONE:
        again = None
    if again is not None:
        ours.update(due_at=clock.whole_milliseconds(again), trouble=trouble)
        return
    ours.update(state=State.GIVEN_UP, settled_at=at, trouble=trouble)
    if status == GONE:
        end(sending.webhook.pk, because=Ended.GONE)
    elif _took_nothing(sending):
        end(sending.webhook.pk, because=Ended.FAILING)


def _took_nothing(sending: Sending) -> bool:
    """Return whether the webhook failed all the time in which this delivery was tried."""
    first = Attempt.objects.filter(delivery=sending.delivery).order_by("pk").first()
    began = first.at if first else clock.now()
    failing = Webhook.objects.filter(pk=sending.webhook.pk, failing_since__lte=began)
    return failing.exists()
