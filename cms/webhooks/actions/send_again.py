"""How does a person have a message sent: once more, or to see whether the receiver hears?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.chores import soon
from cms.kernel.clock import rfc3339
from cms.kernel.errors import DomainError
from cms.webhooks.actions.tell_outside import TELLING
from cms.webhooks.models import Delivery, State, Webhook
from cms.webhooks.rules.news import TEST, News, body_of


class WebhookDisabled(DomainError):
    """Nothing is sent to a webhook that is disabled."""

    code = "webhook_disabled"
    message = _("This webhook is disabled. Enable it first.")


@transaction.atomic
def send_again(delivery_id: int) -> Delivery:
    """Let a delivery go out again, now, under the same identifier, with all its tries before it.

    What came later of its subject and still waits, waits for it. Raises WebhookDisabled (409),
    Delivery.DoesNotExist.
    """
    delivery = Delivery.objects.select_related("webhook").get(pk=delivery_id)
    _demand_enabled(delivery.webhook)
    Delivery.objects.filter(pk=delivery_id).update(
        state=State.WAITING, tries=0, due_at=clock.now(), settled_at=None
    )
    soon(TELLING)
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def send_test(webhook_id: int) -> Delivery:
    """Send a message of the type `webhook.test`, which every webhook hears.

    Raises WebhookDisabled (409), Webhook.DoesNotExist.
    """
    webhook = Webhook.objects.get(pk=webhook_id)
    _demand_enabled(webhook)
    news = News(TEST, f"webhook-{webhook.pk}", {"webhook": webhook.pk})
    body = body_of(news, rfc3339(clock.now()) or "")
    delivery = Delivery.objects.create(
        webhook=webhook, type=news.type, subject=news.subject, body=body
    )
    soon(TELLING)
    return delivery


def _demand_enabled(webhook: Webhook) -> None:
    if not webhook.enabled:
        raise WebhookDisabled
