"""What happens when an editor presses a button beside the text?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.actions.publish import publish
from articles.actions.withdraw import unschedule, withdraw
from articles.admin import words
from articles.models import Article
from articles.queries.desk import expiry_of
from cms.kernel import clock
from cms.kernel.errors import DomainError

Facts = dict[str, Any]
PUBLISH, WITHDRAW = "articles.publish_article", "articles.withdraw_article"
DISCUSS = "articles.change_discussion"


def _until(story: Article, facts: Facts) -> datetime | None:
    """Return when the story is to end: as the form says, else as it was to end before."""
    if "publish_until" in facts:
        until: datetime | None = facts["publish_until"]
        return until
    return expiry_of(story.pk, clock.now())


def _publish(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    publish(story.pk, by=by, version=story.version, until=_until(story, facts))
    return str(_("Published: readers see “{story}” now."))


def _schedule(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    at = facts.get("publish_at")
    publish(story.pk, by=by, version=story.version, at=at, until=_until(story, facts))
    if at is None:
        return str(_("Published: readers see “{story}” now."))
    return str(_("“{story}” goes live {when}.")).replace("{when}", words.moment(at))


def _correct(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    publish(
        story.pk,
        by=by,
        version=story.version,
        until=_until(story, facts),
        correction=facts.get("note", ""),
        substantive=bool(facts.get("substantive")),
    )
    return str(_("Corrected: readers see the change in “{story}” now."))


def _unschedule(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    del facts
    unschedule(story.pk, by=by)
    return str(_("What was scheduled for “{story}” is called off."))


def _withdraw(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    withdraw(story.pk, by=by, note=facts.get("withdrawal_note", ""))
    return str(_("“{story}” is withdrawn."))


Move = Callable[[Article, AbstractBaseUser, Facts], str]
# The name of the button: who may press it, and what it does.
MOVES: dict[str, tuple[str, Move]] = {
    "_publish": (PUBLISH, _publish),
    "_schedule": (PUBLISH, _schedule),
    "_correct": (PUBLISH, _correct),
    "_unschedule": (PUBLISH, _unschedule),
    "_withdraw": (WITHDRAW, _withdraw),
}


def asked(request: HttpRequest) -> str:
    """Return the name of the move whose button was pressed, or ""."""
    return next((name for name in MOVES if name in request.POST), "")


def move(request: HttpRequest, name: str, story: Article, facts: Facts) -> bool:
    """Do what a button says and tell the editor what came of it; return whether it was done."""
    permission, act = MOVES[name]
    if not request.user.has_perm(permission):
        messages.error(request, _("You may not do that; ask an editor who may."))
        return False
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    try:
        done = act(story, request.user, facts)
    except DomainError as refusal:
        messages.error(request, _told(story, refusal))
        return False
    messages.success(request, done.format(story=story))
    return True


def _told(story: Article, refusal: DomainError) -> str:
    reasons = " ".join(dict.fromkeys(error["message"] for error in refusal.errors))
    return f"“{story}”: {refusal} {reasons}".strip()
