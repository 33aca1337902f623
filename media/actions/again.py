"""How is a photo rendered again from its original?"""

from media.actions.develop import Picture, develop
from media.actions.refusals import OriginalMissing
from media.models import Photo
from media.models.stores import originals
from media.rules.limits import LONGEST_SIDE, Limits


def picture_of(photo: Photo) -> Picture:
    """Return the picture in the photo's original.

    Raises OriginalMissing, or UnreadablePhoto when the file was damaged since. The limits of
    today do not count: the photo was taken in under those of its day.
    """
    try:
        with originals().open(str(photo.original)) as file:
            raw = file.read()
    except FileNotFoundError:
        raise OriginalMissing from None
    limits = Limits(len(raw), photo.width * photo.height, LONGEST_SIDE)
    return develop(raw, limits)
