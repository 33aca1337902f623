"""Which links show a draft to somebody without an account?"""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.working_copy import Article
from cms.kernel import clock


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Links, in newsroom words."""

    def alive(self, at: datetime) -> "PreviewLinkQuerySet":
        """Return the links that show something at the moment."""
        return self.filter(ended_at=None, expires_at__gt=at)


class PreviewLink(models.Model):
    """A link that shows a working copy until it expires or somebody ends it.

    What is sent is not kept: the token is the signed number of the row. `beside` tells a link
    that the desk made for the pane of another frontend (PREVIEW_URL) from one made for a person.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    beside = models.BooleanField(default=False)
    made_at = models.DateTimeField(_("made"), default=clock.now)
    expires_at = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects: ClassVar[models.Manager["PreviewLink"]] = PreviewLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["article", "-made_at"], name="preview_link_of_article")]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return f"{self.article_id} {self.made_at:%Y-%m-%d %H:%M}"
