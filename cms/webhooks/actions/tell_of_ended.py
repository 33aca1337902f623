"""Who learns that a webhook was disabled because it failed? Whoever may change it."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from cms.kernel import clock, mail
from cms.webhooks.models import Ended, Webhook

BACKEND = "django.contrib.auth.backends.ModelBackend"

log = logging.getLogger("newsroom.webhooks")


def tell_of_ended() -> None:
    """Write to those who may change webhooks; while the mail server is away, with the next run."""
    ended = Webhook.objects.filter(
        enabled=False, told_at=None, ended_because__in=(Ended.GONE, Ended.FAILING)
    )
    for webhook in ended:
        try:
            mail.connection().send_messages([_letter(webhook, to) for to in _who()])
        except OSError as error:
            log.warning("Nobody could be told of webhook %s: %s", webhook.pk, type(error).__name__)
            return
        Webhook.objects.filter(pk=webhook.pk).update(told_at=clock.now())


def _who() -> list[str]:
    """Return the addresses of those who may change webhooks, each once."""
    users = get_user_model()._default_manager.with_perm("webhooks.change_webhook", backend=BACKEND)
    staff = users.filter(is_active=True, is_staff=True).exclude(email="")
    return sorted(set(staff.values_list("email", flat=True)))


def _letter(webhook: Webhook, to: str) -> mail.Letter:
    with translation.override(settings.LANGUAGE_CODE):
        name = " ".join(webhook.name.split())
        subject = _("Webhook disabled: {name}").format(name=name)
        why = _("Nothing is sent to “{name}” ({url}) any more: {why}.").format(
            name=name, url=webhook.url, why=Ended(webhook.ended_because).label
        )
        what = _("What waited for it was given up. Once it works again, enable it, and send again"
                 " what it missed:")  # fmt: skip
        page = settings.SITE_URL + reverse("admin:webhooks_webhook_change", args=[webhook.pk])
    text = f"{why}\n\n{what}\n{page}\n"
    html = f'<p>{escape(why)}</p><p>{escape(what)} <a href="{escape(page)}">{escape(page)}</a></p>'
    return mail.letter(to=to, subject=subject, text=text, html=html, headers={})
