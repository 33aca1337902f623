"""What do readers see of a story? Stored bytes of live editions, and the counters beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from articles.models.editions import Edition
from articles.queries.addresses import preference


@dataclass(frozen=True, slots=True)
class Story:
    """One live edition with its counters, as the detail answer needs it.

    `detail` is JSON without its end (rules.render); `edge` is the next moment at which the clock
    changes the answer; `share` maps networks to counts; `related` lists the picks that are live,
    each as (slug, language, headline).
    """

    article_id: int
    language: str
    slug: str
    etag: str
    detail: bytes
    keys: str
    edge: datetime | None
    changed_at: datetime
    policy: str
    closes_at: datetime | None
    comment_count: int
    share: dict[str, int]
    related: list[tuple[str, str, str]]


_STORY = """
SELECT e.article_id, e.language, e.slug, e.etag, e.detail, e.keys, e.live_until, e.rendered_at,
       d.policy, d.closes_at, d.comment_count, d.changed_at, e.id
FROM articles_edition e LEFT JOIN articles_discussion d ON d.article_id = e.article_id
WHERE {where} AND e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)
"""

# Shares and picks in one round trip: both are short lists keyed by the same article.
_BESIDE = """
SELECT article_id, 's', 0, network, '', '', n + imported, NULL, NULL
FROM articles_sharecount WHERE article_id IN ({marks})
UNION ALL
SELECT m.edition_id, 'r', m.position, o.slug, o.language, o.headline, 0, o.live_from, o.live_until
FROM articles_mention m JOIN articles_edition o ON o.article_id = m.target_id
WHERE m.kind = 6 AND m.edition_id IN ({marks})
ORDER BY 2, 3
"""


def story(slug: str, language: str | None, at: datetime) -> Story | None:
    """Return the live story at the address, or None; two statements, whatever its length."""
    if language:
        rows = _rows("e.slug = %s AND e.language = %s", [slug, language], at)
    else:
        rows = _rows("e.slug = %s", [slug], at)
    if not rows:
        return None
    return _stories([min(rows, key=lambda row: (preference(row[1]), row[0]))], at)[0]


def stories(edition_ids: Sequence[int], at: datetime) -> list[Story]:
    """Return live stories by edition, in the order asked for; two statements."""
    if not edition_ids:
        return []
    marks = ", ".join(["%s"] * len(edition_ids))
    rows = {row[12]: row for row in _rows(f"e.id IN ({marks})", list(edition_ids), at)}
    return _stories([rows[pk] for pk in edition_ids if pk in rows], at)


def _rows(where: str, params: Sequence[Any], at: datetime) -> list[tuple[Any, ...]]:
    moment = _moment(at)
    with connection.cursor() as cursor:
        cursor.execute(_STORY.format(where=where), [*params, moment, moment])
        return list(cursor.fetchall())


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _stories(rows: Sequence[tuple[Any, ...]], at: datetime) -> list[Story]:
    share, related, edges = _beside(rows, at)
    found = []
    for row in rows:
        closes_at = aware(row[9])
        until = aware(row[6])
        ahead = [until, closes_at if closes_at and closes_at > at else None, *edges[row[12]]]
        found.append(
            Story(
                article_id=row[0],
                language=row[1],
                slug=row[2],
                etag=row[3],
                detail=bytes(row[4]),
                keys=row[5],
                edge=min(filter(None, ahead), default=None),
                changed_at=max(filter(None, (aware(row[7]), aware(row[11])))),
                policy=row[8] or "closed",
                closes_at=closes_at,
                comment_count=row[10] or 0,
                share=share[row[0]],
                related=related[row[12]],
            )
        )
    return found


def aware(value: Any) -> datetime | None:
    """Return a time of a raw row as aware UTC: SQLite gives text or naive times."""
    if value is None or (isinstance(value, datetime) and value.tzinfo):
        return value
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


Shares = defaultdict[int, dict[str, int]]
Picks = defaultdict[int, list[tuple[str, str, str]]]
Edges = defaultdict[int, list[datetime]]


def _beside(rows: Sequence[tuple[Any, ...]], at: datetime) -> tuple[Shares, Picks, Edges]:
    """Return share counts by article, live picks by edition, and when the picks change."""
    share, related, edges = Shares(dict), Picks(list), Edges(list)
    sql = _BESIDE.format(marks=", ".join(["%s"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(row[0] for row in rows), *(row[12] for row in rows)])
        beside = cursor.fetchall()
    for owner, what, _place, name, language, headline, n, begins, ends in beside:
        if what == "s":
            share[owner][name] = n
            continue
        begin, end = aware(begins), aware(ends)
        edges[owner] += [edge for edge in (begin, end) if edge and edge > at]
        if begin and begin <= at and (end is None or end > at):
            related[owner].append((name, language, headline))
    return share, related, edges


def cards(article_ids: Iterable[int], at: datetime) -> dict[int, bytes]:
    """Return the list items of the stories that are live, by article; one query."""
    rows = Edition.objects.live(at).filter(article_id__in=list(article_ids))
    return {pk: bytes(card) for pk, card in rows.values_list("article_id", "card")}


_MOMENTS = """
SELECT (SELECT rendered_at FROM articles_edition WHERE live_from <= %s
        ORDER BY rendered_at DESC LIMIT 1),
       (SELECT MAX(at) FROM articles_withdrawal),
       (SELECT MAX(live_from) FROM articles_edition WHERE live_from <= %s),
       (SELECT MAX(live_until) FROM articles_edition WHERE live_until <= %s),
       (SELECT MIN(live_from) FROM articles_edition WHERE live_from > %s),
       (SELECT MIN(live_until) FROM articles_edition WHERE live_until > %s)
"""


@dataclass(frozen=True, slots=True)
class Moments:
    """When a list last changed, by a person or by the clock, and when the clock changes it next."""

    changed: datetime | None
    edge: datetime | None


def moments(at: datetime) -> Moments:
    """Return the moments around `at` for everything readers see: one query of index look-ups."""
    with connection.cursor() as cursor:
        cursor.execute(_MOMENTS, [_moment(at)] * 5)
        rendered, withdrawn, begun, ended, begins, ends = map(aware, cursor.fetchone())
    return Moments(
        changed=max(filter(None, (rendered, withdrawn, begun, ended)), default=None),
        edge=min(filter(None, (begins, ends)), default=None),
    )
