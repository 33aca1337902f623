"""What stands beside the text: how the story stands, and what it still lacks?"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from articles.admin import words
from articles.admin.checklist import checklist
from articles.admin.story_live import page_of, snippets
from articles.admin.story_moves import DISCUSS
from articles.models import Article
from articles.models.counters import CommentPolicy
from articles.queries.addresses import address_of, page_url
from articles.queries.desk import stands, with_standing
from articles.queries.desk_notes import notes_of
from articles.queries.discussion import standing
from articles.queries.lookalikes import slug_claims
from articles.queries.moves import moves_of
from articles.queries.printing import is_in_print
from articles.queries.rights import is_own, rights_of
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy
from articles.rules.names import slug_of
from articles.rules.standing import Standing
from articles.rules.who_may import MOVES, Asked, refusal
from articles.rules.words import reading_minutes, word_count
from cms.kernel import clock


def beside(request: HttpRequest, story: Article | None) -> dict[str, Any]:
    """Return what the column beside the text shows."""
    now = clock.now()
    stored = with_standing(Article.objects.all(), now).get(pk=story.pk) if story else None
    state = stands(stored, now) if stored else Standing("draft")
    number = stored.pk if stored else None
    moves = moves_of(number)
    copy = load(stored) if stored else ArticleCopy()
    if stored and state.code == "live" and state.next_at is None:
        state = replace(state, unseen=not is_in_print(stored.pk, copy, now))
    claims = slug_claims(copy.slug, copy.language, but=number)
    count = word_count(copy)
    return {
        "state": words.badge(state),
        "state_said": words.said_of(stored, state) if stored else words.said(state),
        "moves_said": words.moves_said(state, moves),
        "returned": state.code == "draft" and words.is_returned(moves),
        "moves": moves.newest,
        "calls_off": words.calls_off(state),
        "will": words.will(state),
        "address": page_of(copy),
        "lacking": checklist(copy, claims) if stored else [],
        "told": snippets(copy),
        "slug_follows": _follows(stored),
        "is_new": stored is None,
        "is_live": state.code == "live",
        "is_public": state.code in {"live", "expired"},
        "is_scheduled": state.next_at is not None,
        "is_submitted": stored is not None and stored.submitted_at is not None,
        "may": _may(request, stored, now),
        "may_discuss": request.user.has_perm(DISCUSS),
        "rules_in_force": _in_force(story, now) if state.code == "live" else "",
        "clock_zone": words.zone(),
        **notes_of(number),
        "word_count": count,
        "minutes": reading_minutes(count),
        "stored": stored,
        **(_addresses(story.pk) if story and state.code == "live" else {}),
    }


def _in_force(story: Any, now: datetime) -> Any:
    """Return in words how replies to a live story are taken at the moment."""
    return CommentPolicy(standing(story.pk, now).policy).label


def _may(request: HttpRequest, stored: Any, now: datetime) -> dict[str, bool]:
    """Return which moves the user may make; whoever writes a new story made it."""
    rights = rights_of(request.user)
    own = rights.publish or stored is None or is_own(request.user, stored)
    code = stands(stored, now).code if stored else "draft"
    return {move: not refusal(move, rights, Asked(code, own)) for move in MOVES}


def _addresses(article_id: int) -> dict[str, str]:
    """Return where readers and programs find a live story."""
    found = address_of(article_id, clock.now())
    if found is None:
        return {}
    slug, language = found
    api = f"{reverse('article', args=[slug])}?{urlencode({'language': language})}"
    return {"as_page": page_url(slug, language), "as_api": api}


def _follows(stored: Article | None) -> bool:
    """Return whether the slug is still made from the headline: nobody wrote one, or saw it."""
    if stored is None or not stored.slug:
        return True
    return stored.first_published_at is None and stored.slug == slug_of(stored.headline)
