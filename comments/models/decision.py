"""Who decided what, and can anybody have changed that since?

The log is written once and never changed. Each row holds the hash of the row before it, and the
head holds the hash of the last one: a row that is altered, taken out or cut off breaks the chain.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.frozen import FrozenModel, FrozenQuerySet
from comments.models.comment import Comment, DecidedBy, State
from comments.rules.states import REASONS


class What(models.TextChoices):
    """What was decided."""

    SCREENED = "screened", _("screened on arrival")
    APPROVE = "approve", _("approved")
    REJECT = "reject", _("rejected")
    SPAM = "spam", _("marked as spam")
    HOLD = "hold", _("held")
    CONCURRED = "concurred", _("decided the same")
    UNDO = "undo", _("undone")
    EDIT = "edit", _("edited by its author")
    REMOVE = "remove", _("removed by its author")
    ERASE = "erase", _("erased")


class Reason(models.TextChoices):
    """Why a reply is not published."""

    SPAM = "spam", _("spam")
    ABUSE = "abuse", _("abuse")
    HATE = "hate", _("hate")
    OFF_TOPIC = "off_topic", _("off topic")
    MISINFORMATION = "misinformation", _("misinformation")
    ILLEGAL = "illegal", _("illegal")
    PERSONAL_DATA = "personal_data", _("personal data")
    ADVERT = "advert", _("advertising")
    BANNED_WORD = "banned_word", _("banned word")
    DUPLICATE = "duplicate", _("duplicate")
    OTHER = "other", _("other")


assert tuple(Reason.values) == REASONS  # noqa: S101 - one list, in two forms


class Decision(FrozenModel):
    """One row of the log. `version` is the one the reply has since; `before` is what undo needs.

    `network_hash` tells where a person decided from; when the salt of its period is destroyed, it
    only tells one network of that period from another (docs/adr/0018).
    """

    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="decisions", db_index=False
    )
    what = models.CharField(_("what"), max_length=9, choices=What.choices)
    was = models.CharField(_("from"), max_length=9, choices=State.choices, blank=True)
    became = models.CharField(_("to"), max_length=9, choices=State.choices)
    by_kind = models.CharField(_("kind"), max_length=5, choices=DecidedBy.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    reason = models.CharField(_("reason"), max_length=14, choices=Reason.choices, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    evidence = models.JSONField(_("evidence"), default=list)
    score = models.FloatField(_("score"), null=True)
    model_version = models.CharField(max_length=32, blank=True)
    batch = models.CharField(_("batch"), max_length=32, blank=True, db_index=True)
    undoes = models.OneToOneField(
        "self",
        verbose_name=_("undoes"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
    )
    version = models.PositiveIntegerField(_("version"))
    revision = models.PositiveIntegerField(_("revision"))
    before = models.JSONField(default=dict)
    at = models.DateTimeField(_("when"), default=clock.now)
    prev_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)
    network_hash = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(by_kind=DecidedBy.USER) | models.Q(by__isnull=False),
                name="decision_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["comment", "-id"], name="decision_of_comment"),
            models.Index(fields=["by", "-at"], name="decision_of_moderator"),
            models.Index(fields=["-at", "-id"], name="decision_newest"),
            models.Index(
                fields=["what", "by_kind", "at", "by", "became"], name="decision_statistics"
            ),
        ]
        verbose_name = _("decision")
        verbose_name_plural = _("log of decisions")

    def __str__(self) -> str:
        return f"{self.comment_id} {self.what}"

    def fingerprint(self) -> str:
        """Return the SHA-256 over the row and the hash of the row before it."""
        return fingerprint(self.prev_hash, [getattr(self, name) for name in CHAINED])


CHAINED = (
    "comment_id", "what", "was", "became", "by_kind", "by_id", "reason", "note", "evidence",
    "score", "model_version", "batch", "undoes_id", "version", "revision", "before", "at",
    "network_hash",
)  # fmt: skip


def fingerprint(prev_hash: str, facts: Sequence[Any]) -> str:
    """Return the SHA-256 over the values of CHAINED and the hash of the row before.

    A row that knows no network is chained as all were before there were any.
    """
    *rest, at, network = facts
    said = [*rest, clock.rfc3339(at), *([network] if network else [])]
    # PostgreSQL keeps the members of an object in an order of its own.
    return hashlib.sha256(f"{prev_hash}{json.dumps(said, sort_keys=True)}".encode()).hexdigest()


class LogHead(models.Model):
    """The hash of the last row of the log; who writes the next one holds this row."""

    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager["LogHead"]] = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("head of the log")
        verbose_name_plural = _("head of the log")

    def __str__(self) -> str:
        return self.hash[:12]
