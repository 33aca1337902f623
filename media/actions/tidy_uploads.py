"""Which files belong to nobody?

A process that is killed between writing files and writing rows leaves files behind, and a moved
focal point leaves crops that pages in caches may still show. Both are swept when they are old.
"""

from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import Storage

from media.models import Photo, Rendition
from media.models.stores import originals, uploads
from media.rules.names import RENDITIONS_FOLDER


def tidy_uploads(*, before: datetime) -> int:
    """Delete files older than the moment that no row speaks of; return how many."""
    shown = _old_files(uploads(), RENDITIONS_FOLDER, before)
    loose = [(uploads(), name) for name in shown if not _is_rendition(name)]
    kept = _old_files(originals(), "", before)
    loose += [(originals(), name) for name in kept if not _is_original(name)]
    for store, name in loose:
        store.delete(name)
    return len(loose)


def _is_rendition(name: str) -> bool:
    return Rendition.objects.filter(file=name).exists()


def _is_original(name: str) -> bool:
    return Photo.objects.filter(original=name).exists()


def _old_files(store: Storage, folder: str, before: datetime) -> Iterator[str]:
    """Yield the old files under a folder."""
    try:
        folders, names = store.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        path = f"{folder}/{name}".lstrip("/")
        if store.get_modified_time(path) < before:
            yield path
    for inner in folders:
        yield from _old_files(store, f"{folder}/{inner}".lstrip("/"), before)
