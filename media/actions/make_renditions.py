"""How does a photo get the renditions it should have?"""

from django.db import transaction

from cms.kernel.announce import announce
from media.actions.again import picture_of
from media.actions.files import fresh_files
from media.actions.prints import hang, store_prints
from media.actions.refusals import StalePhoto
from media.actions.render import Print, render
from media.models import Photo, Rendition
from media.models.stores import uploads
from media.rules.crops import cuts
from media.rules.formats import FORMATS, shown_formats

Key = tuple[str, int, str]


def make_renditions(*, photo: Photo, missing_only: bool = True) -> int:
    """Render the photo again, all of it or only what lacks a row or a file; return how many.

    Replaced rows get files of new names. Raises StalePhoto when the photo was corrected while
    it was rendered, OriginalMissing, UnreadablePhoto.
    """
    kept = _whole_keys(photo) if missing_only else set()
    wanted = _wanted_keys(photo)
    if not wanted - kept:
        return 0
    with fresh_files() as files:
        prints = [sheet for sheet in _all_prints(photo) if _key(sheet) not in kept]
        _replace(photo, kept, store_prints(prints, files))
    return len(prints)


def _wanted_keys(photo: Photo) -> set[Key]:
    formats = shown_formats(FORMATS[photo.format])
    pictures = cuts(photo.width, photo.height, photo.focal_x, photo.focal_y)
    return {(cut.crop, cut.width, form) for cut in pictures for form in formats}


def _whole_keys(photo: Photo) -> set[Key]:
    """Return the renditions whose row and file are both there."""
    store = uploads()
    return {
        (rendition.crop, rendition.width, rendition.format)
        for rendition in photo.renditions.all()
        if store.exists(str(rendition.file))
    }


def _all_prints(photo: Photo) -> list[Print]:
    pictures = cuts(photo.width, photo.height, photo.focal_x, photo.focal_y)
    return render(picture_of(photo), pictures, shown_formats(FORMATS[photo.format]))


def _key(sheet: Print) -> Key:
    return (sheet.cut.crop, sheet.cut.width, sheet.format)


@transaction.atomic
def _replace(photo: Photo, kept: set[Key], fresh: list[Rendition]) -> None:
    same = Photo.objects.select_for_update().filter(pk=photo.pk, version=photo.version)
    if not same.exists():
        raise StalePhoto
    for rendition in photo.renditions.all():
        if (rendition.crop, rendition.width, rendition.format) not in kept:
            rendition.delete()
    hang(photo, fresh)
    announce("photo.updated", str(photo.pk))
