"""What did the authors of the demo newsroom write? Their files, read."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEMO = Path(__file__).parent.parent / "demo"
Written = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Manuscripts:
    """The demo as written: `newsroom`, the stories in order, and the threads of replies."""

    newsroom: Written
    stories: list[Written]
    threads: list[Written]


def manuscripts() -> Manuscripts:
    """Return all that the demo is made of; stories stand after those they translate."""
    stories = [_read(path) for path in sorted((DEMO / "stories").glob("*.toml"))]
    return Manuscripts(
        newsroom=_read(DEMO / "newsroom.toml"),
        stories=sorted(stories, key=lambda story: "translation_of" in story),
        threads=_read(DEMO / "comments.toml")["threads"],
    )


def photo_file(stem: str) -> Path:
    """Return where a photo of the demo lies."""
    return DEMO / "photos" / f"{stem}.jpg"


def _read(path: Path) -> Written:
    return tomllib.loads(path.read_text(encoding="utf-8"))
