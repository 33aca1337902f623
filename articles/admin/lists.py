"""How are many stories published, withdrawn or tagged together?

A page lists first what would happen and what cannot, and why. Each story is then done by itself
through the action, on the version that the page showed: what is refused leaves the others done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.actions.allowed import SAYS
from articles.actions.publish import publish
from articles.actions.tag_stories import tag_story, tags_called
from articles.actions.withdraw import withdraw
from articles.admin import plans
from articles.admin.list_forms import PublishForm, TagForm, WithdrawForm
from articles.admin.story_lists import MOST
from articles.admin.story_moves import PUBLISH, WITHDRAW
from articles.models import Article
from articles.queries.desk import expiry_of
from articles.queries.rights import why_not
from articles.rules.who_may import Move
from cms.kernel import clock
from cms.kernel.errors import DomainError
from cms.kernel.numbers import row_numbers, version_number

Facts = dict[str, Any]
CHANGE = "articles.change_article"


@dataclass(frozen=True, slots=True)
class Together:
    """One thing to do with many stories.

    `do` returns whether it changed anything; `ready` turns the form's answers into its facts.
    """

    needs: str
    title: Any
    button: Any
    done: Any
    form: type[forms.Form]
    plan: Callable[[Sequence[Any], datetime], list[plans.Planned]]
    do: Callable[[int, int, AbstractBaseUser, Facts], bool]
    ready: Callable[[Facts], Facts] = dict


def _publish(pk: int, version: int, by: AbstractBaseUser, facts: Facts) -> bool:
    until = expiry_of(pk, clock.now())
    publish(pk, by=by, version=version, until=until, note=facts["note"])
    return True


def _withdraw(pk: int, _version: int, by: AbstractBaseUser, facts: Facts) -> bool:
    withdraw(pk, by=by, note=facts["note"])
    return True


def _tag(pk: int, version: int, by: AbstractBaseUser, facts: Facts) -> bool:
    return tag_story(pk, by=by, version=version, add=facts["add"], remove=facts["remove"])


def _tags(facts: Facts) -> Facts:
    """Make the new tags, once for all stories."""
    made = tags_called(facts.get("new") or [])
    return {
        "add": [tag.pk for tag in (*facts["add"], *made)],
        "remove": [tag.pk for tag in facts["remove"]],
    }


TOGETHER = {
    "publish": Together(
        PUBLISH, _("Publish together"), _("Publish these now"), _("Published: {count}."),
        PublishForm, plans.publishing, _publish,
    ),
    "withdraw": Together(
        WITHDRAW, _("Withdraw together"), _("Withdraw these"), _("Withdrawn: {count}."),
        WithdrawForm, plans.withdrawing, _withdraw,
    ),
    "tag": Together(
        CHANGE, _("Tag together"), _("Tag these"), _("Tagged: {count}."),
        TagForm, plans.tagging, _tag, _tags,
    ),
}  # fmt: skip

MOVES: dict[str, Move] = {"publish": "publish", "withdraw": "withdraw", "tag": "change"}


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the address of the page that asks, and does."""

    def page(request: HttpRequest, what: str) -> HttpResponse:
        return together(desk, request, what)

    view = desk.admin_site.admin_view(page)
    return [path("together/<slug:what>/", view, name="articles_article_together")]


def together(desk: "ModelAdmin[Article]", request: HttpRequest, what: str) -> HttpResponse:
    """Show the plan; on POST do it, and tell on the list what came of it."""
    if what not in TOGETHER:
        raise Http404
    job = TOGETHER[what]
    if not (request.user.has_perm(job.needs) and desk.has_view_permission(request)):
        raise PermissionDenied
    stories = plans.chosen(_numbers(request), clock.now())
    form = job.form(request.POST or None, desk=desk, stories=stories, user=request.user)  # type: ignore[call-arg]
    if request.method == "POST" and form.is_valid():
        _do(request, job, stories, form.cleaned_data)
        return HttpResponseRedirect(_back(request))
    return _page(desk, request, what, stories, form)


def _numbers(request: HttpRequest) -> list[int]:
    return row_numbers(request.GET.getlist("story")[:MOST])


def _back(request: HttpRequest) -> str:
    asked = request.GET.get("back", "")
    address = reverse("admin:articles_article_changelist")
    return f"{address}?{asked}" if asked else address


def _page(
    desk: "ModelAdmin[Article]", request: HttpRequest, what: str, stories: list[Any], form: Any
) -> HttpResponse:
    job = TOGETHER[what]
    now = clock.now()
    planned = [_if_allowed(request.user, what, one, now) for one in job.plan(stories, now)]
    context = {
        **desk.admin_site.each_context(request),
        "title": job.title,
        "opts": desk.opts,
        "media": desk.media + form.media,
        "what": what,
        "job": job,
        "form": form,
        "possible": [one for one in planned if not one.reasons],
        "impossible": [one for one in planned if one.reasons],
        "ticked": request.POST.getlist("chosen") if request.POST else None,
        "back": _back(request),
    }
    request.current_app = desk.admin_site.name
    return TemplateResponse(request, "admin/articles/article/together.html", context)


def _if_allowed(user: Any, what: str, planned: plans.Planned, now: datetime) -> plans.Planned:
    """Return the plan for a story, or why it is not for this user to do."""
    reason = why_not(user, MOVES[what], planned.story, now)
    return replace(planned, reasons=(str(SAYS[reason]), *planned.reasons)) if reason else planned


def _do(request: HttpRequest, job: Together, stories: list[Any], facts: Facts) -> None:
    """Do it with each ticked story by itself, and say in one message what came of it."""
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    ticked = set(request.POST.getlist("chosen"))
    done, same, refused = 0, 0, []
    ready = job.ready(facts)
    for story in stories:
        if str(story.pk) not in ticked:
            continue
        try:
            changed = job.do(story.pk, _seen(request, story.pk), request.user, ready)
        except (DomainError, ObjectDoesNotExist) as refusal:
            refused.append((str(story), _why(refusal)))
        else:
            done, same = done + changed, same + (not changed)
    level = messages.WARNING if refused else messages.SUCCESS
    messages.add_message(request, level, _told(job, done, same, refused))


def _seen(request: HttpRequest, pk: int) -> int:
    """Return the version that the page showed; 0, which is always stale, when it says none."""
    return version_number(request.POST.get(f"version-{pk}", ""))


def _why(refusal: Exception) -> str:
    if not isinstance(refusal, DomainError):
        return str(_("It is not there any more."))
    reasons = " ".join(dict.fromkeys(error["message"] for error in refusal.errors))
    return f"{refusal} {reasons}".strip()


def _told(job: Together, done: int, same: int, refused: list[tuple[str, str]]) -> SafeString:
    said = [str(job.done).format(count=done)]
    if same:
        said.append(str(_("As they were: {count}.")).format(count=same))
    if not refused:
        return format_html("{}", " ".join(said))
    said.append(str(_("Refused: {count}.")).format(count=len(refused)))
    lines = format_html_join("", "<li>“{}”: {}</li>", refused)
    return format_html("{}<ul>{}</ul>", " ".join(said), lines)
