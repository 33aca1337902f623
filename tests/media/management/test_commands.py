"""What can an operator run?"""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from media.models.stores import originals


def said_by(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def test_missing_renditions_are_made(harbour):
    harbour.renditions.filter(format="avif").delete()

    assert "renditions made" in said_by("make_renditions", missing=True)
    assert said_by("make_renditions", missing=True) == "0 renditions made.\n"
    assert harbour.renditions.filter(format="avif").exists()


def test_a_photo_without_its_original_is_named_and_the_rest_goes_on(harbour):
    originals().delete(str(harbour.original))

    with pytest.raises(CommandError, match=f"photo {harbour.pk}: The original"):
        said_by("make_renditions")


def test_loose_files_are_swept(harbour, archive):
    loose = archive / "originals" / "loose.jpg"
    loose.write_bytes(b"x")
    os.utime(loose, (1, 1))  # written long before this millisecond

    assert said_by("tidy_uploads", days=0) == "1 files deleted.\n"
