"""Which addresses outside are told, and what became of each message?"""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.webhooks.rules.news import News, is_heard
from cms.webhooks.rules.signing import new_key


class Ended(models.TextChoices):
    """Why a webhook is not told any more."""

    BY_HAND = "by_hand", _("disabled by hand")
    GONE = "gone", _("the receiver said that it is gone (410)")
    FAILING = "failing", _("it failed for days")


class Webhook(models.Model):
    """An address outside that is told of what happens here."""

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address"), max_length=500)
    event_types = models.JSONField(_("what it is told of"), default=list)
    languages = models.JSONField(_("only in these languages"), default=list, blank=True)
    categories = models.JSONField(_("only in these categories"), default=list, blank=True)
    enabled = models.BooleanField(_("enabled"), default=True)
    ended_because = models.CharField(
        _("disabled because"), max_length=10, choices=Ended.choices, blank=True, editable=False
    )
    ended_at = models.DateTimeField(_("disabled"), null=True, blank=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name

    def hears(self, news: News) -> bool:
        """Return whether it asked for such news."""
        return is_heard(
            news,
            patterns=self.event_types,
            languages=self.languages,
            categories=self.categories,
        )

    def secrets_at(self, at: datetime) -> list[str]:
        """Return the secrets that sign at the moment, the newest first."""
        valid = models.Q(expires_at=None) | models.Q(expires_at__gt=at)
        return list(self.secrets.filter(valid).order_by("-pk").values_list("value", flat=True))


class Secret(models.Model):
    """What signs messages to a webhook; an older one signs on for a while when it is exchanged."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="secrets")
    value = models.CharField(max_length=100, editable=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, editable=False)

    class Meta:
        verbose_name = _("signing secret")
        verbose_name_plural = _("signing secrets")

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.created_at:%Y-%m-%d}"


class State(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given_up", _("given up")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries, in newsroom words."""

    def waiting(self) -> "DeliveryQuerySet":
        """Return what is still to be delivered."""
        return self.filter(state=State.WAITING)

    def heads(self) -> "DeliveryQuerySet":
        """Return what waits for nothing before it: the oldest of each webhook and subject."""
        earlier = Delivery.objects.filter(
            webhook=models.OuterRef("webhook"),
            subject=models.OuterRef("subject"),
            state=State.WAITING,
            pk__lt=models.OuterRef("pk"),
        )
        return self.waiting().exclude(models.Exists(earlier))


class Delivery(models.Model):
    """One message to one webhook; its number is its place in the order of its subject."""

    webhook = models.ForeignKey(
        Webhook, verbose_name=_("webhook"), on_delete=models.CASCADE, related_name="deliveries"
    )
    key = models.CharField(_("message"), max_length=40, unique=True, default=new_key)
    type = models.CharField(_("type"), max_length=40)
    subject = models.CharField(_("about"), max_length=64)
    body = models.TextField(_("body"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    trouble = models.CharField(_("trouble"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now)
    due_at = models.DateTimeField(_("next try"), default=clock.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects: ClassVar[models.Manager["Delivery"]] = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["webhook", "due_at"],
                name="delivery_due",
                condition=models.Q(state="waiting"),
            ),
            models.Index(
                fields=["webhook", "subject", "id"],
                name="delivery_order",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["webhook", "-id"], name="delivery_newest"),
            models.Index(fields=["settled_at"], name="delivery_settled"),
        ]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.type} {self.subject}"


class Attempt(models.Model):
    """One try to deliver: when, how it went, how long it took, how the answer began."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(_("when"), default=clock.now)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    trouble = models.CharField(_("trouble"), max_length=40, blank=True)
    duration_ms = models.PositiveIntegerField(_("milliseconds"))
    answer = models.CharField(_("beginning of the answer"), max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="attempt_day")]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.status or self.trouble} {self.at:%Y-%m-%d %H:%M}"
