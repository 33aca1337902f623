"""What is a rendition?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media.models.photo import Photo
from media.models.stores import uploads


class Rendition(models.Model):
    """A photo at one width, in one format, whole or cut around its focal point.

    The file's name is used once and never again, so a rendition may be cached for ever.
    """

    photo = models.ForeignKey(
        Photo, on_delete=models.CASCADE, related_name="renditions", verbose_name=_("photo")
    )
    crop = models.CharField(
        _("crop"), max_length=8, blank=True, help_text=_("Empty: the whole picture.")
    )
    format = models.CharField(_("format"), max_length=8)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    file = models.FileField(_("file"), storage=uploads, max_length=140, unique=True)
    byte_count = models.PositiveIntegerField(_("bytes"))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "crop", "width", "format"], name="rendition_once"
            ),
            models.CheckConstraint(
                name="rendition_size_positive",
                condition=Q(width__gt=0, height__gt=0, byte_count__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.crop or 'whole'} {self.width} by {self.height} {self.format}"
