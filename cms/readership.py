"""How did readers come, read, share and reply in the last day and week, as figures and plots?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

from articles.queries.numbers import Counts, hours_until
from cms.kernel import plots

DAY, WEEK = 24, 168  # hours
BLOCK = 6  # hours in one point of the week
PAPER = plots.Paper()
LOW = plots.Paper(height=74, top=8)
NAMES = {
    "views": _("Readers"),
    "reads": _("Read to the end"),
    "shares": _("Shares"),
    "comments": _("Replies"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A total, and by how many per cent it changed against the time before (None: no telling)."""

    name: str
    label: Any
    total: int
    change: int | None

    @property
    def size(self) -> int:
        """How large the change is, whichever way it went."""
        return abs(self.change or 0)


@dataclass(frozen=True, slots=True)
class Plot:
    """One drawing: paths of the counts and of those before, or bars, with its marks.

    `so_far` and `second_so_far` are the last steps of two lines, into a time that still runs.
    """

    name: str
    label: Any
    paper: plots.Paper
    heights: tuple[plots.Mark, ...]
    moments: tuple[plots.Mark, ...]
    columns: tuple[tuple[plots.Bar, str], ...]
    area: str = ""
    line: str = ""
    so_far: str = ""
    second: str = ""
    second_so_far: str = ""
    before: str = ""
    bars: tuple[plots.Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A span of time: its figures, its plots, and the same as a table."""

    name: str
    title: Any
    against: Any
    figures: list[Figure]
    plots: list[Plot]
    rows: list[tuple[str, list[int]]]


@dataclass(frozen=True, slots=True)
class _Span:
    """Hours to show, how many make one point, and what repeats: a day, a week."""

    hours: list[Counts]
    before: list[Counts]
    size: int
    starts: list[datetime]

    def points(self, metric: str) -> list[int]:
        return plots.in_blocks([hour[metric] for hour in self.hours], self.size)

    def points_before(self, metric: str) -> list[int]:
        return plots.in_blocks([hour[metric] for hour in self.before], self.size)


def panels(at: datetime) -> list[Panel]:
    """Return the last 24 hours and the last seven days; at most one query."""
    hours = hours_until(at, 2 * WEEK + BLOCK)
    day = _span(hours, at, shown=DAY, period=DAY, size=1)
    week = _span(hours, at, shown=WEEK - BLOCK + at.hour % BLOCK + 1, period=WEEK, size=BLOCK)
    return [
        _panel("day", _("The last 24 hours"), _("the day before"), day, _hour),
        _panel("week", _("The last seven days"), _("the week before"), week, _weekday),
    ]


def _span(hours: list[Counts], at: datetime, *, shown: int, period: int, size: int) -> _Span:
    """Return the last hours, and as many as make whole points one period earlier."""
    points = -(-shown // size)
    first = at.replace(minute=0, second=0, microsecond=0) - timedelta(hours=shown - 1)
    begins = len(hours) - shown
    return _Span(
        hours=hours[begins:],
        before=hours[begins - period : begins - period + points * size],
        size=size,
        starts=[first + timedelta(hours=size * number) for number in range(points)],
    )


def _panel(
    name: str, title: Any, against: Any, span: _Span, tick: Callable[[datetime], str]
) -> Panel:
    points = {metric: span.points(metric) for metric in NAMES}
    return Panel(
        name=name,
        title=title,
        against=against,
        figures=[_figure(metric, span) for metric in NAMES],
        plots=list(_plots(span, points, tick)),
        rows=[
            (_moment(start), [points[metric][number] for metric in NAMES])
            for number, start in enumerate(span.starts)
        ],
    )


def _figure(metric: str, span: _Span) -> Figure:
    """Return a total; it is compared by the hours that are over, with the same ones before."""
    over = sum(hour[metric] for hour in span.hours[:-1])
    before = sum(hour[metric] for hour in span.before[: len(span.hours) - 1])
    total = over + span.hours[-1][metric]
    return Figure(metric, NAMES[metric], total, plots.change(over, before))


def _plots(
    span: _Span, points: dict[str, list[int]], tick: Callable[[datetime], str]
) -> Iterator[Plot]:
    before = span.points_before("views")
    top = plots.scale_top(max([*points["views"], *before]))
    line, so_far = plots.line_so_far(points["views"], top, PAPER)
    second, second_so_far = plots.line_so_far(points["reads"], top, PAPER)
    yield Plot(
        **_frame("views", span, points["views"], top, PAPER, tick),
        area=plots.area(points["views"], top, PAPER),
        line=line,
        so_far=so_far,
        second=second,
        second_so_far=second_so_far,
        before=plots.line(before, top, PAPER),
    )
    for metric in ("shares", "comments"):
        top = plots.scale_top(max(points[metric]))
        yield Plot(
            **_frame(metric, span, points[metric], top, LOW, tick),
            bars=plots.bars(points[metric], top, LOW),
        )


def _frame(
    metric: str,
    span: _Span,
    points: Sequence[int],
    top: int,
    paper: plots.Paper,
    tick: Callable[[datetime], str],
) -> dict[str, Any]:
    ticks = [(number, word) for number, at in enumerate(span.starts) if (word := tick(at))]
    columns = plots.rooms(len(points), paper)
    told = [
        f"{_moment(at)}: {number_format(count, force_grouping=True)}"
        for at, count in zip(span.starts, points, strict=True)
    ]
    return {
        "name": metric,
        "label": NAMES[metric],
        "paper": paper,
        "heights": plots.heights(top, paper),
        "moments": plots.middles(ticks, len(points), paper),
        "columns": tuple(zip(columns, told, strict=True)),
    }


def _hour(at: datetime) -> str:
    """Name every sixth hour."""
    return f"{at:%H:%M}" if at.hour % 6 == 0 else ""


def _weekday(at: datetime) -> str:
    """Name each day where it begins."""
    return date_format(at.astimezone(UTC), "D") if at.hour == 0 else ""


def _moment(at: datetime) -> str:
    return date_format(at.astimezone(UTC), "D H:i")
