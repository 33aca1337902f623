"""What does the queue's page learn of what others do meanwhile?

The page asks every few seconds. While nothing happened it hears so (304) after two looks at
indexes; else the new rows of the log, AT_ONCE at a time, and how much waits.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cms.kernel.numbers import row_number
from comments.models import Decision, What
from comments.queries.news import AT_ONCE, head, news, reported
from comments.queries.queue import Wanted
from comments.queries.queue_counts import counts
from comments.queries.scope import scope_of

AUTHORS = (What.EDIT, What.REMOVE)


def news_page(request: HttpRequest) -> HttpResponse:
    """Answer what happened after the row of the log that `?after=` names."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    newest = head()
    etag = f'"{newest}-{reported()}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    after = row_number(request.GET.get("after", "")) or 0
    upto = min(newest, after + AT_ONCE)
    scope = scope_of(request.user)
    told = {
        "news": [_told(row) for row in news(scope, after=after, upto=upto)],
        "after": upto,
        "more": upto < newest,
        "counts": counts(Wanted(scope=scope)),
    }
    return JsonResponse(told, headers={} if told["more"] else {"ETag": etag})


def _told(row: Decision) -> dict[str, Any]:
    return {
        "key": row.comment.key,
        "version": row.version,
        "what": row.what,
        "state": row.became,
        "said": _said(row),
    }


def _said(row: Decision) -> str:
    """Return who did what and when; what authors do says so itself."""
    facts = {
        "what": row.get_what_display(),
        "who": row.by or row.get_by_kind_display(),
        "time": formats.date_format(timezone.localtime(row.at), "H:i"),
    }
    if row.what in AUTHORS:
        return _("%(what)s, %(time)s") % facts
    return _("%(who)s: %(what)s, %(time)s") % facts
