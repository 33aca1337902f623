"""What was done to a story, and how does it become what it was?"""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.actions.restore import restore
from articles.actions.restore_block import restore_block
from articles.admin import past_words, words
from articles.admin.comparing import Sides, address, compare, past, story_of
from articles.models import Article
from articles.queries.chronicle import Chronicle, Event, chronicle
from articles.queries.desk import stands, with_standing
from articles.queries.past import Past
from cms.kernel import clock
from cms.kernel.errors import DomainError
from cms.kernel.numbers import row_number, version_number


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of what can be done with the past."""
    guarded = desk.admin_site.admin_view
    return [
        path(
            "<int:article_id>/compare/",
            guarded(partial(compare, desk)),
            name="articles_article_compare",
        ),
        path(
            "<int:article_id>/restore/<slug:which>/",
            guarded(partial(restore_view, desk)),
            name="articles_article_restore",
        ),
    ]


def history(request: HttpRequest, object_id: str) -> dict[str, Any]:
    """Return what the page of a story's history shows, for those who may see it."""
    now = clock.now()
    stories = with_standing(Article.objects.select_related("withdrawal"), now)
    story = stories.filter(pk=row_number(object_id) or 0).first()
    if story is None:
        return {}
    told, standing = chronicle(story, now, request.GET.get("page")), stands(story, now)
    return {
        "title": _("History: {story}").format(story=story),
        "chronicle": told,
        "days": list(_days(told)),
        "version": story.version,
        "state": words.badge(standing),
        "differs": standing.code == "live" and (standing.unseen or standing.next_at),
        "state_said": words.said_of(story, standing),
        "page_range": told.page.paginator.get_elided_page_range(told.page.number),
        "may_restore": request.user.has_perm("articles.change_article"),
    }


def _days(told: Chronicle) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Yield the days with what happened on them."""
    for day, events in groupby(told.events, lambda event: timezone.localdate(event.at)):
        yield day, [_shown(event) for event in events]


def _shown(event: Event) -> dict[str, Any]:
    """Return an event with its words."""
    if event.revision is None or event.did is None:
        return {"event": event}
    first = event.revision.number == 1
    return {
        "event": event,
        "why": past_words.why(event.revision.why),
        "did": "" if first else past_words.did(event.did),
        "before": event.revision.number - 1,
    }


def restore_view(
    desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int, which: str
) -> HttpResponse:
    """Make the story, or one part of it, again what it was; readers see nothing of it yet."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    story = story_of(desk, request, article_id)
    if not desk.has_change_permission(request, story):
        raise PermissionDenied
    number, part = past(which), request.POST.get("part", "")
    try:
        _restore(request, story, number, part)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    if part:
        return HttpResponseRedirect(address(article_id, Sides(number, "now")))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))


def _restore(request: HttpRequest, story: Article, number: Past, part: str) -> None:
    """Restore, and tell the editor how to come back; what was seen must still stand."""
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    seen = request.POST.get("version", "")
    version = version_number(seen) if seen else None
    if part:
        saved = restore_block(story.pk, number=number, part=part, by=request.user, version=version)
    else:
        saved = restore(story.pk, number=number, by=request.user, version=version)
    if saved.version == story.version:
        messages.info(request, _("It is so already; nothing was saved."))
        return
    messages.success(request, _done(saved, number, part))


def _done(saved: Article, number: Past, part: str) -> Any:
    """Return what was done, with the way back: the version before is a revision like any other."""
    said = _part_done(number) if part else _whole_done(number)
    before = saved.version - 1
    back = address(saved.pk, Sides(before, "now"))
    way = _("To undo it, compare with revision {number}.").format(number=before)
    return format_html('{} <a href="{}">{}</a>', said, back, way)


def _whole_done(number: Past) -> str:
    if number == "live":
        return str(_("The story is again what readers see."))
    return str(_("The story is again what it was in revision {number}.")).format(number=number)


def _part_done(number: Past) -> str:
    if number == "live":
        return str(_("This part is again what readers see of it; the rest stayed."))
    said = _("This part is again what it was in revision {number}; the rest stayed.")
    return str(said).format(number=number)
