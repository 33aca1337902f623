"""How do moderators see how the moderation is doing? Figures, a plot and a table."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format, number_format
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock, plots
from comments.queries.scope import leads, scope_of
from comments.queries.statistics import kept_statistics

DAYS = {"1": _("24 hours"), "7": _("7 days"), "30": _("30 days")}
SIZES = {"1": 1, "7": 6, "30": 24}  # hours in one point
TICKS = {"1": 6, "7": 4, "30": 7}  # points from one word to the next
PAPER = plots.Paper(width=720, height=190)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Arrivals as bars, decisions as a line."""

    paper: plots.Paper
    heights: tuple[plots.Mark, ...]
    moments: tuple[plots.Mark, ...]
    bars: tuple[plots.Bar, ...]
    line: str
    columns: list[tuple[plots.Bar, str]]


def statistics_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the numbers of a period; who does not lead the moderation sees no colleague's."""
    days = request.GET.get("days", "1")
    status = 200 if days in DAYS and request.GET.keys() <= {"days"} else 400
    days = days if days in DAYS else "1"
    at = clock.now()
    found = kept_statistics(days=int(days), at=at, scope=scope_of(request.user))
    rows = _rows(found["hours"], SIZES[days])
    everybody = leads(request.user)
    context = {
        **site.each_context(request),
        "title": _("How the moderation is doing"),
        "periods": [(each, words, each == days) for each, words in DAYS.items()],
        "queue": _queue(found, at),
        "figures": _figures(found),
        "found": found,
        "plot": _drawing(rows, TICKS[days], by_day=days != "1"),
        "rows": rows,
        "moderators": [
            {**row, "median": _length(row["median_seconds"])}
            for row in found["moderators"]
            if everybody or row["moderator"] == request.user.get_username()
        ],
        "everybody": everybody,
    }
    return TemplateResponse(request, "admin/comments/queue/statistics.html", context, status=status)


def _queue(found: dict[str, Any], at: datetime) -> list[tuple[Any, str]]:
    oldest = parse_datetime(found["oldest_at"]) if found["oldest_at"] else None
    return [
        (_("waiting"), _number(found["waiting"])),
        (_("the oldest waits"), timesince(oldest, at) if oldest else "-"),
        (_("to be read afterwards"), _number(found["to_review"])),
        (_("reported"), _number(found["reported"])),
    ]


def _figures(found: dict[str, Any]) -> list[tuple[Any, str]]:
    return [
        (_("arrived"), _number(found["arrivals"])),
        (_("decided"), _number(found["decisions"])),
        (_("half were decided within"), _length(found["median_seconds"])),
        (_("nine in ten within"), _length(found["p90_seconds"])),
        (_("decided by rules alone"), _share(found["decided_by_rules"])),
        (_("overturned"), _share(found["overturn_rate"])),
        (_("as the aid expected"), _share(found["agreement_with_aid"])),
    ]


def _rows(hours: list[dict[str, Any]], size: int) -> list[tuple[datetime, int, int]]:
    """Return the beginning, arrivals and decisions of each stretch of so many hours."""
    starts = [parse_datetime(hour["at"]) for hour in hours[::size]]
    came = plots.in_blocks([hour["arrivals"] for hour in hours], size)
    went = plots.in_blocks([hour["decisions"] for hour in hours], size)
    return [(at, one, other) for at, one, other in zip(starts, came, went, strict=True) if at]


def _drawing(rows: list[tuple[datetime, int, int]], every: int, *, by_day: bool) -> Drawing:
    came, went = [row[1] for row in rows], [row[2] for row in rows]
    top = plots.scale_top(max([*came, *went, 1]))
    ticks = [
        (number, date_format(at.astimezone(UTC), "j M" if by_day else "H:i"))
        for number, (at, _came, _went) in enumerate(rows)
        if number % every == 0
    ]
    told = [
        gettext("%(when)s: %(came)s arrived, %(went)s decided")
        % {"when": date_format(at.astimezone(UTC), "j M, H:i"), "came": one, "went": other}
        for at, one, other in rows
    ]
    return Drawing(
        paper=PAPER,
        heights=plots.heights(top, PAPER),
        moments=plots.middles(ticks, len(rows), PAPER),
        bars=plots.bars(came, top, PAPER),
        line=plots.line(went, top, PAPER),
        columns=list(zip(plots.rooms(len(rows), PAPER), told, strict=True)),
    )


def _number(count: int) -> str:
    return str(number_format(count, force_grouping=True))


def _share(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"


def _length(seconds: float | None) -> str:
    """Return a length of time in words; under a minute, in seconds."""
    if seconds is None:
        return "-"
    if seconds < 60:  # noqa: PLR2004 - a minute
        return gettext("%(n)d s") % {"n": seconds}
    at = clock.now()
    return timesince(at - timedelta(seconds=seconds), at)
