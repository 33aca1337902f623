"""Which answers must caches forget when something changes before the readers?

What only the clock changes needs no word: no answer is kept past that moment (kernel.answers).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from articles.models import Edition
from articles.rules.list_keys import lists_of, under
from cms.kernel import clock
from cms.kernel.announce import Listener
from cms.kernel.keys import EVERYTHING
from cms.kernel.stale import stale


def editions_came(editions: Iterable[Edition]) -> None:
    """Forget the stories of new editions, and the lists in which they stand, stood or will stand.

    Nothing where an edition begins later than any answer is kept: it would tell that one is coming.
    """
    if not settings.PURGE_URLS:
        return
    soon = _kept_until()
    articles = [edition.article_id for edition in editions if edition.live_from <= soon]
    present = Edition.objects.filter(article_id__in=articles, live_from__lte=soon)
    stale(*dict.fromkeys(key for edition in present for key in _keys(edition)))


def edition_went(instance: Edition, **_signal: Any) -> None:
    """Forget a story whose edition is deleted; a receiver of `pre_delete`."""
    if settings.PURGE_URLS and instance.live_from <= clock.now():
        stale(*_keys(instance))


def _kept_until() -> datetime:
    longest = settings.CACHE_FRESH_SECONDS + settings.CACHE_STALE_SECONDS
    return clock.now() + timedelta(seconds=longest)


def _keys(edition: Edition) -> list[str]:
    return lists_of(edition.keys, language=edition.language, story_id=edition.story_id)


def thing_changed(kind: str, subject: str, facts: dict[str, Any]) -> None:
    """Forget what shows a person, a heading or a photo that was corrected; a listener.

    Of one that was deleted, the lists asked for by its name: that may become another's.
    """
    thing = kind.partition(".")[0]
    stale(f"{thing}-{subject}", "changes")
    if merged := facts.get("merged"):
        lists = [under(thing, subject), under(thing, merged)]
        stale(f"{thing}-{merged}", *lists, "quotes")


def story_moved(_kind: str, subject: str, facts: dict[str, Any]) -> None:
    """Forget a story that was withdrawn or merged, and the one that it became; a listener."""
    into = [f"article-{facts['into']}"] if "into" in facts else []
    stale(f"article-{subject}", *into, "articles", "changes")


def address_given_up(_kind: str, subject: str, _facts: dict[str, Any]) -> None:
    """Forget the redirect from a former address, which bears the story's key; a listener."""
    stale(f"article-{subject}", "changes")


def everything_changed(*_facts: Any) -> None:
    """Forget all answers: every story says how replies to it are taken; a listener."""
    stale(EVERYTHING)


FORGETTING: dict[str, Listener] = {
    "expert.updated": thing_changed,
    "tag.updated": thing_changed,
    "category.updated": thing_changed,
    "author.updated": thing_changed,
    "photo.updated": thing_changed,
    "expert.deleted": thing_changed,
    "tag.deleted": thing_changed,
    "category.deleted": thing_changed,
    "author.deleted": thing_changed,
    "article.withdrawn": story_moved,
    "article.merged": story_moved,
    "article.address_given_up": address_given_up,
    "discussion.rules_changed": everything_changed,
}
