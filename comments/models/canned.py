"""Which answers do chiefs of moderation keep ready?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CannedReply(models.Model):
    """An answer that moderators choose and may change (rules.canned says what its places are).

    Offered for replies in its language, for all where it has none, by `place` and number.
    """

    place = models.PositiveSmallIntegerField(
        _("place"), default=0, help_text=_("The smallest number comes first.")
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    title = models.CharField(_("title"), max_length=60)
    text = models.TextField(_("text"), max_length=2000)

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")

    def __str__(self) -> str:
        return self.title
