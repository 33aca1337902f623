"""How do people set up a webhook, change it, and exchange what signs its messages?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock, outside
from cms.kernel.errors import Invalid, at_field
from cms.webhooks.actions.end import begin_again, end
from cms.webhooks.models import Ended, Secret, Webhook
from cms.webhooks.rules.news import PATTERNS
from cms.webhooks.rules.signing import new_secret

LOOK_UP = 2.0  # seconds in which a name is looked up while somebody waits
OVERLAP = timedelta(hours=24)
LONGEST_OVERLAP = timedelta(days=7)
MOST_SECRETS = 5  # that sign at the same time
FACTS = ("name", "url", "event_types", "languages", "categories")

OBJECTIONS = {
    "bad_address": _("Write an address of http or https, with no password in it."),
    "private_address": _(
        "This address lies in a private network, which is not called (WEBHOOK_ALLOW_PRIVATE)."
    ),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A secret just made, to be shown this once."""

    webhook: Webhook
    secret: Secret


@transaction.atomic
def set_up(*, by: AbstractBaseUser | None, enabled: bool = True, **facts: Any) -> Made:
    """Make a webhook and its first secret.

    `facts` are name, url, event_types, languages and categories. Raises Invalid (400).
    """
    demand_sound(facts)
    webhook = Webhook(created_by_id=by.pk if by else None, **facts)
    if not enabled:
        webhook.enabled, webhook.ended_because = False, Ended.BY_HAND
        webhook.ended_at = clock.now()
    webhook.save()
    return Made(webhook, Secret.objects.create(webhook=webhook, value=new_secret()))


@transaction.atomic
def change(webhook_id: int, *, enabled: bool | None = None, **facts: Any) -> Webhook:
    """Change some facts of a webhook, disable it, or enable it again.

    Raises Invalid (400), Webhook.DoesNotExist.
    """
    demand_sound(facts)
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    for name, value in facts.items():
        setattr(webhook, name, value)
    if facts:
        webhook.save(update_fields=list(facts))
    if enabled is True:
        begin_again(webhook_id)
    elif enabled is False:
        end(webhook_id, because=Ended.BY_HAND)
    webhook.refresh_from_db()
    return webhook


@transaction.atomic
def exchange_secret(webhook_id: int, *, overlap: timedelta = OVERLAP) -> Made:
    """Make a new secret; those before it sign beside it as long as the overlap, and no longer.

    Raises Webhook.DoesNotExist.
    """
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    ends = clock.now() + overlap
    _let_end(webhook, ends)
    return Made(webhook, Secret.objects.create(webhook=webhook, value=new_secret()))


def _let_end(webhook: Webhook, ends: datetime) -> None:
    at = clock.now()
    Secret.objects.filter(webhook=webhook, expires_at=None).update(expires_at=ends)
    Secret.objects.filter(webhook=webhook, expires_at__gt=ends).update(expires_at=ends)
    Secret.objects.filter(webhook=webhook, expires_at__lte=at).delete()
    rows = Secret.objects.filter(webhook=webhook).order_by("-pk").values_list("pk", flat=True)
    Secret.objects.filter(pk__in=list(rows[MOST_SECRETS - 1 :])).delete()


def demand_sound(facts: dict[str, Any]) -> None:
    """Raise Invalid (400), each fault beside its field."""
    wrong = []
    if "url" in facts and (why := objection_to(facts["url"])):
        wrong.append(at_field("/url", why, OBJECTIONS[why]))
    if "event_types" in facts:
        wrong += _unknown_types(facts["event_types"])
    if wrong:
        raise Invalid(wrong)


def objection_to(url: str) -> str:
    """Return the code of what stands against an address: a key of OBJECTIONS, or ""."""
    return outside.objection(url, seconds=LOOK_UP, private_allowed=settings.WEBHOOK_ALLOW_PRIVATE)


def _unknown_types(given: Collection[str]) -> list[dict[str, str]]:
    said = _("There is no such type. Known: {known}.").format(known=", ".join(PATTERNS))
    if not given:
        return [at_field("/event_types", "required", _("Name at least one type, or *."))]
    return [
        at_field(f"/event_types/{place}", "unknown_type", said)
        for place, type_ in enumerate(given)
        if type_ not in PATTERNS
    ]
