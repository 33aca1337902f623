"""What is at the desk that is no part of the story yet: typed text, presence, notes?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.working_copy import Article
from cms.kernel import clock


class RollingRevision(models.Model):
    """What one editor typed into a story and has not saved: one row, written anew while typing.

    `tree` is the whole story (rules.document) as the form held it at `at`; `seen_version` is the
    version that was opened. Beside the story it holds the key of the page that wrote it
    (queries.company.WINDOW). A save takes the row away.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="rolling")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    seen_version = models.PositiveIntegerField()
    tree = models.JSONField(_("tree"))
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "by"], name="rolling_revision_once"),
        ]
        verbose_name = _("rolling revision")
        verbose_name_plural = _("rolling revisions")

    def __str__(self) -> str:
        return f"{self.article_id} {self.by_id}"


class Presence(models.Model):
    """Somebody has a story open: seen last at `seen_at`, with the caret in the block `place`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    seen_at = models.DateTimeField(_("seen"), default=clock.now)
    place = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "by"], name="presence_once")]
        verbose_name = _("presence")
        verbose_name_plural = _("presences")

    def __str__(self) -> str:
        return f"{self.article_id} {self.by_id}"


class DeskNote(models.Model):
    """What the desk and the writer tell each other; readers never see it.

    `block` is the id of the section or block that it is about, "" for the whole story.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="desk_notes")
    at = models.DateTimeField(_("when"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    text = models.TextField(_("note"), max_length=2000)
    block = models.CharField(max_length=12, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        indexes = [models.Index(fields=["article", "at"], name="desk_note_of_article")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="desk_note_says_something"),
        ]
        verbose_name = _("note to the desk")
        verbose_name_plural = _("notes to the desk")

    def __str__(self) -> str:
        return self.text[:60]
