"""Who may not reply, until when, and why?"""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from comments.models.decision import Reason


class BanKind(models.TextChoices):
    """By what somebody is known."""

    IDENTITY = "identity", _("this reader")
    EMAIL = "email", _("e-mail address")
    DOMAIN = "domain", _("domain of e-mail addresses")
    NETWORK = "network", _("network")


class BanQuerySet(models.QuerySet["Ban"]):
    """Bans, in newsroom words."""

    def in_force(self, at: datetime) -> "BanQuerySet":
        """Return the bans that keep somebody out at the moment."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=at), ended_at=None)


class Ban(models.Model):
    """Somebody may not reply. `value` is a keyed hash, but for a domain, which names nobody.

    A network's hash rotates (actions.network_salt), so a ban by network ends with it.
    """

    kind = models.CharField(_("by"), max_length=8, choices=BanKind.choices)
    value = models.CharField(max_length=254)
    label = models.CharField(_("who"), max_length=100, blank=True)
    reason = models.CharField(_("reason"), max_length=14, choices=Reason.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    at = models.DateTimeField(_("since"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by whom"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects: ClassVar[models.Manager["Ban"]] = BanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "value"], name="ban_of")]
        verbose_name = _("ban")
        verbose_name_plural = _("bans")

    def __str__(self) -> str:
        return self.label or self.get_kind_display()

    def is_in_force(self, at: datetime) -> bool:
        """Return whether it keeps somebody out at the moment (BanQuerySet.in_force)."""
        return self.ended_at is None and (self.until is None or self.until > at)
