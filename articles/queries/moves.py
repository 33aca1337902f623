"""Which moves brought a story to where it stands, and who made them?"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import TimelineEntry
from articles.models.history import Did

READ = 40  # entries; a state is explained by the newest of its kind
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Moves:
    """What was done to a story, the newest first."""

    entries: Sequence[TimelineEntry] = ()

    @property
    def newest(self) -> Sequence[TimelineEntry]:
        """Return the few that stand beside the text."""
        return self.entries[:SHOWN]

    def last(self, *kinds: Did) -> TimelineEntry | None:
        """Return the newest entry of these kinds."""
        return next((entry for entry in self.entries if entry.did in kinds), None)


def moves_of(article_id: int | None) -> Moves:
    """Return the newest moves of a story; one query."""
    if article_id is None:
        return Moves()
    rows = TimelineEntry.objects.filter(article=article_id).exclude(did=Did.SAVED)
    return Moves(list(rows.select_related("by").order_by("-at", "-pk")[:READ]))
