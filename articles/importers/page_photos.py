"""Which file of a folder is which photo of a page?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser

from articles.rules.names import folded
from articles.rules.page import Figure, Proposal
from media.actions.take_in import take_in
from media.models import Photo

ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"}
_NUMBERED = re.compile(r"(?:photo|image|figure|picture)?[ _-]*0*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """A file for a figure."""

    figure: Figure
    file: Path


def figures_of(proposal: Proposal) -> list[Figure]:
    """Return the photos of a page in reading order, the lead first."""
    blocks = [block for section in proposal.sections for block in section.blocks]
    lead = [proposal.lead] if proposal.lead else []
    return [*lead, *(block for block in blocks if isinstance(block, Figure))]


def matches(proposal: Proposal, folder: Path) -> list[Match]:
    """Return the file of each figure that has one; a file is used once.

    A file matches by its number on the page ("2.jpg", "photo-2.png", and "lead.jpg" is the
    first), or else by its name: all its words stand in the caption. Raises OSError.
    """
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    return list(_matched(figures_of(proposal), files))


def _matched(figures: Sequence[Figure], files: list[Path]) -> Iterator[Match]:
    for number, figure in enumerate(figures, start=1):
        fitting = [path for path in files if _fits(path, number, figure)]
        if fitting:
            best = max(fitting, key=lambda path: (_number(path) == number, len(path.stem)))
            files.remove(best)
            yield Match(figure, best)


def _fits(path: Path, number: int, figure: Figure) -> bool:
    if said := _number(path):
        return said == number
    words = folded(path.stem.replace("_", " ").replace("-", " ")).split()
    caption = set(folded(figure.caption).split())
    return bool(words) and all(word in caption for word in words)


def _number(path: Path) -> int:
    """Return the number that a file's name says; 0 for none."""
    if path.stem.lower() == "lead":
        return 1
    found = _NUMBERED.fullmatch(path.stem)
    return int(found[1]) if found else 0


def bring(match: Match, *, by: AbstractBaseUser | None) -> Photo:
    """Take the file into the archive, or find it there.

    Raises OSError, and what media.actions.take_in raises.
    """
    with match.file.open("rb") as file:
        return take_in(
            data=file,
            name=match.file.name,
            by=by,
            caption=match.figure.caption,
            credit=match.figure.credit,
        )
