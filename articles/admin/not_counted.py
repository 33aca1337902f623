"""How do editors see what was told and not counted, and why? Days as bars, and as a table."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.admin.drawing import Axis, drawing
from articles.models import Article
from articles.queries.dropped import not_counted
from articles.rules.parcels import Why
from articles.rules.popularity import day_of
from articles.rules.spans import EPOCH
from cms.kernel import clock

REASONS = {
    Why.MACHINE: _("Names itself a machine, or nothing"),
    Why.AHEAD: _("Fetched before anybody looked"),
    Why.REPEAT: _("The same reader, story and day"),
    Why.BURST: _("Too many from one network in an hour"),
    Why.UNKNOWN: _("No story that is live"),
    Why.PRIVATE: _("Asked not to be counted"),
    Why.FULL: _("More than a process holds"),
}
MONTH = 30
DAYS = {"30": _("30 days"), "90": _("90 days")}
TICKS = 4  # words below the floor


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the address of the page."""
    view = desk.admin_site.admin_view(partial(not_counted_page, desk))
    return [path("not-counted/", view, name="articles_not_counted")]


def by_reason(*, article_id: int, at: datetime) -> list[tuple[Any, int]]:
    """Return (why, how often) of a story in the last month, the most frequent first; one query."""
    today = day_of(at)
    sums: Counter[Why] = Counter()
    for row in not_counted(first=today - MONTH + 1, last=today, article_id=article_id):
        sums[row.why] += row.n
    return [(REASONS[why], n) for why, n in sums.most_common()]


def not_counted_page(desk: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """Show the reasons by day; a period that is not known is told so."""
    if not desk.has_view_or_change_permission(request):
        raise PermissionDenied
    said = request.GET.get("days", "30")
    status = 200 if said in DAYS and request.GET.keys() <= {"days"} else 400
    length = said if said in DAYS else "30"
    first = day_of(clock.now()) - int(length) + 1
    points = _points(first, int(length))
    axis = _axis(first, int(length))
    seen = [why for why in REASONS if any(points[why])]
    context = {
        **desk.admin_site.each_context(request),
        "title": _("What was not counted"),
        "spans": [(each, words, each == length) for each, words in DAYS.items()],
        "panel": {"name": "dropped", "title": DAYS[length]},
        "plots": [drawing(why.value, REASONS[why], points[why], axis) for why in seen],
        "reasons": [REASONS[why] for why in seen],
        "rows": [
            (word, [points[why][number] for why in seen]) for number, word in enumerate(axis.words)
        ],
    }
    request.current_app = desk.admin_site.name
    template = "admin/articles/article/not_counted.html"
    return TemplateResponse(request, template, context, status=status)


def _points(first: int, length: int) -> defaultdict[Why, list[int]]:
    """Return for each reason how often it was one, day by day; one query."""
    points: defaultdict[Why, list[int]] = defaultdict(lambda: [0] * length)
    for row in not_counted(first=first, last=first + length - 1):
        points[row.why][row.day - first] += row.n
    return points


def _axis(first: int, length: int) -> Axis:
    starts = [EPOCH + timedelta(days=first + number) for number in range(length)]
    return Axis(starts, "j M Y", "j M", length // TICKS)
