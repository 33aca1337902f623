"""What may the public know of a photo?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from media.models import Photo, Rendition
from media.models.stores import uploads
from media.rules.formats import FORMATS

_SHOWN = (
    "id", "alt", "caption", "credit", "width", "height", "focal_x", "focal_y", "blurhash",
    "dominant_colour", "format",
)  # fmt: skip


def photo_facts(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the public shape of each photo that exists, by id, in two queries.

    `renditions` holds the whole picture, by format then width; `url` is the largest of them in
    the original's own format, never the original. Addresses are absolute. A photo whose
    renditions are not made yet has `url` "".
    """
    wanted = set(ids)
    if not wanted:
        return {}
    renditions = _renditions(wanted, crop="")
    photos = Photo.objects.filter(pk__in=wanted).values(*_SHOWN)
    return {photo["id"]: _shape(photo, renditions[photo["id"]]) for photo in photos}


def photo_crops(ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Return what is cut around each photo's focal point, by id, in one query.

    Each entry: `{crop, width, height, format, url}`, by crop, format and width.
    """
    wanted = set(ids)
    rows = (
        Rendition.objects.filter(photo__in=wanted)
        .exclude(crop="")
        .order_by("crop", "format", "width")
        .values("photo", "crop", "width", "height", "format", "file")
    )
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in wanted}
    for row in rows if wanted else ():
        found[row["photo"]].append({"crop": row["crop"], **_file(row)})
    return found


def public_url(name: str) -> str:
    """Return the absolute address of a file in the public store."""
    return urljoin(settings.SITE_URL, uploads().url(name))


def _renditions(ids: set[int], *, crop: str) -> defaultdict[int, list[dict[str, Any]]]:
    rows = (
        Rendition.objects.filter(photo__in=ids, crop=crop)
        .order_by("format", "width")
        .values("photo", "width", "height", "format", "file")
    )
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["photo"]].append(_file(row))
    return found


def _file(row: Mapping[str, object]) -> dict[str, Any]:
    return {
        "width": row["width"],
        "height": row["height"],
        "format": row["format"],
        "url": public_url(str(row["file"])),
    }


def _shape(photo: dict[str, Any], renditions: list[dict[str, Any]]) -> dict[str, Any]:
    shown_as = FORMATS[photo["format"]].shown_as
    own = [rendition["url"] for rendition in renditions if rendition["format"] == shown_as]
    return {
        "id": photo["id"],
        "alt": photo["alt"],
        "caption": photo["caption"],
        "credit": photo["credit"],
        "width": photo["width"],
        "height": photo["height"],
        "focal_point": {"x": photo["focal_x"], "y": photo["focal_y"]},
        "blurhash": photo["blurhash"],
        "dominant_colour": photo["dominant_colour"],
        "url": own[-1] if own else "",
        "renditions": renditions,
    }
