"""What does the desk ask while an editor writes: who could be meant?"""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.actions.add_expert import add_expert
from articles.models import Article, Expert
from articles.queries.desk import experts_called
from articles.queries.said import saying, stories_quoting
from articles.rules.clean import clean_text
from cms.kernel.errors import DomainError
from cms.kernel.numbers import row_number


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses at which the desk asks."""
    guarded = desk.admin_site.admin_view
    return [
        path("desk/experts/", guarded(experts), name="articles_desk_experts"),
        path("desk/said/", guarded(said), name="articles_desk_said"),
    ]


def experts(request: HttpRequest) -> JsonResponse:
    """Answer the experts whose name, role or organisation holds `q`; POST adds one."""
    if request.method == "POST":
        if not request.user.has_perm("articles.add_expert"):
            return _refused(str(_("You may not add experts.")), 403)
        return _added_expert(request)
    if not request.user.has_perm("articles.view_expert"):
        return _refused(str(_("You may not see experts.")), 403)
    found = experts_called(clean_text(request.GET.get("q", "")))
    return JsonResponse({"results": [_shown(expert) for expert in found]})


def _added_expert(request: HttpRequest) -> JsonResponse:
    facts = {name: request.POST.get(name, "") for name in ("name", "role", "organisation")}
    try:
        return JsonResponse(_shown(add_expert(**facts)), status=201)
    except DomainError as refusal:
        return _refused(" ".join(error["message"] for error in refusal.errors), refusal.status)


def _shown(expert: Expert) -> dict[str, Any]:
    beside = ", ".join(fact for fact in (expert.role, expert.organisation) if fact)
    return {"id": expert.pk, "name": expert.name, "beside": beside, "label": str(expert)}


def said(request: HttpRequest) -> JsonResponse:
    """Answer the other stories that quote the very words `text`, and how often `expert` is."""
    if not request.user.has_perm("articles.view_article"):
        return _refused(str(_("You may not see stories.")), 403)
    story, expert = (row_number(request.GET.get(name, "")) for name in ("story", "expert"))
    found = [
        _linked(article)
        for article in saying(clean_text(request.GET.get("text", "")), beside=story)
    ]
    count = stories_quoting(expert, beside=story) if expert else 0
    told = ngettext("Also quoted in {n} other story", "Also quoted in {n} other stories", count)
    others = told.format(n=count) if count else ""
    return JsonResponse({"results": {"stories": found, "others": others}})


def _linked(article: Article) -> dict[str, str]:
    url = reverse("admin:articles_article_change", args=[article.pk])
    return {"headline": str(article), "url": url}


def _refused(why: str, status: int) -> JsonResponse:
    return JsonResponse({"error": why}, status=status)
