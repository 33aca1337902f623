"""Who is written to, about what, and who never again?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from comments.models.comment import Comment


class HowOften(models.TextChoices):
    """How often a reader hears of answers."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")


class Subscription(models.Model):
    """A reader's wish to hear of a reply of theirs; no letter goes out before it is confirmed."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="subscription")
    address = models.EmailField(_("e-mail"), max_length=254)
    address_hash = models.CharField(max_length=32, db_index=True)
    how_often = models.CharField(
        _("how often"), max_length=7, choices=HowOften.choices, default=HowOften.AT_ONCE
    )
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    told_at = models.DateTimeField(_("told last"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["told_at"],
                name="subscription_daily",
                condition=models.Q(
                    how_often="daily", confirmed_at__isnull=False, ended_at__isnull=True
                ),
            ),
        ]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return f"{self.comment_id} {self.how_often}"


class NoLetters(models.Model):
    """An address that wants no letter from us any more, as a keyed hash."""

    address_hash = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField(_("since"), default=clock.now)

    class Meta:
        verbose_name = _("address that wants no letters")
        verbose_name_plural = _("addresses that want no letters")

    def __str__(self) -> str:
        return self.address_hash[:8]


class Kind(models.TextChoices):
    """What a letter says."""

    CONFIRM = "confirm", _("please confirm your address")
    PUBLISHED = "published", _("your comment was published")
    ANSWERED = "answered", _("somebody replied to you")
    DIGEST = "digest", _("the replies of a day")
    WARNING = "warning", _("a moderator’s warning")
    RECEIPT = "receipt", _("your report was received")
    NOTICE = "notice", _("what was decided on your report")
    REJECTED = "rejected", _("your comment was rejected")


class Letter(models.Model):
    """A letter that is to go out, written in the transaction of what it tells of: the outbox.

    `once` lets the same letter be written once only. The address is wiped when it has gone out.
    """

    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    once = models.CharField(max_length=80, unique=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="letters")
    address = models.EmailField(_("to"), max_length=254, blank=True)
    address_hash = models.CharField(max_length=32, db_index=True)
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("written"), default=clock.now)
    due_at = models.DateTimeField(_("due"), default=clock.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)
    trouble = models.CharField(_("trouble"), max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="letter_due",
                condition=models.Q(sent_at=None, given_up_at=None),
            ),
        ]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
