"""Where do the files lie?"""

from django.core.files.storage import Storage, storages


def originals() -> Storage:
    """Return the private store of the files as they were uploaded; it has no public address."""
    return storages["originals"]


def uploads() -> Storage:
    """Return the public store of the renditions."""
    return storages["default"]
