"""Which live story do readers discuss at an address, and how does its discussion stand?"""

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

from articles.queries.addresses import gone, preference
from articles.queries.live import holds
from cms.kernel.notices import Looks
from cms.kernel.prepared import planned
from cms.kernel.raw import adapted, aware


class Story(NamedTuple):
    """A live story; `touched` and `change` number what happened to its discussion.

    The times are as the database gives them: most who ask never look at them.
    """

    article_id: int
    slug: str
    language: str
    comment_count: int
    touched: int
    change: int
    raw_until: Any
    raw_changed: Any

    @property
    def live_until(self) -> datetime | None:
        """Return the next moment at which the clock changes the story."""
        return aware(self.raw_until)

    @property
    def changed_at(self) -> datetime | None:
        """Return when something was last said, or the policy changed."""
        return aware(self.raw_changed)


_looks: Looks[Story] = Looks(settings.COMMENT_PAGES_KEPT)

# SQLite's driver makes an object of every time in a column, but leaves an expression alone.
AT = """
SELECT e.article_id, e.slug, e.language, COALESCE(d.comment_count, 0), COALESCE(d.touched, 0),
       COALESCE(d.change, 0), COALESCE(e.live_until, NULL), COALESCE(d.changed_at, NULL)
FROM articles_edition e LEFT JOIN articles_discussion d ON d.article_id = e.article_id
WHERE e.slug = %s AND e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)
"""


def at_address(slug: str, language: str | None, at: datetime) -> Story:
    """Return the story in at most one statement, a second one where it is kept until a notice.

    Raises Moved (301), Withdrawn (410), Missing (404), as articles.queries.addresses.find does.
    """
    found = _looks.take(
        (slug, language),
        at,
        lambda: _found(slug, language, at),
        lambda story: holds(story.article_id, at),
    )
    if found is None:
        raise gone(slug, language, at)
    return found


def _found(slug: str, language: str | None, at: datetime) -> Story | None:
    moment = adapted(at)
    sql, params = AT, [slug, moment, moment]
    if language:
        sql, params = f"{AT} AND e.language = %s", [*params, language]
    rows = planned(sql, params)
    if len(rows) > 1:
        rows = [min(rows, key=lambda row: (preference(row[2]), row[0]))]
    return Story._make(rows[0]) if rows else None
