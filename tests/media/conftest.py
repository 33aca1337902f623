"""Who and what is there when a test of the media room begins?"""

from pathlib import Path

import pytest

from tests.darkroom import photo_of
from tests.media.pictures import photo_bytes


@pytest.fixture
def archive(tmp_path):
    """Return the folder that holds this test's two stores."""
    return tmp_path


@pytest.fixture
def files(archive):
    """Return a function that lists all files in both stores."""

    def listed(folder: str = "") -> list[Path]:
        return sorted(path for path in (archive / folder).rglob("*") if path.is_file())

    return listed


@pytest.fixture
def harbour(ada):
    """A small photo with all its words."""
    return photo_of(
        data=photo_bytes(width=800, height=600),
        name="harbour.jpg",
        by=ada,
        caption="The harbour at dawn",
        credit="Ada / Courier",
        alt="Four coloured quarters",
    )
