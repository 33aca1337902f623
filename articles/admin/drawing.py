"""How do counts of days or hours become bars on a page, with words for who cannot see them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.formats import date_format, number_format

from cms.kernel import plots

PAPER = plots.Paper(height=110)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The bars of one kind of count with their marks, as cms/plot.html draws them."""

    name: str
    label: Any
    total: int
    heights: tuple[plots.Mark, ...]
    moments: tuple[plots.Mark, ...]
    columns: list[tuple[plots.Bar, str]]
    bars: tuple[plots.Bar, ...]
    paper: plots.Paper = PAPER


@dataclass(frozen=True, slots=True)
class Axis:
    """When each point begins, how that is said in full and short, and how often it is said."""

    starts: Sequence[datetime]
    full: str
    short: str
    every: int

    @property
    def words(self) -> list[str]:
        """Return each beginning in words."""
        return [_moment(at, self.full) for at in self.starts]

    @property
    def ticks(self) -> list[tuple[int, str]]:
        """Return the words below the floor with the numbers of their points."""
        return [
            (number, _moment(at, self.short))
            for number, at in enumerate(self.starts)
            if number % self.every == self.every // 2
        ]


def drawing(name: str, label: Any, counts: Sequence[int], axis: Axis) -> Drawing:
    """Return one bar for each point of the axis."""
    top = plots.scale_top(max(counts))
    told = [
        f"{word}: {number_format(count, force_grouping=True)}"
        for word, count in zip(axis.words, counts, strict=True)
    ]
    return Drawing(
        name=name,
        label=label,
        total=sum(counts),
        heights=plots.heights(top, PAPER),
        moments=plots.middles(axis.ticks, len(counts), PAPER),
        columns=list(zip(plots.rooms(len(counts), PAPER), told, strict=True)),
        bars=plots.bars(counts, top, PAPER),
    )


def _moment(at: datetime, form: str) -> str:
    return date_format(at.astimezone(UTC), form)
