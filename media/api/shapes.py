"""What does a photo look like in an answer?

Shapes only: they describe the plain values of `media.queries.photos` for the OpenAPI document.
"""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from media.rules.crops import CROPS
from media.rules.formats import FORMATS

_FORMATS = sorted({form.shown_as for form in FORMATS.values()} | {"avif", "webp"})


class FocalPointShape(serializers.Serializer[dict[str, float]]):
    """The spot that must stay in sight when the picture is cut."""

    x = serializers.FloatField(
        min_value=0, max_value=1, help_text=_("From the left edge (0) to the right edge (1).")
    )
    y = serializers.FloatField(
        min_value=0, max_value=1, help_text=_("From the top edge (0) to the bottom edge (1).")
    )


class RenditionShape(serializers.Serializer[dict[str, object]]):
    """The picture at one width in one format."""

    width = serializers.IntegerField(min_value=1, help_text=_("In pixels."))
    height = serializers.IntegerField(min_value=1, help_text=_("In pixels."))
    format = serializers.ChoiceField(choices=_FORMATS, help_text=_("How the file is encoded."))
    url = serializers.URLField(help_text=_("Absolute; the file behind it never changes."))


class PhotoShape(serializers.Serializer[dict[str, object]]):
    """A photo with its renditions."""

    id = serializers.IntegerField(help_text=_("The photo's number."))
    alt = serializers.CharField(
        allow_blank=True, help_text=_("What the picture shows, for those who do not see it.")
    )
    caption = serializers.CharField(allow_blank=True, help_text=_("The line under the picture."))
    credit = serializers.CharField(allow_blank=True, help_text=_("Whose picture it is."))
    width = serializers.IntegerField(
        min_value=1, help_text=_("Of the whole picture as taken, in pixels.")
    )
    height = serializers.IntegerField(
        min_value=1, help_text=_("Of the whole picture as taken, in pixels.")
    )
    focal_point = FocalPointShape(help_text=_("What must stay in sight when the picture is cut."))
    blurhash = serializers.CharField(
        allow_blank=True, help_text=_("A blurred stand-in while the picture loads (blurha.sh).")
    )
    dominant_colour = serializers.RegexField(
        r"^#[0-9a-f]{6}$", help_text=_("A stand-in colour, as #rrggbb.")
    )
    url = serializers.URLField(
        allow_blank=True,
        help_text=_("The largest rendition in the original's own format."),
    )
    renditions = RenditionShape(
        many=True, help_text=_("The whole picture, by format and then by width.")
    )


class CropShape(RenditionShape):
    """A part of the picture around its focal point."""

    crop = serializers.ChoiceField(choices=sorted(CROPS), help_text=_("Width to height."))
