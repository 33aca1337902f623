"""How does a story stand with its readers: written, waiting, live, gone?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Code = Literal["draft", "submitted", "scheduled", "live", "expired", "withdrawn"]


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What is known of a story at a moment.

    `live_from` is when the edition that readers see began, `live_until` when it ends;
    `next_from` is when the next edition begins; `published_at` when an editor last published or
    scheduled, `changed_at` when the working copy last changed.
    """

    changed_at: datetime
    submitted_at: datetime | None = None
    first_published_at: datetime | None = None
    live_from: datetime | None = None
    live_until: datetime | None = None
    next_from: datetime | None = None
    withdrawn_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a story, and the moments that belong to it.

    `since` is when the state began (None where nobody noted it); `until` when readers stop seeing
    the story; `next_at` when an edition ahead takes effect; `unseen` says that the working copy has
    changes which no edition, live or ahead, holds.
    """

    code: Code
    since: datetime | None = None
    until: datetime | None = None
    next_at: datetime | None = None
    unseen: bool = False


def standing(facts: StoryFacts, now: datetime) -> Standing:
    """Return how the story stands at the moment."""
    published = facts.published_at
    unseen = published is not None and facts.changed_at > published
    if facts.live_from is not None:
        until = None if facts.live_until == facts.next_from else facts.live_until
        return Standing("live", facts.live_from, until, facts.next_from, unseen)
    if facts.next_from is not None:
        return Standing("scheduled", None, None, facts.next_from, unseen)
    return _unseen_by_readers(facts, now)


def _unseen_by_readers(facts: StoryFacts, now: datetime) -> Standing:
    """Return how a story stands that has no edition, live or ahead."""
    if facts.withdrawn_at is not None:
        return Standing("withdrawn", facts.withdrawn_at)
    if facts.first_published_at is not None and facts.first_published_at <= now:
        return Standing("expired")
    if facts.submitted_at is not None:
        return Standing("submitted", facts.submitted_at)
    return Standing("draft")
