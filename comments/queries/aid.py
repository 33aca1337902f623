"""What does the learned aid say of a text, and why?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

from comments.queries.aid_memory import Damaged, Memory, recalled
from comments.rules.features import Features, features, parts
from comments.rules.learning import Learned
from comments.rules.linear import scaled

TOP = 5


@dataclass(frozen=True, slots=True)
class Said:
    """The chance of rejection, 0 to 1, by which version of what was learned; None: nothing."""

    chance: float | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A part of the text, and how many log odds it adds; above 0 it speaks for rejection."""

    said: str
    weight: float


@dataclass(frozen=True, slots=True)
class Appraised:
    """What is said of a text, which parts weighed most, and the places that were looked at."""

    chance: float
    version: str
    why: list[Weighed]
    seen: Features


class LearnedAid:
    """What the screening asks: what was learned, for the texts of one category."""

    def __init__(self, memory: Memory, category: str) -> None:
        self.version = version_of(memory)
        self._learned = memory.learned
        self._category = category
        self._last: tuple[str, Features, float] | None = None

    def score(self, text: str) -> float:
        """Return the chance, 0 to 1, that a moderator rejects the text."""
        return self._seen(text)[1]

    def appraised(self, text: str, count: int = TOP) -> Appraised:
        """Return what is said of a text, and why; the last one that was scored is not read anew.

        `count` parts that weigh most, the heaviest first. What several parts share is counted to
        the first of them, so that all together make the odds.
        """
        seen, chance = self._seen(text)
        learned = self._learned
        weighed = list(_weighed(text, seen, learned))
        if odds := learned.curve.category * learned.odds_of(self._category):
            weighed.append(Weighed("category", odds))
        heaviest = nlargest(count, weighed, key=lambda one: abs(one.weight))
        return Appraised(chance, self.version, heaviest, seen)

    def _seen(self, text: str) -> tuple[Features, float]:
        """Return the places of a text, and its chance."""
        if self._last is None or self._last[0] != text:
            seen = features(text)
            self._last = text, seen, self._learned.chance(seen, self._category)
        return self._last[1:]


def version_of(memory: Memory) -> str:
    """Return what names exactly what was learned: the number of the step, and its stamp."""
    return f"{memory.number}-{memory.stamp[:8]}"


def aid(category_id: int | None) -> LearnedAid | None:
    """Return the aid; None while it knows too little, or cannot be read."""
    try:
        memory = recalled()
    except Damaged:
        return None
    return LearnedAid(memory, category_of(category_id)) if memory.learned.is_enough else None


def category_of(category_id: int | None) -> str:
    """Return the name under which a category is counted; "" for none."""
    return str(category_id or "")


def opinion(text: str, category_id: int | None) -> Said:
    """Return what the aid says of a text, and which version of it says so."""
    found = aid(category_id)
    return Said(found.score(text), found.version) if found and text else Said()


def opinions(
    texts: Sequence[tuple[str, int | None]], count: int = TOP
) -> list[tuple[Said, list[Weighed]]]:
    """Return what the aid says now of each text in its category, and why; one statement for all."""
    try:
        memory = recalled()
    except Damaged:
        memory = None
    if memory is None or not memory.learned.is_enough:
        return [(Said(), []) for _text in texts]
    found = []
    for text, category_id in texts:
        one = LearnedAid(memory, category_of(category_id)).appraised(text, count) if text else None
        found.append((Said(one.chance, one.version), one.why) if one else (Said(), []))
    return found


def _weighed(text: str, seen: Features, learned: Learned) -> Iterator[Weighed]:
    counted: list[set[int]] = [set(), set(), set()]
    for part in parts(text):
        if weight := learned.curve.odds(scaled(seen, learned.counts.weight_of(part, counted))):
            yield Weighed(part.said, weight)
