"""How does an editor see what readers do with a story? Plots, the same as a table, and a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

from articles.admin.comparing import story_of
from articles.admin.numbers_files import everything, one_story
from articles.models import Article
from articles.queries.ruled import rule_on
from articles.queries.story_numbers import StoryNumbers, story_numbers
from articles.rules.spans import SPANS
from cms.kernel import clock, plots

PAPER = plots.Paper(height=110)
METRICS = {
    "views": _("Readers"),
    "reads": _("Read to the end"),
    "shares": _("Shares"),
    "comments": _("Replies"),
}
NAMES = {"48h": _("48 hours"), "30d": _("30 days"), "all": _("All time")}
TICKS = {"48h": 12, "30d": 7}  # points from one word below the floor to the next
WORDS = 4  # below the floor of a plot of all time


@dataclass(frozen=True, slots=True)
class Drawing:
    """The bars of one metric with their marks, as cms/plot.html draws them."""

    name: str
    label: Any
    total: int
    heights: tuple[plots.Mark, ...]
    moments: tuple[plots.Mark, ...]
    columns: list[tuple[plots.Bar, str]]
    bars: tuple[plots.Bar, ...]
    paper: plots.Paper = PAPER


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of the numbers of a story, and of the files."""

    def door(address: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
        return path(address, desk.admin_site.admin_view(partial(view, desk)), name=name)

    return [
        door("<int:article_id>/numbers/", numbers_page, "articles_article_numbers"),
        door("<int:article_id>/numbers.csv", one_story, "articles_article_numbers_file"),
        door("numbers.csv", everything, "articles_numbers_file"),
    ]


def numbers_page(
    desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int
) -> HttpResponse:
    """Show the numbers of a span; one that is not known is told so."""
    story = story_of(desk, request, article_id)
    said = request.GET.get("span", SPANS[0])
    status = 200 if said in SPANS and request.GET.keys() <= {"span"} else 400
    span = said if said in SPANS else SPANS[0]
    at = clock.now()
    found, rule = story_numbers(article_id, span, at), rule_on(article_id)
    by_hour = span == SPANS[0]
    words = [_moment(at, "j M, H:i" if by_hour else "j M Y") for at in found.span.starts]
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Readers of: {story}").format(story=story),
        "opts": desk.opts,
        "object": story,
        "spans": [(each, name, each == span) for each, name in NAMES.items()],
        "panel": {"name": "story", "title": NAMES[span]},
        "plots": [_drawing(metric, found, words, span) for metric in METRICS],
        "metrics": METRICS.values(),
        "rows": list(_rows(found, words)),
        "rule": rule if rule and rule.holds(at) else None,
        "life": [(label, found.life[metric]) for metric, label in METRICS.items()],
        "elsewhere": [(METRICS[row.what], row) for row in found.elsewhere],
        "shares": found.shares,
        "brought_in": any(imported for _network, _n, imported in found.shares),
        "days_in_point": 0 if by_hour else found.span.size // 24,
    }
    request.current_app = desk.admin_site.name
    template = "admin/articles/article/numbers.html"
    return TemplateResponse(request, template, context, status=status)


def _rows(found: StoryNumbers, words: Sequence[str]) -> Any:
    """Return each point's beginning with its counts."""
    for word, counts in zip(words, found.points, strict=True):
        yield word, [counts[metric] for metric in METRICS]


def _drawing(metric: str, found: StoryNumbers, words: Sequence[str], span: str) -> Drawing:
    counts = [point[metric] for point in found.points]
    top = plots.scale_top(max(counts))
    every = TICKS.get(span) or max(1, len(counts) // WORDS)
    short = "H:i" if span == SPANS[0] else "j M"
    ticks = [
        (number, _moment(at, short))
        for number, at in enumerate(found.span.starts)
        if number % every == every // 2
    ]
    told = [
        f"{word}: {number_format(count, force_grouping=True)}"
        for word, count in zip(words, counts, strict=True)
    ]
    return Drawing(
        name=metric,
        label=METRICS[metric],
        total=sum(counts),
        heights=plots.heights(top, PAPER),
        moments=plots.middles(ticks, len(counts), PAPER),
        columns=list(zip(plots.rooms(len(counts), PAPER), told, strict=True)),
        bars=plots.bars(counts, top, PAPER),
    )


def _moment(at: datetime, form: str) -> str:
    return date_format(at.astimezone(UTC), form)
