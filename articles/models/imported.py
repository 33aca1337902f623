"""What was counted elsewhere, before the stories came here?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock


class ImportedCount(models.Model):
    """A count that another system kept of a story: by a network, or `views` or `reads`.

    It stands beside what is counted here and never in it: neither totals nor rankings know of it.
    That of a network is also `ShareCount.imported`, which readers are told together with ours.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="+", verbose_name=_("article")
    )
    what = models.CharField(_("what"), max_length=16)
    n = models.PositiveBigIntegerField(_("count"))
    as_of = models.DateTimeField(_("as of"))
    at = models.DateTimeField(_("brought in"), default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "what"], name="imported_count_once"),
        ]
        verbose_name = _("count from elsewhere")
        verbose_name_plural = _("counts from elsewhere")

    def __str__(self) -> str:
        return f"{self.article_id} {self.what} {self.n}"
