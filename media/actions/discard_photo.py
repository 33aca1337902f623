"""How does a photo leave the archive?"""

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from media.actions.refusals import PhotoInUse
from media.models import Photo
from media.models.stores import originals, uploads


@transaction.atomic
def discard_photo(*, photo: Photo) -> None:
    """Delete the photo, its renditions and, once that is certain, the files.

    Raises PhotoInUse when an article holds on to it.
    """
    names = list(photo.renditions.values_list("file", flat=True))
    original = str(photo.original)
    try:
        with transaction.atomic():
            photo.delete()
    except (ProtectedError, RestrictedError):
        raise PhotoInUse from None
    transaction.on_commit(lambda: _delete_files(original, names), robust=True)


def _delete_files(original: str, renditions: list[str]) -> None:
    for name in renditions:
        uploads().delete(name)
    originals().delete(original)
