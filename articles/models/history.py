"""What was the story before, and who did what to it?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.working_copy import Article
from cms.kernel import clock
from cms.kernel.frozen import FrozenModel


class Revision(FrozenModel):
    """The whole tree of an article as it was after one save: relations included."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    tree = models.JSONField(_("tree"))
    at = models.DateTimeField(_("when"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    why = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
        ]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self) -> str:
        return f"{self.article_id} r{self.number}"


class Did(models.TextChoices):
    """What can happen to a story."""

    CREATED = "created", _("created")
    SAVED = "saved", _("saved")
    SUBMITTED = "submitted", _("submitted")
    PUBLISHED = "published", _("published")
    SCHEDULED = "scheduled", _("scheduled")
    UNSCHEDULED = "unscheduled", _("unscheduled")
    CORRECTED = "corrected", _("corrected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RESTORED = "restored", _("restored")
    RETURNED = "returned", _("returned to the writer")
    PINNED = "pinned", _("pinned in the ranking")
    UNRANKED = "unranked", _("kept out of the ranking")
    RANKED = "ranked", _("ranked by its readers again")
    ADDRESS_GIVEN_UP = "address_given_up", _("former address given up")


class TimelineEntry(FrozenModel):
    """One thing that somebody did to a story."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="timeline")
    did = models.CharField(_("what"), max_length=16, choices=Did.choices)
    at = models.DateTimeField(_("when"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["article", "-at"], name="timeline_of_article")]
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline")

    def __str__(self) -> str:
        return f"{self.article_id} {self.did}"
