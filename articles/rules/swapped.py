"""What becomes of a story when one photo takes the place of another?"""

from dataclasses import dataclass, replace

from articles.rules.copy import ArticleCopy, Block, Figure


@dataclass(frozen=True, slots=True)
class Print:
    """A photo with the words that the archive has for it."""

    photo: int
    caption: str = ""
    credit: str = ""
    alt: str = ""


def with_other_photo(copy: ArticleCopy, was: Print, now: Print) -> ArticleCopy:
    """Return the copy with `now` wherever it showed `was`, at its head and in its text.

    Credit and alternative text tell of the picture, so they become those of the new one, even
    where it has none. A caption that was written for the story stays; one that the archive
    proposed, or none, becomes the new one's.
    """
    return replace(
        copy,
        lead=_swapped(copy.lead, was, now) if copy.lead else None,
        sections=tuple(
            replace(section, blocks=tuple(_block(block, was, now) for block in section.blocks))
            for section in copy.sections
        ),
    )


def _block(block: Block, was: Print, now: Print) -> Block:
    return _swapped(block, was, now) if isinstance(block, Figure) else block


def _swapped(figure: Figure, was: Print, now: Print) -> Figure:
    if figure.photo != was.photo:
        return figure
    own = figure.caption.strip() not in {"", was.caption.strip()}
    caption = figure.caption if own else now.caption
    return replace(figure, photo=now.photo, caption=caption, credit=now.credit, alt=now.alt)
