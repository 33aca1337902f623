"""How does a photo leave the archive?"""

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from cms.kernel.usage import Use, counted, used
from media.actions.refusals import PhotoInUse, StalePhoto
from media.models import Photo
from media.models.stores import originals, uploads

_NAMED = 5


@transaction.atomic
def discard_photo(*, photo: Photo, version: int | None = None) -> None:
    """Delete the photo, its renditions and, once that is certain, the files.

    Held first: whoever shows it meanwhile either comes before, or finds it gone. Raises PhotoInUse
    (409), naming the stories, when one holds on to it: in its draft, or only in what its readers
    see; StalePhoto (412), Photo.DoesNotExist.
    """
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    if version is not None and version != photo.version:
        raise StalePhoto(version=photo.version)
    if uses := used("photo", [photo.pk])[photo.pk]:
        raise PhotoInUse(stories=named(uses), story_count=counted("photo", [photo.pk])[photo.pk])
    names = list(photo.renditions.values_list("file", flat=True))
    original = str(photo.original)
    try:
        with transaction.atomic():
            photo.delete()
    except (ProtectedError, RestrictedError):
        raise PhotoInUse(stories="-", story_count=0) from None
    transaction.on_commit(lambda: _delete_files(original, names), robust=True)


def named(uses: list[Use]) -> str:
    """Return the first few users by name."""
    first = ", ".join(f"“{use.told}”" for use in uses[:_NAMED])
    return f"{first}, …" if len(uses) > _NAMED else first


def _delete_files(original: str, renditions: list[str]) -> None:
    for name in renditions:
        uploads().delete(name)
    originals().delete(original)
