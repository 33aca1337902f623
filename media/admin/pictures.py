"""Which picture of a photo is shown on its pages?"""

from django.template.defaultfilters import filesizeformat

from media.models import Photo
from media.models.stores import uploads

LARGE = 1280  # pixels of width at most


def large_of(photo: Photo) -> str:
    """Return the address of the largest picture that still loads quickly; one query."""
    shown = photo.renditions.filter(crop="", format="webp", width__lte=LARGE)
    largest = shown.order_by("-width").first()
    return uploads().url(str(largest.file)) if largest else ""


def size_of(photo: Photo) -> str:
    """Return pixels and bytes in words."""
    return f"{photo.width} × {photo.height}, {filesizeformat(photo.byte_count)}"
