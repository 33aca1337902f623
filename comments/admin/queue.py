"""Where do moderators clear the queue? One reply in focus, the next ones beside it.

Below the page stand its doors: the next replies, a decision, many, undo. Session and CSRF as all
of the admin; the permission is comments.moderate_comment.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cms.kernel import clock
from cms.kernel.errors import Invalid, Missing
from cms.kernel.policy import nonce_of
from comments.actions.undo import UNDOABLE, WINDOW
from comments.admin.queue_answers import posted
from comments.admin.queue_asked import (
    NARROWING,
    VIEW_WORDS,
    Asked,
    address_of,
    asked_in,
    everything,
    fields_of,
    plain,
)
from comments.admin.queue_canned import canned_page
from comments.admin.queue_doing import (
    decided_in,
    decided_many_in,
    refusal_in_words,
    undone_in,
)
from comments.admin.queue_files import queue_media
from comments.admin.queue_live import news_page
from comments.admin.queue_many import many_page
from comments.admin.queue_next import PAGE, next_items, one_named, released
from comments.admin.queue_person import commenter_page
from comments.admin.queue_says import keys_told, told
from comments.admin.queue_shown import html, items, shown
from comments.admin.queue_statistics import statistics_page
from comments.models import Comment, Reason
from comments.queries.news import head
from comments.queries.queue import named
from comments.queries.queue_counts import counts, last_decision

PERMISSION = "comments.moderate_comment"

View = Callable[..., HttpResponse]


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the page and its doors."""

    def door(address: str, view: View, name: str) -> URLPattern:
        return path(f"queue/{address}", site.admin_view(_moderators(view)), name=name)

    def page(request: HttpRequest) -> HttpResponse:
        return queue_page(request, site)

    def commenter(request: HttpRequest, key: str) -> HttpResponse:
        return commenter_page(request, site, key)

    def canned(request: HttpRequest, key: str) -> HttpResponse:
        return canned_page(request, site, key)

    def each_told(request: HttpRequest, done: dict[str, Any]) -> HttpResponse:
        return many_page(request, site, done)

    def numbers(request: HttpRequest) -> HttpResponse:
        return statistics_page(request, site)

    return [
        path("statistics/", site.admin_view(_moderators(numbers)), name="comments_statistics"),
        door("", page, "comments_queue"),
        door("next/", posted(next_items), "comments_queue_next"),
        door("news/", news_page, "comments_queue_news"),
        door("decide/", posted(decided_in), "comments_queue_decide"),
        door("decide-many/", posted(decided_many_in, each_told), "comments_queue_many"),
        door("undo/", posted(undone), "comments_queue_undo"),
        door("commenter/<str:key>/", commenter, "comments_queue_commenter"),
        door("canned/<str:key>/", canned, "comments_queue_canned"),
        door("release/", posted(released), "comments_queue_release"),
    ]


def _moderators(view: View) -> View:
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        answer = view(request, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    return guarded


def queue_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the first replies, and one of them whole."""
    status, at, newest = 200, clock.now(), head()
    try:
        asked = asked_in(request)
        request.GET = plain(request.GET)  # type: ignore[assignment]
        rows, cursor = asked.page(request, at, PAGE)
    except Invalid as refusal:
        status, asked = 400, everything(request)
        request.GET = QueryDict()
        messages.error(request, refusal_in_words(refusal))
        rows, cursor = asked.page(request, at, PAGE)
    one = _chosen(request, asked, rows)
    listed = rows if one in rows else [*([one] if one else []), *rows]
    seen = list(shown(listed, request, at, asked.wanted.scope))
    context = {
        **site.each_context(request),
        "title": _("Queue"),
        "asked": asked,
        "lines": seen,
        **_focus(seen, one, request),
        "views": _views(request, asked, counts(asked.wanted)),
        "fields": fields_of(asked),
        "everything": address_of(request, **dict.fromkeys(NARROWING, "")),
        "without_story": address_of(request, article=""),
        "stating": any(each["stating"] for each in seen),
        "keys": keys_told(),
        "reasons": Reason.choices,
        "desk": {
            "says": told(),
            "claims": asked.may_claim,
            "view": asked.wanted.view,
            "after": newest,
        },
        "last": last_decision(request.user, UNDOABLE, since=at - WINDOW, until=at),
        "media": queue_media(nonce_of(request)),
        "query": address_of(request)[1:],
        "further": address_of(request, cursor=cursor) if cursor else "",
    }
    return TemplateResponse(request, "admin/comments/queue/page.html", context, status=status)


def _focus(seen: list[dict[str, Any]], one: Comment | None, request: HttpRequest) -> dict[str, Any]:
    facts = next((each for each in seen if one and each["comment"].pk == one.pk), None)
    return {"one": facts, "card": mark_safe(html("card", facts, request)) if facts else ""}  # noqa: S308 - a template made it


def _chosen(request: HttpRequest, asked: Asked, rows: list[Comment]) -> Comment | None:
    """Return the reply that the address names, else the first."""
    if asked.at:
        if found := one_named(request, asked.at):
            return next((row for row in rows if row.pk == found.pk), found)
        messages.error(request, str(Missing()))
    return rows[0] if rows else None


def _views(request: HttpRequest, asked: Asked, numbers: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "words": words,
            "count": numbers.get(name),
            "address": address_of(request, status="" if name == "pending" else str(name)),
            "current": asked.wanted.view == name,
        }
        for name, words in VIEW_WORDS.items()
    ]


def undone(request: HttpRequest) -> dict[str, Any]:
    """Take back, and return as the list shows it what came back into the list that is open.

    The address says which one that is; what came back elsewhere is told by its state.
    Raises what `undone_in` raises, and BadParameter (400) for no list, undoing nothing.
    """
    asked, at = asked_in(request), clock.now()
    done = undone_in(request)
    scope = asked.wanted.scope
    rows = named(done["keys"], scope)
    here = asked.keys_among(done["keys"], at)
    away = [row for row in rows if row.key not in here]
    shown_here = items([row for row in rows if row.key in here], request, at, scope)
    return {**done, "said": f"{done['said']} {_elsewhere(away)}".strip(), "items": shown_here}


def _elsewhere(rows: list[Comment]) -> str:
    """Return where the replies are that this list does not show; "" for none."""
    if not rows:
        return ""
    lists = ", ".join(sorted({str(row.get_state_display()) for row in rows}))
    return _("Not in this list, but in another: %(lists)s.") % {"lists": lists}
