"""How is no file left behind without a row, and no row without its file?

Files are written before the rows, under names that are used once; when the rows do not come,
the files that were written are deleted.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

log = logging.getLogger(__name__)


class FreshFiles:
    """The files written so far that no committed row speaks of."""

    def __init__(self) -> None:
        self._written: list[tuple[Storage, str]] = []

    def write(self, store: Storage, name: str, data: bytes) -> str:
        """Write the bytes and return the name the store gave them."""
        self._written.append((store, name))
        given = store.save(name, ContentFile(data))
        self._written[-1] = (store, given)
        return given

    def discard(self) -> None:
        """Delete all of them; a file that cannot be deleted is reported, not fatal."""
        for store, name in self._written:
            try:
                store.delete(name)
            except Exception:
                log.exception("a fresh file could not be deleted")
        self._written.clear()


@contextmanager
def fresh_files() -> Iterator[FreshFiles]:
    """Keep what is written inside if the block ends well, delete it otherwise."""
    files = FreshFiles()
    try:
        yield files
    except BaseException:
        files.discard()
        raise


def token() -> str:
    """Return a name part that nobody used before and nobody can guess."""
    return secrets.token_hex(12)
