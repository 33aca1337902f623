"""How does a photo come into the archive?"""

import hashlib
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from cms.kernel.errors import Invalid, at_field
from media.actions.develop import Picture, develop, too_large
from media.actions.files import FreshFiles, fresh_files, token
from media.actions.messages import FAULTS
from media.actions.prints import hang, store_prints
from media.actions.render import render
from media.actions.thumbnail import thumbnail_of
from media.models import Photo, Rendition
from media.models.stores import originals
from media.rules import names
from media.rules.corrections import Changes, cleaned, faults
from media.rules.crops import cuts
from media.rules.formats import shown_formats
from media.rules.limits import Limits, breach_of_bytes
from media.rules.placeholder import blurhash_of, dominant_colour
from media.rules.words import Words, merged


class Readable(Protocol):
    """A file that is open for reading bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes."""


@dataclass(frozen=True, slots=True)
class _Roll:
    """Everything known of a photo before it has a row."""

    raw: bytes
    sha256: str
    picture: Picture
    words: Words
    name: str
    by: AbstractBaseUser | None
    focal: tuple[float, float]


def take_in(  # noqa: PLR0913 - what may be told about a photo with its file
    *,
    data: bytes | Readable,
    name: str,
    by: AbstractBaseUser | None,
    caption: str = "",
    credit: str = "",
    alt: str = "",
    focal: tuple[float, float] = (0.5, 0.5),
) -> Photo:
    """Take a file into the archive and return its photo, with all its renditions.

    The same file again returns the photo that is there (`known_before` is True) and changes
    nothing. Caption, credit and alternative text that are not given are read from the file.
    `focal` is the point that every crop keeps, as shares of width and height from the top left.
    Raises UnreadablePhoto, PhotoTooLarge, PhotoFormatRefused, or Invalid for overlong texts and
    a focal point outside.
    """
    x, y = focal
    given = _checked(Changes(caption=caption, credit=credit, alt=alt, focal_x=x, focal_y=y))
    raw = bytes_of(data)
    sha256 = fingerprint(raw)
    if known := _known(sha256):
        return known
    with fresh_files() as files:
        picture = develop(raw, limits())
        words = merged(given, picture.words)
        roll = _Roll(raw, sha256, picture, words, names.source_name(name), by, focal)
        return _archive(roll, files)


def limits() -> Limits:
    """Return what this newsroom accepts, from the settings."""
    return Limits(byte_count=settings.PHOTO_MAX_BYTES, pixels=settings.PHOTO_MAX_PIXELS)


def _checked(given: Changes) -> Words:
    tidy = cleaned(given)
    if wrong := [at_field(field, code, FAULTS[code]) for field, code in faults(tidy)]:
        raise Invalid(wrong)
    return Words(tidy["caption"], tidy["credit"], tidy["alt"])


def bytes_of(data: bytes | Readable) -> bytes:
    """Return the whole file, having read at most one byte more than is allowed.

    Raises PhotoTooLarge.
    """
    most = limits()
    raw = data if isinstance(data, bytes) else data.read(most.byte_count + 1)
    if breach_of_bytes(len(raw), most):
        raise too_large(most)
    return raw


def fingerprint(raw: bytes) -> str:
    """Return what tells one file from all others."""
    return hashlib.sha256(raw).hexdigest()


def _known(sha256: str) -> Photo | None:
    photo = Photo.objects.filter(sha256=sha256).first()
    if photo:
        photo.known_before = True
    return photo


def _archive(roll: _Roll, files: FreshFiles) -> Photo:
    """Write the files, then the rows; whoever loses to a twin upload returns the twin."""
    picture = roll.picture
    pictures = cuts(picture.width, picture.height, *roll.focal)
    renditions = store_prints(render(picture, pictures, shown_formats(picture.form)), files)
    name = names.original_name(roll.sha256, token(), picture.form.extension)
    original = files.write(originals(), name, roll.raw)
    try:
        return _rows(roll, original, renditions)
    except IntegrityError:
        twin = _known(roll.sha256)
        if twin is None:
            raise
        files.discard()
        return twin


@transaction.atomic
def _rows(roll: _Roll, original: str, renditions: list[Rendition]) -> Photo:
    photo = Photo.objects.create(
        original=original,
        sha256=roll.sha256,
        byte_count=len(roll.raw),
        caption=roll.words.caption,
        credit=roll.words.credit,
        alt=roll.words.alt,
        source_name=roll.name,
        focal_x=roll.focal[0],
        focal_y=roll.focal[1],
        uploaded_by_id=roll.by.pk if roll.by else None,
        **facts_of(roll.picture),
    )
    hang(photo, renditions)
    return photo


def facts_of(picture: Picture) -> dict[str, Any]:
    """Return what a photo's row says of its picture."""
    thumbnail = thumbnail_of(picture.master)
    return {
        "format": picture.form.name,
        "width": picture.width,
        "height": picture.height,
        "blurhash": blurhash_of(thumbnail),
        "dominant_colour": dominant_colour(thumbnail),
    }
