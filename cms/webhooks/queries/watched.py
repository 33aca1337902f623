"""What do those who watch over the house want to know of webhooks?"""

from cms.kernel import clock
from cms.kernel.gauges import LATE
from cms.webhooks.models import Delivery, Ended, State, Webhook


def deliveries_late() -> int:
    """Return how many deliveries should have been tried minutes ago."""
    late = clock.now() - LATE
    waiting = Delivery.objects.filter(state=State.WAITING, due_at__lt=late)
    return waiting.filter(webhook__enabled=True).count()


def webhooks_ended() -> int:
    """Return how many webhooks are told no more because they failed, not by hand."""
    return Webhook.objects.filter(ended_because__in=(Ended.GONE, Ended.FAILING)).count()


def deliveries_due() -> int:
    """Return how many deliveries could be tried now."""
    due = Delivery.objects.filter(state=State.WAITING, due_at__lte=clock.now())
    return due.filter(webhook__enabled=True).count()


def deliveries_waiting() -> int:
    """Return how many deliveries are still to be made."""
    return Delivery.objects.filter(state=State.WAITING).count()
