"""Which rows does the kernel keep?"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock

SCOPES = ("preview", "editor", "moderator")
LAST_USED_GRAIN = 60  # seconds: last use is written at most once a minute


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens, in newsroom words."""

    def valid(self, at: datetime) -> "ApiTokenQuerySet":
        """Return the tokens that open something at the given moment."""
        return self.filter(
            models.Q(expires_at=None) | models.Q(expires_at__gt=at),
            revoked_at=None,
            user__is_active=True,
        )

    def issue(
        self,
        *,
        name: str,
        user_id: int,
        scopes: Iterable[str],
        expires_at: datetime | None = None,
    ) -> tuple["ApiToken", str]:
        """Make a token and return it with its secret, which is shown once and never stored."""
        secret = f"nr_{secrets.token_urlsafe(32)}"
        token = self.create(
            name=name,
            user_id=user_id,
            scopes=sorted(scopes),
            expires_at=expires_at,
            digest=digest(secret),
            hint=secret[:7],
        )
        return token, secret


def digest(secret: str) -> str:
    """Return the SHA-256 of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiToken(models.Model):
    """A key for programs: hashed, named, scoped, expiring, revocable."""

    name = models.CharField(_("name"), max_length=100)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="api_tokens",
        verbose_name=_("acts for"),
    )
    scopes = models.JSONField(_("scopes"), default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("begins with"), max_length=12, editable=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["ApiToken"]] = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"


class Offer(models.Model):
    """A permission ("app.code") that a group was given by us, once (kernel.offers)."""

    group = models.ForeignKey("auth.Group", on_delete=models.CASCADE, related_name="+")
    permission = models.CharField(max_length=201)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "permission"], name="offer_once"),
        ]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self) -> str:
        return f"{self.group_id} {self.permission}"


class Replay(models.Model):
    """The answer that was given under an Idempotency-Key, to be given again."""

    scope = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="replay_once_per_key"),
        ]
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")

    def __str__(self) -> str:
        return f"{self.scope}/{self.key}"


class Chore(models.Model):
    """Something that is done again and again, by one process at a time (kernel.chores)."""

    name = models.CharField(_("name"), max_length=40, primary_key=True)
    due_at = models.DateTimeField(_("due"), default=clock.now)
    taken_until = models.DateTimeField(_("taken until"), default=clock.now)
    done_at = models.DateTimeField(_("done last"), null=True, blank=True)
    trouble = models.CharField(_("trouble"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("chore")
        verbose_name_plural = _("chores")

    def __str__(self) -> str:
        return self.name


class Announcement(models.Model):
    """Something that happened, written with the change itself: the outbox.

    `waits` until the outside was told of it. No position is kept instead: numbers are given before
    a transaction commits, so a position would pass by what commits late.
    """

    kind = models.CharField(_("what"), max_length=40)
    subject = models.CharField(_("to what"), max_length=64)
    facts = models.JSONField(_("facts"), default=dict)
    at = models.DateTimeField(_("when"), default=clock.now)
    waits = models.BooleanField(default=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "subject"], name="announcement_subject"),
            models.Index(fields=["id"], name="announcement_waits", condition=models.Q(waits=True)),
            models.Index(fields=["at"], name="announcement_at"),
        ]
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class PendingPurge(models.Model):
    """What a cache has to forget: keys parted by spaces (kernel.stale, kernel.purging).

    It is told twice: `heard` says that the first time is over.
    """

    cache = models.CharField(_("cache"), max_length=200)
    keys = models.TextField(_("keys"))
    due_at = models.DateTimeField(_("due"), default=clock.now)
    heard = models.BooleanField(_("heard"), default=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    trouble = models.CharField(_("trouble"), max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(fields=["cache", "due_at"], name="purge_due")]
        verbose_name = _("pending purge")
        verbose_name_plural = _("pending purges")

    def __str__(self) -> str:
        return self.keys[:60]
