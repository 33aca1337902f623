"""What happens when a button beside the text is pressed?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.actions.allowed import demand
from articles.actions.correct_story import correct_story
from articles.actions.publish import publish
from articles.actions.return_story import return_story
from articles.actions.schedule import schedule
from articles.actions.submit import submit
from articles.actions.withdraw import unschedule, withdraw
from articles.admin import words
from articles.models import Article, Edition
from articles.queries.desk import expiry_of, stands, with_standing
from articles.queries.printing import is_in_print
from articles.queries.working_copy import load
from articles.rules.who_may import Move
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


def _submit(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    submit(story.pk, by=by, version=story.version, note=facts.get("submit_note", ""))
    return str(_("Submitted: “{story}” waits at the desk."))


def _return(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    return_story(story.pk, by=by, version=story.version, note=facts.get("return_note", ""))
    return str(_("“{story}” is back with the writer, with your note."))


def _publish(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    if _is_out(story, facts):
        return str(_("Readers see exactly this already."))
    publish(story.pk, by=by, version=story.version, until=_until(story, facts))
    return str(_("Published: readers see “{story}” now."))


def _is_out(story: Article, facts: Facts) -> bool:
    """Return whether readers see this very version, until the moment that is asked for."""
    now = clock.now()
    stored = with_standing(Article.objects.all(), now).get(pk=story.pk)
    state = stands(stored, now)
    until = facts.get("publish_until", state.until)
    same = state.code == "live" and not state.next_at and until == state.until
    return same and is_in_print(story.pk, load(stored), now)


def _schedule(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    at = facts.get("publish_at")
    if at is None:
        return _publish(story, by, facts)
    live = Edition.objects.live(clock.now()).filter(article=story).exists()
    schedule(story.pk, by=by, version=story.version, at=at, until=_until(story, facts))
    said = (
        _("A change to “{story}” goes live {when}.") if live else _("“{story}” goes live {when}.")
    )
    return str(said).replace("{when}", words.moment(at))


def _correct(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    substantive, note = bool(facts.get("substantive")), facts.get("note", "")
    correct_story(story.pk, by=by, version=story.version, note=note, substantive=substantive)
    return str(_("Corrected: readers see the change in “{story}” now."))


def _unschedule(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    del facts
    unschedule(story.pk, by=by)
    return str(_("What was scheduled for “{story}” is called off."))


def _withdraw(story: Article, by: AbstractBaseUser, facts: Facts) -> str:
    withdraw(story.pk, by=by, note=facts.get("withdrawal_note", ""))
    return str(_("“{story}” is withdrawn."))


Act = Callable[[Article, AbstractBaseUser, Facts], str]
# The name of the button: which move it is (rules.who_may says whose), and what it does.
MOVES: dict[str, tuple[Move, Act]] = {
    "_submit": ("submit", _submit),
    "_return": ("return", _return),
    "_publish": ("publish", _publish),
    "_schedule": ("schedule", _schedule),
    "_correct": ("correct", _correct),
    "_unschedule": ("unschedule", _unschedule),
    "_withdraw": ("withdraw", _withdraw),
}


def asked(request: HttpRequest) -> str:
    """Return the name of the move whose button was pressed, or ""."""
    return next((name for name in MOVES if name in request.POST), "")


def move(request: HttpRequest, name: str, story: Article, facts: Facts) -> bool:
    """Do what a button says and tell the editor what came of it; return whether it was done."""
    asked_for, act = MOVES[name]
    now = clock.now()
    assert isinstance(request.user, AbstractBaseUser)  # noqa: S101 - an invariant
    try:
        stored = with_standing(Article.objects.all(), now).get(pk=story.pk)
        demand(request.user, asked_for, stored, now)
        done = act(story, request.user, facts)
    except DomainError as refusal:
        messages.error(request, _told(story, refusal))
        return False
    messages.success(request, done.format(story=story))
    return True


def _told(story: Article, refusal: DomainError) -> str:
    reasons = " ".join(dict.fromkeys(error["message"] for error in refusal.errors))
    return f"“{story}”: {refusal} {reasons}".strip()
