"""What is a photo?"""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from media.models.stores import originals
from media.rules.formats import FORMATS

_SHARE = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Photos, in newsroom words."""

    def without_alt(self) -> Self:
        """Return the photos that a blind reader learns nothing of."""
        return self.filter(alt="")

    def without_credit(self) -> Self:
        """Return the photos that do not say whose they are."""
        return self.filter(credit="")

    def saying(self, words: str) -> Self:
        """Return the photos in whose words or file name every one of these words stands."""
        found = self
        for word in words.split():
            said = Q()
            for fact in ("caption", "credit", "alt", "source_name"):
                said |= Q(**{f"{fact}__icontains": word})
            found = found.filter(said)
        return found

    def newest(self) -> Self:
        """Return the photos, the last taken in first."""
        return self.order_by("-uploaded_at", "-pk")

    def correct_if(self, *, pk: int, version: int, **changes: Any) -> bool:
        """Write the changes in one statement if the photo still has this version; say if it had."""
        matched = self.filter(pk=pk, version=version)
        return matched.update(**changes, version=F("version") + 1) == 1


class Photo(models.Model):
    """A picture as it was taken in: the untouched original, and what is told about it.

    `width` and `height` are those a reader sees, after the camera's orientation. `version` goes
    up with every correction; whoever corrects says which version was before their eyes.
    """

    original = models.FileField(
        _("original"), storage=originals, max_length=140, unique=True, editable=False
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True, editable=False)
    format = models.CharField(
        _("format"),
        max_length=8,
        choices=[(form.name, form.name.upper()) for form in FORMATS.values()],
        editable=False,
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    byte_count = models.PositiveIntegerField(_("bytes"), editable=False)
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=300, blank=True)
    alt = models.TextField(_("alternative text"), blank=True)
    source_name = models.CharField(
        _("file name as uploaded"), max_length=150, blank=True, editable=False
    )
    focal_x = models.FloatField(_("focal point, from the left"), default=0.5, validators=_SHARE)
    focal_y = models.FloatField(_("focal point, from the top"), default=0.5, validators=_SHARE)
    blurhash = models.CharField(_("blurhash"), max_length=64, editable=False)
    dominant_colour = models.CharField(_("dominant colour"), max_length=7, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
        editable=False,
    )
    uploaded_at = models.DateTimeField(
        _("uploaded"), default=clock.now, db_index=True, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("corrected by"),
        editable=False,
    )
    corrected_at = models.DateTimeField(_("corrected"), null=True, blank=True, editable=False)

    known_before = False
    """Whether `take_in` found the same file in the archive instead of adding it."""

    objects: ClassVar[PhotoQuerySet] = PhotoQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                name="photo_focal_point_inside",
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="photo_size_positive",
                condition=Q(width__gt=0, height__gt=0, byte_count__gt=0),
            ),
            models.CheckConstraint(name="photo_version_positive", condition=Q(version__gt=0)),
            models.CheckConstraint(
                name="photo_format_known", condition=Q(format__in=sorted(FORMATS))
            ),
        ]

    def __str__(self) -> str:
        return self.caption[:80] or self.alt[:80] or self.source_name or f"#{self.pk}"
