"""How are replies to a story taken at a moment? Of site, category and story the strictest wins.

Everything is decided by the clock: what closes or tightens after so many days does so to the
second, with no worker.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

POLICIES = ("open", "postmoderated", "premoderated", "closed")  # the mildest first
REPLIERS = ("everybody", "verified", "members")
CLOSED, PREMODERATED = "closed", "premoderated"


@dataclass(frozen=True, slots=True)
class Layer:
    """What the site, a category or a story demands; "" and None demand nothing."""

    policy: str = ""
    repliers: str = ""
    premoderated_after_days: int | None = None
    closes_after_days: int | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds at the moment, and when it began or will end.

    `closes_at` is the moment from which no reply is taken (None: never, or closed for good);
    `edge` the next moment at which the clock changes anything of this.
    """

    policy: str
    repliers: str
    closes_at: datetime | None
    edge: datetime | None

    @property
    def open(self) -> bool:
        """Return whether replies are taken."""
        return self.policy != CLOSED


def in_force(layers: Sequence[Layer], *, published_at: datetime | None, at: datetime) -> InForce:
    """Return what holds for a story that was first published at `published_at`.

    A story that was not published yet has no age.
    """
    closes_at = min(_closings(layers, published_at), default=None)
    tightens_at = min(
        _after(published_at, (layer.premoderated_after_days for layer in layers)), default=None
    )
    policies = [layer.policy for layer in layers]
    if tightens_at is not None and tightens_at <= at:
        policies.append(PREMODERATED)
    if closes_at is not None and closes_at <= at:
        policies.append(CLOSED)
    ahead = [moment for moment in (closes_at, tightens_at) if moment is not None and moment > at]
    return InForce(
        policy=strictest(policies, POLICIES),
        repliers=strictest([layer.repliers for layer in layers], REPLIERS),
        closes_at=closes_at,
        edge=min(ahead, default=None),
    )


def strictest(said: Iterable[str], order: Sequence[str]) -> str:
    """Return the strictest of what was said; the mildest of all when nothing was."""
    return order[max((order.index(one) for one in said if one), default=0)]


def _closings(layers: Iterable[Layer], published_at: datetime | None) -> list[datetime]:
    said = [layer.closes_at for layer in layers if layer.closes_at is not None]
    return said + _after(published_at, (layer.closes_after_days for layer in layers))


def _after(published_at: datetime | None, days: Iterable[int | None]) -> list[datetime]:
    if published_at is None:
        return []
    return [published_at + timedelta(days=count) for count in days if count is not None]
