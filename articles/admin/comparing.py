"""How does an editor see what differs between two states of a story?"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin import past_words, words
from articles.models import Article
from articles.queries.comparison import comparison
from articles.queries.past import Past, Side, both_sides, revisions_of
from articles.queries.printing import printing
from articles.rules.reading_order import Fold
from cms.kernel import clock
from cms.kernel.errors import Missing
from cms.kernel.numbers import version_number

OFFERED = 200  # revisions to choose from, the newest
TEMPLATE = "admin/articles/article/compare.html"


class Unclear(ValueError):
    """The query does not say which two states are meant."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared with what."""

    before: Side
    after: Side


def address(article_id: int, sides: Sides) -> str:
    """Return where two states of a story are compared."""
    query = urlencode({"from": sides.before, "to": sides.after})
    return f"{reverse('admin:articles_article_compare', args=[article_id])}?{query}"


def past(said: str) -> Past:
    """Return which former state is meant.

    Raises Http404 for what can be none.
    """
    if said == "live":
        return "live"
    if not (number := version_number(said)):
        raise Http404
    return number


def story_of(desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int) -> Article:
    """Return the story.

    Raises Http404, PermissionDenied for those who may not even look.
    """
    story = desk.get_object(request, str(article_id))
    if not desk.has_view_or_change_permission(request, story):
        raise PermissionDenied
    if story is None:
        raise Http404
    found: Article = story
    return found


def compare(desk: "ModelAdmin[Article]", request: HttpRequest, article_id: int) -> HttpResponse:
    """Show what differs between two states of a story; a query that is unclear is told so."""
    story = story_of(desk, request, article_id)
    choices = _choices(story)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Compare: {story}").format(story=story),
        "opts": desk.opts,
        "object": story,
        "choices": choices,
    }
    try:
        sides = _sides(request, choices)
        context |= _compared(story, sides)
        context["may_restore"] = desk.has_change_permission(request, story)
        status = 200
    except Unclear as unclear:
        context |= {"unclear": str(unclear), "asked": Sides("live", "now")}
        status = 400
    return TemplateResponse(request, TEMPLATE, context, status=status)


def _compared(story: Article, sides: Sides) -> dict[str, Any]:
    try:
        before, after = both_sides(story, sides.before, sides.after, clock.now())
    except Missing:
        raise Http404 from None
    found = comparison(before, after)
    return {
        "asked": sides,
        "before_called": called(sides.before),
        "after_called": called(sides.after),
        "is_same": found.is_same,
        "facts": [past_words.row(told) for told in found.facts],
        "body": [
            {"fold": row.count} if isinstance(row, Fold) else past_words.row(row)
            for row in found.body
        ],
        "can_restore": sides.before != "now",
    }


def called(which: Side) -> str:
    """Return what a state of a story is called."""
    if which == "live":
        return str(_("what readers see"))
    if which == "now":
        return str(_("what you have"))
    return str(_("revision {number}")).format(number=which)


def _choices(story: Article) -> list[tuple[str, str]]:
    """Return what can be compared: what readers see, what the editors have, each revision."""
    live = printing(story.pk, clock.now()).live
    choices = [("now", str(_("What you have")))]
    if live:
        since = _("What readers see, since {since}").format(since=words.moment(live.live_from))
        choices.append(("live", since))
    for row in revisions_of(story.pk).order_by("-number")[:OFFERED]:
        parts = [f"{row.number}", words.moment(row.at), str(row.by or ""), past_words.why(row.why)]
        choices.append((f"{row.number}", " · ".join(part for part in parts if part)))
    return choices


def _sides(request: HttpRequest, choices: list[tuple[str, str]]) -> Sides:
    """Return what is asked for; without a word, what readers see against what the editors have."""
    keys = [key for key, _label in choices]
    earlier = "live" if "live" in keys else keys[min(2, len(keys) - 1)]
    return Sides(
        before=_side(request.GET.get("from", earlier)), after=_side(request.GET.get("to", "now"))
    )


def _side(said: str) -> Side:
    if said in {"live", "now"}:
        return "live" if said == "live" else "now"
    if not (said.isascii() and said.isdigit()):
        raise Unclear(_("Choose two states of the story to compare."))
    return past(said)
