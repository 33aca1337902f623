"""How do renditions come into the store and into the database?"""

from media.actions.files import FreshFiles, token
from media.actions.render import Print
from media.models import Photo, Rendition
from media.models.stores import uploads
from media.rules.formats import FORMATS
from media.rules.names import rendition_name


def store_prints(prints: list[Print], files: FreshFiles) -> list[Rendition]:
    """Write the files, and return their rows, unsaved and not yet of any photo."""
    mark = token()
    return [_stored(sheet, mark, files) for sheet in prints]


def hang(photo: Photo, renditions: list[Rendition]) -> None:
    """Save the renditions as the photo's."""
    for rendition in renditions:
        rendition.photo = photo
    Rendition.objects.bulk_create(renditions)


def _stored(sheet: Print, mark: str, files: FreshFiles) -> Rendition:
    name = rendition_name(mark, sheet.cut.crop, sheet.cut.width, FORMATS[sheet.format].extension)
    return Rendition(
        crop=sheet.cut.crop,
        format=sheet.format,
        width=sheet.cut.width,
        height=sheet.cut.height,
        file=files.write(uploads(), name, sheet.data),
        byte_count=len(sheet.data),
    )
