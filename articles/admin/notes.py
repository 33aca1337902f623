"""What do the desk and the writer tell each other about a draft?"""

from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from articles.actions.desk_notes import add_note, reopen_note, settle_note
from articles.models import Article, DeskNote
from articles.queries.desk_notes import notes_of
from articles.rules.clean import clean_text
from cms.kernel.errors import DomainError

LIST = "admin/articles/article/desk/notes_list.html"


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of these doors."""
    guarded = desk.admin_site.admin_view
    return [
        path(
            "<int:article_id>/notes/",
            guarded(partial(notes, desk)),
            name="articles_desk_notes",
        ),
        path(
            "<int:article_id>/notes/<int:note_id>/",
            guarded(partial(one_note, desk)),
            name="articles_desk_note",
        ),
    ]


def notes(desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int) -> JsonResponse:
    """Answer the notes on a story as its card shows them; POST adds one."""
    if refused := _refused(desk, request, article_id):
        return refused
    if request.method == "POST":
        text, block = request.POST.get("text", ""), clean_text(request.POST.get("block", ""))
        try:
            add_note(article_id, by=_who(request), text=text, block=block)
        except DomainError as refusal:
            why = " ".join(error["message"] for error in refusal.errors)
            return JsonResponse({"error": why}, status=refusal.status)
    return _list(request, article_id)


def one_note(
    desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int, note_id: int
) -> JsonResponse:
    """Settle a note on POST, or open it again (`open=1`), and answer the list."""
    if refused := _refused(desk, request, article_id):
        return refused
    if not DeskNote.objects.filter(pk=note_id, article=article_id).exists():
        raise Http404
    if request.method == "POST":
        if request.POST.get("open"):
            reopen_note(note_id)
        else:
            settle_note(note_id, by=_who(request))
    return _list(request, article_id)


def _refused(
    desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int
) -> JsonResponse | None:
    """Return why not: whoever writes in this newsroom may leave a note on any story."""
    if not desk.has_change_permission(request):
        return JsonResponse({"error": str(_("You may not write notes here."))}, status=403)
    if not Article.objects.filter(pk=article_id).exists():
        raise Http404
    return None


def _list(request: HttpRequest, article_id: int) -> JsonResponse:
    found = notes_of(article_id)
    shown = render_to_string(LIST, found | {"article_id": article_id}, request)
    return JsonResponse({"html": shown, "open": found["open_notes"], "blocks": blocks(found)})


def blocks(found: dict[str, Any]) -> list[str]:
    """Return the ids of the blocks that open notes are about."""
    return [note.block for note in found["notes"] if note.block and note.settled_at is None]


def _who(request: HttpRequest) -> AbstractBaseUser:
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - the door is guarded
    return request.user
