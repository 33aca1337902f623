"""What do readers see of a story? Stored bytes of live editions, and the counters beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Min, QuerySet

from articles.models.editions import Edition
from articles.queries.addresses import preference


@dataclass(frozen=True, slots=True)
class Story:
    """One live edition with its counters, as the detail answer needs it.

    `detail` is JSON without its end (rules.render); `live_until` is the next moment at which the
    clock changes it; `share` maps networks to counts, `related` lists picks that are live.
    """

    article_id: int
    language: str
    slug: str
    url_etag: str
    detail: bytes
    keys: str
    live_until: datetime | None
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
SELECT {article} AS article_id, 's' AS what, 0 AS place, network AS a, '' AS b, n + imported AS n
FROM articles_sharecount WHERE article_id IN ({ids})
UNION ALL
SELECT m.edition_id, 'r', m.position, o.slug, o.language || '|' || o.headline, 0
FROM articles_mention m JOIN articles_edition o ON o.article_id = m.target_id
WHERE m.kind = 6 AND m.edition_id IN ({editions})
  AND o.live_from <= %s AND (o.live_until IS NULL OR o.live_until > %s)
ORDER BY 2, 3
"""


def story(slug: str, language: str | None, at: datetime) -> Story | None:
    """Return the live story at the address, or None; two statements, whatever its length."""
    where, params = ("e.slug = %s AND e.language = %s", [slug, language])
    if not language:
        where, params = "e.slug = %s", [slug]
    rows = _rows(where, params, at)
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
    share, related = _beside(rows, at)
    return [
        Story(
            article_id=row[0],
            language=row[1],
            slug=row[2],
            url_etag=row[3],
            detail=bytes(row[4]),
            keys=row[5],
            live_until=_aware(row[6]),
            changed_at=max(filter(None, (_aware(row[7]), _aware(row[11])))),
            policy=row[8] or "closed",
            closes_at=_aware(row[9]),
            comment_count=row[10] or 0,
            share=share[row[0]],
            related=related[row[12]],
        )
        for row in rows
    ]


def _aware(value: Any) -> datetime | None:
    """Return a time of a raw row as aware UTC: SQLite gives text or naive times."""
    if value is None or isinstance(value, datetime) and value.tzinfo:
        return value
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    from datetime import UTC  # noqa: PLC0415

    return value.replace(tzinfo=UTC)


def _beside(
    rows: Sequence[tuple[Any, ...]], at: datetime
) -> tuple[dict[int, dict[str, int]], dict[int, list[tuple[str, str, str]]]]:
    share: defaultdict[int, dict[str, int]] = defaultdict(dict)
    related: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    marks = ", ".join(["%s"] * len(rows))
    sql = _BESIDE.format(article="article_id", ids=marks, editions=marks)
    params = [*(row[0] for row in rows), *(row[12] for row in rows), _moment(at), _moment(at)]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for owner, what, _place, a, b, n in cursor.fetchall():
            if what == "s":
                share[owner][a] = n
            else:
                language, _bar, headline = b.partition("|")
                related[owner].append((a, language, headline))
    return share, related


def cards(article_ids: Iterable[int], at: datetime) -> dict[int, bytes]:
    """Return the list items of the stories that are live, by article; one query."""
    rows = Edition.objects.live(at).filter(article_id__in=list(article_ids))  # type: ignore[attr-defined]
    return {pk: bytes(card) for pk, card in rows.values_list("article_id", "card")}


def next_edge(at: datetime, editions: QuerySet[Edition] | None = None) -> datetime | None:
    """Return the next moment at which the clock alone changes a list; two indexed look-ups."""
    rows = Edition.objects.all() if editions is None else editions
    begins = rows.filter(live_from__gt=at).aggregate(at=Min("live_from"))["at"]
    ends = rows.filter(live_until__gt=at).aggregate(at=Min("live_until"))["at"]
    return min(filter(None, (begins, ends)), default=None)
