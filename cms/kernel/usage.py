"""Where is something used? Those who use it say so; the room it belongs to knows none of them.

A photo is used by stories, and the media room stands below the stories. So stories register here,
from `AppConfig.ready`, and the media room asks.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from django.db.models import QuerySet

How = Literal["draft", "live", "scheduled"]


@dataclass(frozen=True, slots=True)
class Use:
    """One user of a thing: what it is called, the address of its desk, and in what it uses it.

    `needs` is the permission that it takes to see it.
    """

    told: str
    link: str
    hows: tuple[How, ...]
    needs: str = ""


@dataclass(frozen=True, slots=True)
class SwapDoor:
    """The page on which one thing is put in the place of another, and the permissions it takes."""

    page: str
    needs: tuple[str, ...]


class User(Protocol):
    """A room that uses things of one kind."""

    swap: SwapDoor

    def counted(self, ids: Collection[int]) -> dict[int, int]:
        """Return how many use each, in one query; those that nobody uses may be left out."""

    def uses(self, ids: Collection[int], most: int) -> dict[int, list[Use]]:
        """Return who uses each, `most` of them at the longest, in two queries."""

    def all_used(self) -> list[QuerySet[Any, Any]]:
        """Return the ids of everything that is used, as queries to be put into another."""


_users: defaultdict[str, list[User]] = defaultdict(list)


def register(kind: str, user: User) -> None:
    """Let `user` be asked who uses things of the kind ("photo"); twice counts once."""
    if user not in _users[kind]:
        _users[kind].append(user)


def counted(kind: str, ids: Collection[int]) -> dict[int, int]:
    """Return how many use each of the things: one query for each room that does."""
    sums: Counter[int] = Counter(dict.fromkeys(ids, 0))
    for user in _users[kind] if ids else ():
        sums.update(user.counted(ids))
    return dict(sums)


def used(kind: str, ids: Collection[int], most: int = 100) -> dict[int, list[Use]]:
    """Return who uses each of the things, at most `most` of every room."""
    found: dict[int, list[Use]] = {number: [] for number in ids}
    for user in _users[kind] if ids else ():
        for number, uses in user.uses(ids, most).items():
            found[number].extend(uses)
    return found


def all_used(kind: str) -> list[QuerySet[Any, Any]]:
    """Return queries of the ids of everything of the kind that is used."""
    return [rows for user in _users[kind] for rows in user.all_used()]


def swap_doors(kind: str) -> list[SwapDoor]:
    """Return the pages on which one thing is put in the place of another."""
    return [user.swap for user in _users[kind]]
