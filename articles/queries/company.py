"""Who else is in a story, and who has text there that is not saved?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from articles.models import Presence, Revision, RollingRevision
from articles.rules.copy import ArticleCopy
from articles.rules.document import DocumentError, read

WINDOW = "window"  # beside the story in a rolling revision: the key of the page that wrote it
SEEN_WITHIN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Companion:
    """Another editor: in the story now or not, in which block, and since when unsaved."""

    name: str
    is_here: bool
    place: str
    unsaved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Typed:
    """What an editor typed into a version and did not save."""

    copy: ArticleCopy
    seen_version: int
    at: datetime


def company(article_id: int, *, but: AbstractBaseUser | None, at: datetime) -> list[Companion]:
    """Return the others in a story by name: those seen just now, those with unsaved text.

    Two statements.
    """
    mine = but.pk if but else None
    here = Presence.objects.filter(article=article_id, seen_at__gt=at - SEEN_WITHIN)
    places = {row.by: row.place for row in here.exclude(by=mine).select_related("by")}
    rows = RollingRevision.objects.filter(article=article_id).exclude(by=mine)
    unsaved = {row.by: row.at for row in rows.select_related("by").defer("tree")}
    found = [
        Companion(called(who), who in places, places.get(who, ""), unsaved.get(who))
        for who in {**places, **unsaved}
    ]
    return sorted(found, key=lambda one: (not one.is_here, one.name))


def called(who: Any) -> str:
    """Return how an editor is called: by the full name where one is given."""
    return str(who.get_full_name() or who.get_username())


def last_saved(article_id: int) -> Revision | None:
    """Return the newest revision of a story, without its tree."""
    rows = Revision.objects.filter(article=article_id).select_related("by").defer("tree")
    newest: Revision | None = rows.order_by("-number").first()
    return newest


def typed_by(article_id: int, by: AbstractBaseUser | None) -> Typed | None:
    """Return what an editor typed into a story and did not save, if it can still be read."""
    if by is None:
        return None
    row = RollingRevision.objects.filter(article=article_id, by_id=by.pk).first()
    try:
        if row is None:
            return None
        tree = {name: value for name, value in row.tree.items() if name != WINDOW}
        return Typed(read(tree), row.seen_version, row.at)
    except DocumentError:
        return None
