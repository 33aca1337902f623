"""Is what is typed kept while it is typed, and who else is in the story?"""

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.actions.allowed import SAYS as WHY
from articles.actions.keep_typing import be_present, begin_draft, keep_typing, take_in
from articles.actions.save_typed import forget_typed
from articles.admin import words
from articles.admin.story_collision import what_changed
from articles.admin.story_form import StoryForm
from articles.admin.story_kept import draft_key, is_key, window
from articles.admin.story_typed import typed_copy
from articles.models import Article
from articles.queries.company import Companion, called, company, last_saved
from articles.queries.rights import why_not
from articles.rules.copy import ArticleCopy
from articles.rules.flow import FlowError
from cms.kernel import clock
from cms.kernel.clock import rfc3339
from cms.kernel.errors import DomainError
from cms.kernel.numbers import version_number

if TYPE_CHECKING:
    Desk = ModelAdmin[Article]
Door = Callable[..., HttpResponse]
_PLACE = re.compile(r"[a-z0-9]{0,12}")
DONE, MOST_DONE = "desk_done", 20  # in the session: the last pages that were saved or discarded
SAVED = "desk_saved"  # the cookie by which a page hears that its words arrived


class NotNow(DomainError):
    """A refusal that the page understands."""

    message = "{why}"

    def __init__(self, code: str, status: int, why: str = "") -> None:
        super().__init__(why=why)
        self.code, self.status = code, status


def urls(desk: "Desk") -> list[URLPattern]:
    """Return the addresses of these doors."""
    doors: list[tuple[str, Any, str]] = [
        ("desk/beat/", token, "token"),
        ("desk/begin/", begin, "begin"),
        ("<int:article_id>/desk/beat/", beat, "beat"),
        ("<int:article_id>/desk/take/", take, "take"),
    ]
    return [
        *(
            path(at, _answered(desk, door), name=f"articles_desk_{name}")
            for at, door, name in doors
        ),
        path(
            "<int:article_id>/desk/discard/",
            desk.admin_site.admin_view(_discarding(desk)),
            name="articles_desk_discard",
        ),
    ]


def facts(request: HttpRequest, story: Article | None) -> dict[str, Any]:
    """Return what the page needs to keep what is typed."""
    return {
        "token": reverse("admin:articles_desk_token"),
        "begin": reverse("admin:articles_desk_begin"),
        "login": f"{reverse('admin:login')}?next={reverse('admin:articles_desk_token')}",
        "editor": request.user.pk,
        "story": story.pk if story else None,
        "bound": request.method == "POST",
        "may_add": request.user.has_perm("articles.add_article"),
        "most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        "cookie": {"name": SAVED, "path": reverse("admin:index")},
        **(_of_story(story.pk) if story else {}),
    }


def _of_story(article_id: int) -> dict[str, str]:
    return {
        "beat": reverse("admin:articles_desk_beat", args=[article_id]),
        "take": reverse("admin:articles_desk_take", args=[article_id]),
        "change": reverse("admin:articles_article_change", args=[article_id]),
    }


def _answered(desk: "Desk", door: Callable[..., dict[str, Any]]) -> Door:
    """Answer as JSON, refusals too: a page that is signed out is told so, not sent elsewhere."""

    @never_cache
    @wraps(door)
    def answer(request: HttpRequest, **named: Any) -> HttpResponse:
        if not desk.admin_site.has_permission(request):
            return JsonResponse({"code": "signed_out", "error": ""}, status=401)
        try:
            return JsonResponse(door(desk, request, **named))
        except DomainError as refusal:
            return _refused(refusal)

    return answer


def _refused(refusal: DomainError) -> JsonResponse:
    return JsonResponse({"code": refusal.code, "error": str(refusal)}, status=refusal.status)


def token(desk: "Desk", request: HttpRequest) -> dict[str, Any]:
    """Answer who is signed in, with a token for the next request."""
    del desk
    return {"editor": request.user.pk, "token": get_token(request)}


def begin(desk: "Desk", request: HttpRequest) -> dict[str, Any]:
    """Make the draft of a story that is being typed, once, and keep the words."""
    by = _editor(request)
    if not desk.has_add_permission(request):
        raise NotNow("forbidden", 403, _("You may not add stories."))
    key = draft_key(request.POST)
    if not key:
        raise NotNow("bad_key", 400)
    copy = _typed(request)
    story = begin_draft(copy, by=by, key=key)
    kept = _kept(request, story.pk, copy, by=by, seen=1)
    return {
        "story": story.pk,
        "seen": 1,
        **kept,
        **_of_story(story.pk),
        **_here(story.pk, by),
    }


def beat(desk: "Desk", request: HttpRequest, article_id: int) -> dict[str, Any]:
    """Note who is here; keep the words when some were typed; answer who else is."""
    by = _allowed(desk, request, article_id)
    place = request.POST.get("place", "")
    be_present(article_id, by=by, place=place if _PLACE.fullmatch(place) else "")
    kept = {}
    if "typed" in request.POST:
        kept = _kept(request, article_id, _typed(request), by=by, seen=_seen(request))
    return {**kept, **_here(article_id, by)}


def _kept(
    request: HttpRequest, article_id: int, copy: ArticleCopy, *, by: AbstractBaseUser, seen: int
) -> dict[str, Any]:
    """Keep what is typed; what a page sent before it was saved and arrives later is old."""
    page = window(request.POST)
    late = page.key and page.key in request.session.get(DONE, [])
    at = None if late else keep_typing(article_id, copy, by=by, seen=seen, window=page)
    return {"kept_at": rfc3339(at), "kept": True}


def take(desk: "Desk", request: HttpRequest, article_id: int) -> dict[str, Any]:
    """Put what others saved into what is being typed; the page opens anew with both."""
    by = _allowed(desk, request, article_id)
    page = window(request.POST)
    taken = take_in(article_id, _typed(request), by=by, seen=_seen(request), window=page)
    messages.success(request, _("Taken in: {what}.").format(what=what_changed(taken.came_in)))
    if taken.clash_count:
        messages.warning(
            request,
            _("Where you both changed one place, your words stand here. You choose when you save."),
        )
    return {"clash_count": taken.clash_count}


def _discarding(desk: "Desk") -> Door:
    @require_POST
    def discard(request: HttpRequest, article_id: int) -> HttpResponse:
        """Throw away what the editor typed and did not save."""
        try:
            forget_typed(article_id, by=_allowed(desk, request, article_id))
        except DomainError as refusal:
            return _refused(refusal)
        messages.success(request, _("What you had typed is discarded."))
        where = reverse("admin:articles_article_change", args=[article_id])
        return confirmed(request, HttpResponseRedirect(where))

    return discard


def confirmed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the page hear that its words arrived, so that the browser need not keep them."""
    if key := draft_key(request.POST):
        request.session[DONE] = [*request.session.get(DONE, []), key][-MOST_DONE:]
    said = request.POST.get("saving", "")
    if is_key(said):
        where = reverse("admin:index")
        response.set_cookie(
            SAVED, said, max_age=3600, path=where, samesite="Lax", secure=request.is_secure()
        )
    return response


def _editor(request: HttpRequest) -> AbstractBaseUser:
    """Return who types; the words of one never become those of another who signed in since."""
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    if request.POST.get("editor") not in {None, str(request.user.pk)}:
        raise NotNow("somebody_else", 409)
    return request.user


def _allowed(desk: "Desk", request: HttpRequest, article_id: int) -> AbstractBaseUser:
    if request.method != "POST":
        raise NotNow("method_not_allowed", 405)
    story = Article.objects.filter(pk=article_id).first()
    if story is None:
        raise NotNow("gone", 404, _("This story was deleted."))
    if not desk.has_change_permission(request, story):
        why = why_not(request.user, "change", story, clock.now())
        raise NotNow(
            "forbidden", 403, str(WHY[why] if why else _("You may not change this story."))
        )
    return _editor(request)


def _typed(request: HttpRequest) -> ArticleCopy:
    if "body" not in request.POST:
        raise NotNow("no_text", 400, _("The text did not arrive; nothing was saved."))
    try:
        return typed_copy(request.POST, StoryForm.base_fields)
    except FlowError as error:
        raise NotNow("cannot_hold", 422, words.flaw(error)) from None


def _seen(request: HttpRequest) -> int:
    return version_number(request.POST.get("seen_version", ""))


def _here(article_id: int, by: AbstractBaseUser) -> dict[str, Any]:
    saved = last_saved(article_id)
    others = company(article_id, but=by, at=clock.now())
    return {
        "version": saved.number if saved else 0,
        "saved_by": called(saved.by) if saved and saved.by else "",
        "saved_by_me": bool(saved and saved.by_id == by.pk),
        "others": [_shown(one) for one in others],
    }


def _shown(one: Companion) -> dict[str, Any]:
    return {
        "name": one.name,
        "is_here": one.is_here,
        "place": one.place,
        "unsaved_at": rfc3339(one.unsaved_at),
    }
