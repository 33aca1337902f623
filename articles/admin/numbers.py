"""How does an editor see what readers do with a story? Plots, the same as a table, and a file."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.admin.comparing import story_of
from articles.admin.drawing import Axis, drawing
from articles.admin.not_counted import by_reason
from articles.admin.numbers_files import everything, one_story
from articles.models import Article
from articles.queries.ruled import rule_on
from articles.queries.story_numbers import StoryNumbers, story_numbers
from articles.rules.spans import SPANS
from cms.kernel import clock

METRICS = {
    "views": _("Readers"),
    "reads": _("Read to the end"),
    "shares": _("Shares"),
    "comments": _("Replies"),
}
NAMES = {"48h": _("48 hours"), "30d": _("30 days"), "all": _("All time")}
TICKS = {"48h": 12, "30d": 7}  # points from one word below the floor to the next
WORDS = 4  # below the floor of a plot of all time


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
    axis = _axis(found, span)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Readers of: {story}").format(story=story),
        "opts": desk.opts,
        "object": story,
        "spans": [(each, name, each == span) for each, name in NAMES.items()],
        "panel": {"name": "story", "title": NAMES[span]},
        "plots": [
            drawing(metric, label, [point[metric] for point in found.points], axis)
            for metric, label in METRICS.items()
        ],
        "metrics": METRICS.values(),
        "rows": list(_rows(found, axis.words)),
        "not_counted": by_reason(article_id=article_id, at=at),
        "rule": rule if rule and rule.holds(at) else None,
        "life": [(label, found.life[metric]) for metric, label in METRICS.items()],
        "elsewhere": [(METRICS[row.what], row) for row in found.elsewhere],
        "shares": found.shares,
        "brought_in": any(imported for _network, _n, imported in found.shares),
        "days_in_point": 0 if span == SPANS[0] else found.span.size // 24,
    }
    request.current_app = desk.admin_site.name
    template = "admin/articles/article/numbers.html"
    return TemplateResponse(request, template, context, status=status)


def _rows(found: StoryNumbers, words: Sequence[str]) -> Any:
    """Return each point's beginning with its counts."""
    for word, counts in zip(words, found.points, strict=True):
        yield word, [counts[metric] for metric in METRICS]


def _axis(found: StoryNumbers, span: str) -> Axis:
    by_hour = span == SPANS[0]
    every = TICKS.get(span) or max(1, len(found.points) // WORDS)
    full, short = ("j M, H:i", "H:i") if by_hour else ("j M Y", "j M")
    return Axis(found.span.starts, full, short, every)
