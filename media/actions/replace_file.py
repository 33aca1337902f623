"""How does a photo get another file, everywhere it is used, and stay the same photo?"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import Missing
from media.actions.develop import Picture, develop
from media.actions.files import FreshFiles, fresh_files, token
from media.actions.prints import hang, store_prints
from media.actions.refusals import FileTaken, StalePhoto
from media.actions.render import render
from media.actions.take_in import Readable, bytes_of, facts_of, fingerprint, limits
from media.models import Photo, Rendition
from media.models.stores import originals
from media.rules import names
from media.rules.crops import cuts
from media.rules.formats import shown_formats
from media.rules.words import Words, merged

MIDDLE = (0.5, 0.5)


def replace_file(
    *,
    photo: Photo,
    data: bytes | Readable,
    name: str,
    by: AbstractBaseUser | None,
    version: int,
    keep_focus: bool = True,
) -> Photo:
    """Give the photo this file, with renditions of it, and return the photo as it is now.

    `version` is the one that was before the editor's eyes. Words stay; those that are empty are
    read from the new file. The focal point stays unless `keep_focus` is False: then it is the
    middle. Whatever shows the photo follows in the same transaction; the files of before stay
    until `tidy_uploads`, because pages out there still show them. The photo's own file again
    changes nothing (`known_before` is True).
    Raises StalePhoto, Missing, UnreadablePhoto, PhotoTooLarge, PhotoFormatRefused, or FileTaken
    when another photo has this file.
    """
    present = Photo.objects.filter(pk=photo.pk).first()
    if present is None:
        raise Missing
    if present.version != version:
        raise StalePhoto(version=present.version)
    raw = bytes_of(data)
    if fingerprint(raw) == present.sha256:
        present.known_before = True
        return present
    _demand_free(fingerprint(raw))
    with fresh_files() as files:
        picture = develop(raw, limits())
        focal = (present.focal_x, present.focal_y) if keep_focus else MIDDLE
        changes = _facts(present, raw, picture, files) | {
            "source_name": names.source_name(name),
            "focal_x": focal[0],
            "focal_y": focal[1],
            "corrected_by_id": by.pk if by else None,
        }
        _write(present, changes, _prints(picture, focal, files))
    present.refresh_from_db()
    return present


def _demand_free(sha256: str) -> None:
    twin = Photo.objects.filter(sha256=sha256).first()
    if twin is not None:
        raise FileTaken(photo=twin.pk, told=str(twin))


def _facts(present: Photo, raw: bytes, picture: Picture, files: FreshFiles) -> dict[str, Any]:
    words = merged(Words(present.caption, present.credit, present.alt), picture.words)
    sha256 = fingerprint(raw)
    name = names.original_name(sha256, token(), picture.form.extension)
    return facts_of(picture) | {
        "original": files.write(originals(), name, raw),
        "sha256": sha256,
        "byte_count": len(raw),
        "caption": words.caption,
        "credit": words.credit,
        "alt": words.alt,
    }


def _prints(picture: Picture, focal: tuple[float, float], files: FreshFiles) -> list[Rendition]:
    pictures = cuts(picture.width, picture.height, *focal)
    return store_prints(render(picture, pictures, shown_formats(picture.form)), files)


def _write(present: Photo, changes: dict[str, Any], renditions: list[Rendition]) -> None:
    """Write the rows; whoever loses to another upload of the same file is told of it."""
    try:
        _rows(present, changes, renditions)
    except IntegrityError:
        _demand_free(changes["sha256"])
        raise


@transaction.atomic
def _rows(present: Photo, changes: dict[str, Any], renditions: list[Rendition]) -> None:
    corrected = Photo.objects.correct_if(
        pk=present.pk, version=present.version, corrected_at=clock.now(), **changes
    )
    if not corrected:
        raise StalePhoto
    present.renditions.all().delete()
    hang(present, renditions)
    announce("photo.updated", str(present.pk), file_replaced=True)
