"""How is put right what is said about a photo?"""

from typing import Any, Unpack

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import Invalid, Missing, at_field
from media.actions.again import picture_of
from media.actions.files import FreshFiles, fresh_files
from media.actions.messages import FAULTS
from media.actions.prints import hang, store_prints
from media.actions.refusals import StalePhoto
from media.actions.render import render
from media.models import Photo, Rendition
from media.rules.corrections import Changes, cleaned, faults, moves_focus
from media.rules.crops import focal_cuts
from media.rules.formats import FORMATS, shown_formats


def correct_photo(
    *, photo: Photo, by: AbstractBaseUser | None, version: int, **changes: Unpack[Changes]
) -> Photo:
    """Correct caption, credit, alternative text or focal point, and return the photo as it is now.

    `version` is the one the corrector saw. What is the same as before is no correction: then
    nothing is written and nobody is told. A moved focal point cuts the crops anew; the files of
    the old ones stay until `tidy_uploads`, because pages out there still show them.
    Raises StalePhoto, Invalid, Missing.
    """
    present = Photo.objects.filter(pk=photo.pk).first()
    if present is None:
        raise Missing
    if present.version != version:
        raise StalePhoto(version=present.version)
    differing = _differing(present, changes)
    if differing:
        with fresh_files() as files:
            crops = _crops(present, differing, files) if moves_focus(differing) else None
            _write(present, by, differing, crops)
    present.refresh_from_db()
    return present


def _differing(present: Photo, changes: Changes) -> dict[str, Any]:
    wanted = cleaned(changes)
    if wrong := [at_field(field, code, FAULTS[code]) for field, code in faults(wanted)]:
        raise Invalid(wrong)
    return {field: value for field, value in wanted.items() if getattr(present, field) != value}


def _crops(present: Photo, changes: dict[str, Any], files: FreshFiles) -> list[Rendition]:
    focal_x = changes.get("focal_x", present.focal_x)
    focal_y = changes.get("focal_y", present.focal_y)
    cuts = focal_cuts(present.width, present.height, focal_x, focal_y)
    formats = shown_formats(FORMATS[present.format])
    return store_prints(render(picture_of(present), cuts, formats), files)


@transaction.atomic
def _write(
    present: Photo,
    by: AbstractBaseUser | None,
    changes: dict[str, Any],
    crops: list[Rendition] | None,
) -> None:
    corrected = Photo.objects.correct_if(
        pk=present.pk,
        version=present.version,
        corrected_by_id=by.pk if by else None,
        corrected_at=clock.now(),
        **changes,
    )
    if not corrected:
        raise StalePhoto
    if crops is not None:
        present.renditions.exclude(crop="").delete()
        hang(present, crops)
    announce("photo.updated", str(present.pk))
