"""Who moderates which part of the paper, and what do moderators know of a commenter?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock


class ModeratorScope(models.Model):
    """A moderator reads the replies of this category; one without any row reads all."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.CASCADE,
        related_name="moderates",
    )
    category = models.ForeignKey(
        "articles.Category",
        verbose_name=_("category"),
        # Without its last category a moderator would read the whole paper.
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "category"], name="moderator_scope_once"),
        ]
        verbose_name = _("moderator’s category")
        verbose_name_plural = _("moderators’ categories")

    def __str__(self) -> str:
        return f"{self.user} {self.category}"


class Commenter(models.Model):
    """What was settled about one commenter, known by the keyed hash of who it is.

    The row is made when there is something to settle; its number is what moderators' tools call
    the commenter by. `premoderated_until`: every reply is read first until then.
    """

    identity = models.CharField(max_length=32, unique=True)
    premoderated_until = models.DateTimeField(_("read first until"), null=True, blank=True)
    made_at = models.DateTimeField(_("known since"), default=clock.now)

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")

    def __str__(self) -> str:
        return f"{self.pk}"


class NoteKind(models.TextChoices):
    """What a line about a commenter is."""

    NOTE = "note", _("note")
    WARNING = "warning", _("warning")


class CommenterNote(models.Model):
    """What moderators tell each other about a commenter; a warning is told to the commenter too."""

    commenter = models.ForeignKey(Commenter, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(
        _("kind"), max_length=7, choices=NoteKind.choices, default=NoteKind.NOTE
    )
    text = models.CharField(_("text"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["commenter", "-at"], name="commenter_note_of")]
        verbose_name = _("note on a commenter")
        verbose_name_plural = _("notes on commenters")

    def __str__(self) -> str:
        return self.text[:60]
