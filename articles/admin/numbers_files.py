"""How does a newsroom take the hours of engagement into a spreadsheet? As CSV, row by row."""

import csv
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from articles.admin.comparing import story_of
from articles.models import Article
from articles.queries.story_numbers import CountsOfStory, counts_given_out
from articles.rules.popularity import METRICS, hour_of
from articles.rules.spans import EPOCH, SPANS, span_of
from cms.kernel import clock
from cms.kernel.clock import rfc3339
from cms.kernel.spreadsheet import cell

COLUMNS = ("from", "hours", "article", "slug", "headline", *METRICS)
AT_ONCE = 500  # lines that are sent together


class _Line:
    """What csv writes into: it gives back the line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def one_story(
    desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int
) -> HttpResponseBase:
    """Send every hour of a story in which something was counted."""
    story_of(desk, request, article_id)
    found = counts_given_out(article_id=article_id, first=_first(request))
    return _file(found, f"story-{article_id}-hours.csv")


def everything(desk: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponseBase:
    """Send every hour of every story."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    return _file(counts_given_out(first=_first(request)), "stories-hours.csv")


def _first(request: HttpRequest) -> int | None:
    """Return the hour from which on is asked for; None for all, and for what is not known."""
    span = request.GET.get("span", "all")
    if span not in SPANS[:-1]:
        return None
    return span_of(span, now=hour_of(clock.now()), oldest=None).first


def _file(rows: Iterable[CountsOfStory], name: str) -> HttpResponseBase:
    return StreamingHttpResponse(
        _parts(rows),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def _parts(rows: Iterable[CountsOfStory]) -> Iterator[str]:
    """Write some hundred lines at a time; the mark at the front tells spreadsheets it is UTF-8."""
    writer = csv.writer(_Line())
    lines = ["\ufeff" + writer.writerow(COLUMNS)]
    for row in rows:
        lines.append(writer.writerow(_cells(row)))
        if len(lines) >= AT_ONCE:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _cells(row: CountsOfStory) -> list[str]:
    at = rfc3339(EPOCH + timedelta(hours=row.hour))
    said = (at, row.hours, row.article_id, row.slug, row.headline)
    counts = (row.counts[name] for name in METRICS)
    return [cell(value) for value in (*said, *counts)]
