"""What do readers find wrong with a reply?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from comments.models.comment import Comment
from comments.models.decision import Decision, Reason


class Outcome(models.TextChoices):
    """What came of a report."""

    OPEN = "", _("open")
    AGREED = "agreed", _("agreed")
    DISAGREED = "disagreed", _("disagreed")


class Report(models.Model):
    """One reader's report of one wording of a reply; a decision settles it, undoing opens it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    revision = models.PositiveIntegerField(_("revision"))
    identity = models.CharField(max_length=32, db_index=True)
    network_hash = models.CharField(max_length=32, blank=True)
    reason = models.CharField(_("reason"), max_length=14, choices=Reason.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    # Only of who reports something illegal and wishes to hear of it; for letters alone.
    name = models.CharField(_("name"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    weight = models.FloatField(_("weight"), default=1)
    outcome = models.CharField(
        _("outcome"), max_length=9, choices=Outcome.choices, blank=True, default=""
    )
    settled_by = models.ForeignKey(
        Decision,
        verbose_name=_("settled by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
    )
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "identity", "revision"], name="report_once"),
        ]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return f"{self.comment_id} {self.reason}"
