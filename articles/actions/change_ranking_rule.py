"""How does an editor keep a story out of the rankings, or pin it above them, and end that again?"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, RankingKind, RankingRule, TimelineEntry
from articles.models.history import Did
from cms.kernel import clock
from cms.kernel.errors import Invalid, at_field
from cms.kernel.times import is_sane

DID = {RankingKind.EXCLUDE.value: Did.UNRANKED, RankingKind.PIN.value: Did.PINNED}


@transaction.atomic
def change_ranking_rule(
    *, article_id: int, kind: str, until: datetime | None, reason: str, by: AbstractBaseUser
) -> RankingRule:
    """Rule on a story in the rankings, until a moment or until somebody ends it; it holds at once.

    What was ruled on the story before is replaced. The timeline keeps who did it, when and why.
    Raises Invalid (400) for a kind that is not known and a moment that is over, and
    Article.DoesNotExist.
    """
    at = clock.now()
    if kind not in DID:
        raise Invalid([at_field("/kind", "unknown_choice", kind)])
    if until is not None and not is_sane(until):
        raise Invalid([at_field("/until", "too_far", _("This is too far away."))])
    if until is not None and until <= at:
        raise Invalid([at_field("/until", "past", _("This moment is over."))])
    story = Article.objects.locked(article_id)
    rule, _made = RankingRule.objects.update_or_create(
        article=story,
        defaults={"kind": kind, "until": until, "reason": reason, "by_id": by.pk, "at": at},
    )
    _note(story, DID[kind], by, reason)
    return rule


@transaction.atomic
def drop_ranking_rule(*, article_id: int, by: AbstractBaseUser) -> None:
    """Let the story stand where its readers put it; nothing happens where nothing was ruled.

    That a rule whose time was over leaves the list changes nothing, and is not told.
    """
    story = Article.objects.locked(article_id)
    rules = RankingRule.objects.filter(article=story)
    held = rules.in_force(clock.now()).exists()
    rules.delete()
    if held:
        _note(story, Did.RANKED, by, "")


def _note(story: Article, did: Did, by: AbstractBaseUser, note: str) -> None:
    TimelineEntry.objects.create(article=story, did=did, by_id=by.pk, note=note)
