"""What must never come back, and with which salt are networks hashed?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock


class Erasure(models.Model):
    """A commenter who was erased, as a keyed hash: what an import brings of them is left out."""

    value = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self) -> str:
        return self.value


class NetworkSalt(models.Model):
    """The random salt of one period; when it is destroyed, its hashes say nothing any more."""

    period = models.IntegerField(primary_key=True)
    salt = models.BinaryField()

    class Meta:
        verbose_name = _("salt of networks")
        verbose_name_plural = _("salts of networks")

    def __str__(self) -> str:
        return f"{self.period}"
