"""Which live stories may a search engine know of, and when did each change?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from cms.kernel.prepared import rows
from cms.kernel.raw import adapted, aware

PAGE = 10_000  # articles by number; sitemaps.org allows 50,000 addresses and 50 MB
_LIVE = "live_from <= %s AND (live_until IS NULL OR live_until > %s)"
# Robots stand in the rendering; its quotes cannot be a text's own, which has them escaped.
_FINDABLE = {
    "sqlite": """instr(detail, CAST('"robots":"noindex' AS BLOB)) = 0""",
    "postgresql": """position('"robots":"noindex'::bytea IN detail) = 0""",
}


class Listed(NamedTuple):
    """A live story as a site map has it; `story` is the same for its translations."""

    slug: str
    language: str
    headline: str
    story: int
    published_at: datetime
    updated_at: datetime


def pages(at: datetime) -> list[tuple[int, datetime]]:
    """Return the numbers of the pages that are not empty, and when the newest in each changed."""
    sql = (
        f"SELECT article_id / {PAGE}, MAX(updated_at) FROM articles_edition WHERE {_LIVE}"  # noqa: S608
        " GROUP BY 1 ORDER BY 1"
    )
    found = rows(sql, _moment(at))
    return [(number + 1, changed) for number, last in found if (changed := aware(last))]


def page(number: int, at: datetime) -> list[Listed]:
    """Return the stories of one page, by number."""
    first = (number - 1) * PAGE
    where = "article_id >= %s AND article_id < %s"
    return _listed(where, "article_id", [first, first + PAGE], at)


def newest(since: datetime, at: datetime, limit: int) -> list[Listed]:
    """Return the stories first published since a moment, the newest first."""
    order = f"published_at DESC, id DESC LIMIT {limit:d}"
    return _listed("published_at >= %s", order, [adapted(since)], at)


def translations(stories: set[int], at: datetime) -> dict[int, list[tuple[str, str]]]:
    """Return the languages and slugs of each story that is told in several, by story."""
    found: dict[int, list[tuple[str, str]]] = {}
    said = sorted(stories)
    for start in range(0, len(said), 500):
        some = said[start : start + 500]
        marks = ", ".join(["%s"] * len(some))
        sql = (
            f"SELECT story_id, language, slug FROM articles_edition WHERE story_id IN ({marks})"  # noqa: S608
            f" AND {_LIVE} ORDER BY story_id, language"
        )
        for story, language, slug in rows(sql, [*some, *_moment(at)]):
            found.setdefault(story, []).append((language, slug))
    return {story: told for story, told in found.items() if len(told) > 1}


def _listed(where: str, order: str, values: list[Any], at: datetime) -> list[Listed]:
    sql = (
        "SELECT slug, language, headline, story_id, published_at, updated_at"  # noqa: S608
        f" FROM articles_edition WHERE {where} AND {_LIVE} AND {_FINDABLE[connection.vendor]}"
        f" ORDER BY {order}"
    )
    return list(_read(rows(sql, [*values, *_moment(at)])))


def _read(found: list[Any]) -> Iterator[Listed]:
    for slug, language, headline, story, published, updated in found:
        first, last = aware(published), aware(updated)
        if first and last:
            yield Listed(slug, language, headline, story, first, last)


def _moment(at: datetime) -> list[Any]:
    return [adapted(at), adapted(at)]
