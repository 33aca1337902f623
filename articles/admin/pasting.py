"""How does a pasted page become a story, guess by guess?"""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.http.request import RawPostDataException
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.importers.page_reading import MOST_PASTED, PageTooLong, Pasted, read_page
from articles.importers.page_shown import lines_of, shown
from articles.importers.page_taken import Choice, Rights, Taken, take_page
from articles.models import Article
from articles.rules.flow import to_flow
from cms.kernel.errors import DomainError, Invalid
from cms.kernel.sent import LARGEST

Json = dict[str, Any]
MOST_REFUSED = 5_000
LANGUAGE_LENGTH = 12


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of these doors."""
    guarded = desk.admin_site.admin_view
    return [
        path("desk/page/", guarded(require_POST(proposed)), name="articles_desk_page"),
        path("desk/page/taken/", guarded(require_POST(taken)), name="articles_desk_page_taken"),
    ]


def facts() -> Json:
    """Return what the desk needs to ask here: the addresses, and how long a page may be."""
    return {
        "page": reverse("admin:articles_desk_page"),
        "page_taken": reverse("admin:articles_desk_page_taken"),
        "page_most": MOST_PASTED,
    }


def proposed(request: HttpRequest) -> JsonResponse:
    """Answer what story the page proposes; nothing is saved."""
    try:
        asked = _asked(request)
        reading = read_page(asked.pasted)
    except DomainError as refusal:
        return _refused(refusal)
    return JsonResponse({"lines": lines_of(reading), **shown(reading.proposal)})


def taken(request: HttpRequest) -> JsonResponse:
    """Make who and what the page needs, and answer what the form is filled with."""
    try:
        asked = _asked(request)
        told = take_page(
            read_page(asked.pasted).proposal,
            asked.people,
            _rights(request),
            language=asked.language,
            story=asked.story,
        )
    except DomainError as refusal:
        return _refused(refusal)
    return JsonResponse(_filled(told))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk sent."""

    pasted: Pasted
    people: dict[str, Choice]
    language: str
    story: int | None


class NotAllowed(DomainError):
    """The editor may write no story."""

    code = "permission_denied"
    status = 403
    message = _("You may not write stories.")


def _asked(request: HttpRequest) -> Asked:
    """Return what was sent.

    Raises NotAllowed (403), Invalid (400), PageTooLong (413).
    """
    user = request.user
    if not (user.has_perm("articles.add_article") or user.has_perm("articles.change_article")):
        raise NotAllowed
    sent = _body(request)
    refused, story = sent.get("refused", []), sent.get("story")
    if not isinstance(refused, list) or len(refused) > MOST_REFUSED:
        raise Invalid
    if not (story is None or _is_number(story)):
        raise Invalid
    return Asked(
        Pasted(_text(sent, "text"), _text(sent, "html"), {str(one) for one in refused}),
        _choices(sent.get("people", {})),
        _text(sent, "language")[:LANGUAGE_LENGTH] or "en",
        story,
    )


def _body(request: HttpRequest) -> Json:
    try:
        sent = json.loads(request.body)
    except RequestDataTooBig:
        length = int(request.headers.get("Content-Length") or 0)
        raise PageTooLong(most=MOST_PASTED, count=length) from None
    except (ValueError, RecursionError, RawPostDataException):
        raise Invalid from None
    if not isinstance(sent, dict):
        raise Invalid
    return sent


def _text(sent: Json, name: str) -> str:
    """Return a text without what no database can hold."""
    text = sent.get(name, "")
    if not isinstance(text, str):
        raise Invalid
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _choices(people: Any) -> dict[str, Choice]:
    if not isinstance(people, dict):
        raise Invalid
    return {str(key): _choice(chosen) for key, chosen in people.items()}


def _choice(chosen: Any) -> Choice:
    if not isinstance(chosen, dict):
        raise Invalid
    expert = chosen.get("expert")
    if expert is not None and not _is_number(expert):
        raise Invalid
    return Choice(expert, *(_text(chosen, name) for name in ("name", "role", "organisation")))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST


def _rights(request: HttpRequest) -> Rights:
    return Rights(
        experts=request.user.has_perm("articles.add_expert"),
        authors=request.user.has_perm("articles.add_author"),
        tags=request.user.has_perm("articles.add_tag"),
    )


def _filled(told: Taken) -> Json:
    copy = told.copy
    return {
        "headline": copy.headline,
        "standfirst": copy.standfirst,
        "slug": copy.slug,
        "language": copy.language,
        "body": to_flow(copy.sections, told.speakers),
        "byline": _named(told.authors),
        "tags": _named(told.tags),
        "source": {"name": copy.source.name, "url": copy.source.url},
        "lead": {
            "caption": copy.lead.caption if copy.lead else "",
            "credit": copy.lead.credit if copy.lead else "",
            "alt": copy.lead.alt if copy.lead else "",
        },
        "told": list(told.told),
    }


def _named(rows: Any) -> list[Json]:
    return [{"id": number, "name": name} for number, name in rows.items()]


def _refused(refusal: DomainError) -> JsonResponse:
    why = " ".join(str(error["message"]) for error in refusal.errors) or str(refusal)
    return JsonResponse({"error": why, "code": refusal.code}, status=refusal.status)
