"""What stands beside the text: how the story stands, and what it still lacks?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from articles.actions.lacking import said
from articles.admin import words
from articles.admin.story_moves import DISCUSS
from articles.models import Article, Edition
from articles.queries.desk import stands, with_standing
from articles.queries.desk_notes import notes_of
from articles.queries.moves import moves_of
from articles.queries.rights import is_own, rights_of
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy
from articles.rules.lacks import lacks
from articles.rules.names import slug_of
from articles.rules.standing import Standing
from articles.rules.who_may import MOVES, Asked, refusal
from articles.rules.words import reading_minutes, word_count
from cms.kernel import clock

_FIELDS = {
    "headline": "id_headline",
    "standfirst": "id_standfirst",
    "slug": "id_slug",
    "category": "id_category",
    "lead": "lead",
}
_LEAD = {"caption": "id_lead_caption", "credit": "id_lead_credit", "alt": "id_lead_alt"}


@dataclass(frozen=True, slots=True)
class Missing:
    """One line of the checklist: what is missing, where in words, and what to jump to."""

    says: str
    where: str
    target: str
    key: str


def beside(request: HttpRequest, story: Article | None) -> dict[str, Any]:
    """Return what the column beside the text shows."""
    now = clock.now()
    stored = with_standing(Article.objects.all(), now).get(pk=story.pk) if story else None
    state = stands(stored, now) if stored else Standing("draft")
    number = stored.pk if stored else None
    moves = moves_of(number)
    copy = load(stored) if stored else ArticleCopy()
    count = word_count(copy)
    return {
        "state": words.badge(state),
        "state_said": words.said_of(stored, state) if stored else words.said(state),
        "moves_said": words.moves_said(state, moves),
        "moves": moves.newest,
        "calls_off": words.calls_off(state),
        "will": words.will(state),
        "address": _page(copy),
        "lacking": _checklist(copy) if stored else [],
        "is_new": stored is None,
        "is_live": state.code == "live",
        "is_public": state.code in {"live", "expired"},
        "is_scheduled": state.next_at is not None,
        "is_submitted": stored is not None and stored.submitted_at is not None,
        "may": _may(request, stored, now),
        "may_discuss": request.user.has_perm(DISCUSS),
        "clock_zone": words.zone(),
        **notes_of(number),
        "word_count": count,
        "minutes": reading_minutes(count),
        "stored": stored,
        "as_api": _address(story.pk) if story and state.code == "live" else "",
    }


def _may(request: HttpRequest, stored: Any, now: datetime) -> dict[str, bool]:
    """Return which moves the user may make; whoever writes a new story made it."""
    rights = rights_of(request.user)
    own = rights.publish or stored is None or is_own(request.user, stored)
    code = stands(stored, now).code if stored else "draft"
    return {move: not refusal(move, rights, Asked(code, own)) for move in MOVES}


def _page(copy: ArticleCopy) -> str:
    """Return where readers find, or will find, the story."""
    slug = copy.slug or slug_of(copy.headline)
    return settings.ARTICLE_URL.format(language=copy.language, slug=slug) if slug else ""


def _address(article_id: int) -> str:
    """Return where the API gives a live story to its readers."""
    edition = Edition.objects.live(clock.now()).filter(article=article_id).first()
    if edition is None:
        return ""
    return f"{reverse('article', args=[edition.slug])}?{urlencode({'language': edition.language})}"


def _checklist(copy: Any) -> list[Missing]:
    found = []
    for lack in lacks(copy):
        where, key = words.place(lack.field, copy)
        names = lack.field.strip("/").split("/")
        target = _LEAD.get(names[-1]) if names[0] == "lead" and len(names) > 1 else None
        found.append(
            Missing(said(lack)["message"], where, target or _FIELDS.get(names[0], "id_body"), key)
        )
    return found
