"""What is this room called inside Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    """The webhooks room."""

    name = "cms.webhooks"
    label = "webhooks"
    verbose_name = _("Webhooks")

    def ready(self) -> None:
        """Name the chores and figures of this room."""
        from cms.kernel.chores import chore  # noqa: PLC0415
        from cms.kernel.gauges import gauge  # noqa: PLC0415
        from cms.webhooks.actions.forget import forget_told  # noqa: PLC0415
        from cms.webhooks.actions.send import send_due  # noqa: PLC0415
        from cms.webhooks.actions.tell_outside import TELLING  # noqa: PLC0415
        from cms.webhooks.queries.watched import deliveries_late, webhooks_ended  # noqa: PLC0415

        gauge("newsroom_deliveries_late", "Deliveries that should be made by now", deliveries_late)
        gauge("newsroom_webhooks_ended", "Webhooks disabled because they failed", webhooks_ended)
        chore(TELLING, 15, send_due)
        chore("what was told", 60 * 60, forget_told)
