"""What is told of one change, to people who compare two states of a story?"""

from dataclasses import dataclass
from typing import Any

from articles.rules.excerpt import Gap
from articles.rules.reading_order import Change
from articles.rules.wording import Segment


@dataclass(frozen=True, slots=True)
class Pictures:
    """The photo before and after, as the desk shows it; None where there is none."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def is_same(self) -> bool:
        """Return whether the photo stayed and is shown so that one knows which it is."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that can be said of a fact or a part: what it is, and how it changed.

    `words` is running text, `items` a list of names, `pictures` a photo; `is_setting` says that
    only the setting of the text changed, `paragraphs` how many left or came as they were (`words`
    is how they begin).
    """

    what: str
    paragraphs: int = 0
    words: tuple[Segment | Gap, ...] = ()
    items: tuple[Segment, ...] = ()
    pictures: Pictures | None = None
    is_setting: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A fact, heading or block, what happened to it, and the details that changed.

    `part` is what `restore_block` takes; `was_in` the heading under which it stood before.
    """

    kind: str
    part: str
    change: Change
    details: tuple[Detail, ...] = ()
    heading: str = ""
    was_in: str | None = None

    @property
    def is_carried(self) -> bool:
        """Return whether all of it stood elsewhere, or stands there now, as it was."""
        carried = {"left", "came"} >= {detail.what for detail in self.details}
        return carried and bool(self.details) and self.change in {"added", "removed"}

    @property
    def can_return(self) -> bool:
        """Return whether it stood there before, so that it can become again what it was."""
        return self.change not in {"same", "added"} and self.part != "/corrections"
