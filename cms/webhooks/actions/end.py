"""How is a webhook told no more, or told again?"""

from django.db import transaction

from cms.kernel import clock
from cms.webhooks.models import Delivery, Ended, State, Webhook

DISABLED = "disabled"


@transaction.atomic
def end(webhook_id: int, *, because: Ended) -> None:
    """Disable a webhook; what waits for it is given up, and can be sent again by hand."""
    at = clock.now()
    enabled = Webhook.objects.filter(pk=webhook_id, enabled=True)
    if enabled.update(enabled=False, ended_because=because, ended_at=at, told_at=None):
        waiting = Delivery.objects.filter(webhook=webhook_id, state=State.WAITING)
        waiting.update(state=State.GIVEN_UP, settled_at=at, trouble=DISABLED)


def begin_again(webhook_id: int) -> None:
    """Enable a webhook; it is told of what is announced from now on."""
    disabled = Webhook.objects.filter(pk=webhook_id, enabled=False)
    disabled.update(enabled=True, ended_because="", ended_at=None, failing_since=None)
