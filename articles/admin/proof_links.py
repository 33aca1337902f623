"""Who else may look at a draft, and until when? Links are made, listed and ended here."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

from articles.actions.preview_links import end_link, end_links, link_beside, make_link, page_address
from articles.admin import words
from articles.models import Article, PreviewLink
from articles.queries.previews import links_to
from cms.kernel import clock
from cms.kernel.errors import DomainError, Invalid, at_field
from cms.kernel.numbers import row_number

HOURS = {1: _("an hour"), 24: _("a day"), 72: _("three days"), 168: _("a week")}


def links(desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int) -> JsonResponse:
    """Do what is asked with the story's links, and answer those that show it now.

    `make` with a number of hours, `beside` for the pane of another frontend, `end` with the
    number of a link or "all".
    """
    story = desk.get_object(request, str(article_id))
    if story is None or not desk.has_change_permission(request, story):
        raise PermissionDenied
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    try:
        made = _done(story, request.POST, request.user)
    except DomainError as refusal:
        return JsonResponse({"error": str(refusal)}, status=refusal.status)
    page = page_address(made) if made else None
    return JsonResponse(
        {"page": page, "links": listed(story)}, headers={"Cache-Control": "no-store"}
    )


def _done(story: Article, asked: Any, by: AbstractBaseUser) -> PreviewLink | None:
    if "beside" in asked:
        return link_beside(story.pk, by=by)
    if "end" in asked:
        _end(story, asked["end"])
        return None
    hours = asked.get("make", "")
    if hours not in {str(offered) for offered in HOURS}:
        raise Invalid([at_field("/make", "invalid_choice", _("This is none of the choices."))])
    return make_link(story.pk, by=by, hours=int(hours))


def _end(story: Article, which: str) -> None:
    if which == "all":
        end_links(story.pk)
    else:
        end_link(story.pk, row_number(which) or 0)


def listed(story: Article) -> list[dict[str, Any]]:
    """Return the links that show the story at the moment; what was sent cannot be read again."""
    return [
        {
            "id": link.pk,
            "by": link.by.get_username() if link.by else "-",
            "until": words.moment(link.expires_at),
            "beside": link.beside,
        }
        for link in links_to(story.pk, clock.now())
    ]
