"""How do counts over time become the lines, bars and marks of a small plot?

Pure: numbers in, places on the paper out. Places are text with one decimal, because a page in
another language would write them with a comma.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STEPS = (2, 4, 6, 8, 10)  # whose halves are whole: a scale says its top and its middle
GAP = 0.25  # of a bar's room


@dataclass(frozen=True, slots=True)
class Paper:
    """The room of a plot in units of its own, and its margins."""

    width: int = 360
    height: int = 150
    left: int = 38
    right: int = 8
    top: int = 10
    bottom: int = 20

    @property
    def floor(self) -> int:
        """Where zero lies."""
        return self.height - self.bottom


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place beside an axis."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An upright box."""

    x: str
    y: str
    width: str
    height: str


def scale_top(most: int) -> int:
    """Return a round number that is not below the largest count: where the scale ends."""
    power = 1
    while STEPS[-1] * power < most:
        power *= 10
    return next(step * power for step in STEPS if step * power >= most)


def heights(top: int, paper: Paper) -> tuple[Mark, ...]:
    """Return the lines of the scale: its top, its middle and zero."""
    return tuple(
        Mark(_written(_height(value, top, paper)), compact(value)) for value in (top, top // 2, 0)
    )


def line(counts: Sequence[int], top: int, paper: Paper) -> str:
    """Return an SVG path through the counts, each in the middle of its room."""
    return _path(_places(counts, top, paper))


def line_so_far(counts: Sequence[int], top: int, paper: Paper) -> tuple[str, str]:
    """Return the path through what is over, and the last step: that time still runs."""
    places = _places(counts, top, paper)
    return _path(places[:-1]), _path(places[-2:])


def area(counts: Sequence[int], top: int, paper: Paper) -> str:
    """Return the path closed along the floor."""
    if not counts:
        return ""
    first, last = (_middle(number, len(counts), paper) for number in (0, len(counts) - 1))
    end = f"L{_written(last)} {paper.floor} L{_written(first)} {paper.floor} Z"
    return f"{line(counts, top, paper)} {end}"


def bars(counts: Sequence[int], top: int, paper: Paper) -> tuple[Bar, ...]:
    """Return one bar for each count; nothing stands for zero, but its place stays free."""
    room = _room(len(counts), paper)
    return tuple(
        Bar(
            x=_written(paper.left + room * (number + GAP / 2)),
            y=_written(_height(count, top, paper)),
            width=_written(room * (1 - GAP)),
            height=_written(paper.floor - _height(count, top, paper)),
        )
        for number, count in enumerate(counts)
    )


def rooms(number: int, paper: Paper) -> tuple[Bar, ...]:
    """Return the whole column of each count, where a pointer finds it."""
    room = _room(number, paper)
    return tuple(
        Bar(
            x=_written(paper.left + room * place),
            y=str(paper.top),
            width=_written(room),
            height=str(paper.floor - paper.top),
        )
        for place in range(number)
    )


def middles(places: Iterable[tuple[int, str]], number: int, paper: Paper) -> tuple[Mark, ...]:
    """Return the words below the floor, each under the count of that number."""
    return tuple(Mark(_written(_middle(place, number, paper)), word) for place, word in places)


def in_blocks(counts: Sequence[int], size: int) -> list[int]:
    """Return the sums of blocks of so many counts, from the first on; the last may be short."""
    return [sum(counts[start : start + size]) for start in range(0, len(counts), size)]


def change(now: int, before: int) -> int | None:
    """Return by how many per cent it changed; None where there was nothing to compare with."""
    return round(100 * (now - before) / before) if before else None


def compact(count: int) -> str:
    """Return a count as an axis says it: 900, 1.5k, 20k, 3M."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if count >= size:
            return f"{count / size:.1f}".removesuffix(".0") + letter
    return str(count)


def _places(counts: Sequence[int], top: int, paper: Paper) -> list[str]:
    return [
        f"{_written(_middle(number, len(counts), paper))} {_written(_height(count, top, paper))}"
        for number, count in enumerate(counts)
    ]


def _path(places: Sequence[str]) -> str:
    return f"M{' L'.join(places)}" if places else ""


def _room(number: int, paper: Paper) -> float:
    return (paper.width - paper.left - paper.right) / max(number, 1)


def _middle(place: int, number: int, paper: Paper) -> float:
    return paper.left + _room(number, paper) * (place + 0.5)


def _height(count: int, top: int, paper: Paper) -> float:
    return paper.floor - (paper.floor - paper.top) * count / top


def _written(place: float) -> str:
    return f"{place:.1f}"
